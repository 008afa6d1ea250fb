"""From the lines of a text to simple HTML: paragraphs, lists, headings, and the dashes of an interview as they are."""

import re
from html import escape

DASH = re.compile(r"[-–—•·*▪●]\s*(?=\S)")
NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\D)")
ROMAN = re.compile(r"[IVX]{1,5}\.\s+\S")
REMARK = re.compile(r"\(?(?:(?:un|non )official trans?lation|неофициальный перевод)\)?$", re.IGNORECASE)
LONGEST_HEADING = 100


def to_html(lines):
    """The text as HTML of the allow-list."""
    interview = is_interview(lines)
    html, at = [], 0
    while at < len(lines):
        items = [] if interview else list_items(lines, at)
        if items:
            html.append(items.html)
            at += items.length
        else:
            html.append(block(lines[at]))
            at += 1
    return "\n".join(html)


def is_interview(lines):
    """Questions and answers that both begin with a dash: not a list."""
    dashed = [line for line in lines if DASH.match(line)]
    return sum(line.endswith("?") for line in dashed) >= 2


class Items:
    """A run of list items."""

    def __init__(self, tag, items):
        self.length = len(items)
        inner = "".join(f"<li>{escape(item, quote=False)}</li>" for item in items)
        self.html = f"<{tag}>{inner}</{tag}>"


def list_items(lines, at):
    """The list that begins on that line, or nothing. One item alone is one only behind a colon."""
    run = take(lines, at, DASH)
    if len(run) > 1 or run and at and lines[at - 1].endswith(":"):
        return Items("ul", run)
    if NUMBER.match(lines[at]) and NUMBER.match(lines[at])[1] == "1":
        run = take(lines, at, NUMBER)
        counted = [NUMBER.match(line)[1] for line in lines[at : at + len(run)]]
        if len(run) > 1 and counted == [str(number) for number in range(1, len(run) + 1)]:
            return Items("ol", run)
    return []


def take(lines, at, mark):
    run = []
    while at < len(lines) and mark.match(lines[at]):
        run.append(mark.sub("", lines[at], count=1))
        at += 1
    return run


def block(line):
    text = escape(line, quote=False)
    if REMARK.match(line):
        return f"<p><em>{text}</em></p>"
    if is_heading(line):
        return f"<h2>{text}</h2>"
    return f"<p>{text}</p>"


def is_heading(line):
    """A short line in capitals, or one that begins with a Roman number."""
    if len(line) > LONGEST_HEADING or line.endswith((".", ",", ";", ":", "!", "?")):
        return False
    letters = re.findall(r"[^\W\d_]", line)
    return bool(ROMAN.match(line)) or len(letters) >= 6 and all(letter.isupper() for letter in letters)
