"""What stands below an article: the links of the old page, the byline. And the documents a page names."""

import re

# The longer one first where one begins with the other.
LINKS = (
    "back to the all news|back to all news|back to the section|back to section|back to the list|go back|back"
    "|вернуться ко всем новостям|вернуться к списку новостей|вернуться к списку|вернуться в раздел"
    "|вернуться к разделу|вернуться назад|назад ко всем новостям|назад к списку новостей|назад к списку"
    "|назад в раздел|назад к разделу|возврат ко всем новостям|возврат к списку|возврат к разделу|возврат в раздел"
    "|ко всем новостям|к списку новостей|все новости|назад|вернуться"
).split("|")
AROUND_LINKS = " \t.|/<>«»‹›←↑[]-–—"
LONGEST_LINE_OF_LINKS = 200

# A word of a title or a name: capitalised, an initial, or one of the small ones between them.
CAPITALISED = r"(?:[A-ZА-ЯЁ][\w’'.-]*)"
SMALL = (
    r"(?:of|the|for|and|to|on|with|acting|deputy|head|official|media|relations"
    r"|договора|о|об|коллективной|безопасности|организации|генерального|секретаря|секретариата|по|связям|с|и"
    r"|общественностью|прессой|информации|объединенного|объединённого|штаба|управления|отдела|начальник|и\.о\.)"
)
TITLE = (
    r"(?:press[ -]?secretary|spokes(?:man|woman|person)(?:['’]s service)?|press[ -]?(?:service|office|cent(?:er|re))"
    r"|пресс-?секретарь|пресс-?служба|пресс-?центр|официальный представитель)"
)
WORD_OF_BYLINE = rf"(?:{CAPITALISED}|{SMALL}|[–—-])"
# A sentence may speak of the press secretary too.
NO_SENTENCE = r"(?!(?:According|As|In|On|At|By|По|Как)\b)"
BYLINE = re.compile(rf"{NO_SENTENCE}(?:{WORD_OF_BYLINE},? ){{0,14}}(?i:{TITLE})\b(?:,? {WORD_OF_BYLINE}){{0,14}}\.?$")
NAME = re.compile(
    r"(?:(?:By|Author|Автор|Текст):? )?[A-ZА-ЯЁ][\w’'-]*\.?(?: ?[A-ZА-ЯЁ]\.)?(?: [A-ZА-ЯЁ][\w’'-]+\.?){1,2}$"
)
NO_NAME = re.compile(
    r"\b(?:CSTO|Council|Committee|Organi[sz]ation|Secretariat|Staff|Assembly|Treaty|Republic|Federation|Group"
    r"|Commission|Forces|Charter|Annex"
    r"|City|Hall|Happy|New|Year|Good|Best|Thank|ОДКБ|Совет|Комитет|Организация|Секретариат|Штаб|Приложение)\b",
    re.IGNORECASE,
)
PHOTO = re.compile(r"(?:Photo|Фото)(?:graph)?s?(?: by)? ?[:/]", re.IGNORECASE)
ENDS = (".", "!", "?", "…", "”", "»", '"', ")")
LONGEST_BYLINE = 200

DOWNLOAD = re.compile(r"(?:download (?:the )?(?:document|file)|скачать (?:документ|файл))s? ?:?", re.IGNORECASE)
DOCUMENT = re.compile(r"[^\\/:*?\"<>|]{1,150}\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|zip|rar)$", re.IGNORECASE)
LONGEST_LINE_OF_DOCUMENTS = 1000


def is_links(line):
    """Whether the line holds nothing but links of the old page's foot."""
    if len(line) > LONGEST_LINE_OF_LINKS:
        return False
    rest = line.casefold().strip(AROUND_LINKS)
    while rest:
        link = next((link for link in LINKS if rest.endswith(link)), None)
        if link is None:
            return False
        rest = rest[: -len(link)].strip(AROUND_LINKS)
    return bool(line)


def cut_links(lines):
    """The lines without the links at their end."""
    end = len(lines)
    while end and is_links(lines[end - 1]):
        end -= 1
    return lines[:end]


def is_title_line(line):
    """Whether the line is a signature with the office: "CSTO spokesman Vladimir Zainetdinov"."""
    return len(line) <= LONGEST_BYLINE and bool(BYLINE.match(line))


def is_name(line):
    return len(line) <= LONGEST_BYLINE and bool(NAME.match(line)) and not NO_NAME.search(line)


def take_byline(lines):
    """(lines without the byline, byline or ""). It is the last line, or in a reprint a name beside the photo's."""
    *text, last = lines or [""]
    if lines and is_title_line(last):
        return text, last
    if text and is_name(last):
        if len(text) > 1 and is_title_line(text[-1]):
            return text[:-1], f"{text[-1]} {last}"
        # Behind a comma or among other names it belongs to them.
        if text[-1].endswith(ENDS):
            return text, last
    photos = {place for place, line in enumerate(lines) if PHOTO.match(line)}
    for place, line in enumerate(lines):
        beside = {place - 1, place + 1} & photos
        if beside and (is_name(line) or is_title_line(line)):
            return lines[:place] + lines[place + 1 :], line
    return lines, ""


def documents_in(line):
    """The names of documents if the line does nothing but offer them, [] if it offers one without a name, else None."""
    if len(line) > LONGEST_LINE_OF_DOCUMENTS:
        return None
    parts = [part.strip() for part in DOWNLOAD.split(line)]
    names = [part for part in parts if part]
    if not all(DOCUMENT.match(name) for name in names):
        return None
    return names if names or len(parts) > 1 else None


def take_documents(lines):
    """(lines without those that offer documents, their names)."""
    text, names = [], []
    for line in lines:
        offered = documents_in(line)
        if offered is None:
            text.append(line)
        else:
            names += offered
    return text, names
