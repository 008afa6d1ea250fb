"""The demonstration newsroom: texts in content/, drawings made by code, and the loader behind `manage.py demo`.

One file in content/<language>/ is one article; the same file name in another language is its translation. A file is
a block of headings, an empty line, and paragraphs or lines of HTML; texts.py says which headings there are.
"""
