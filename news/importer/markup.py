"""From cleaned lines to simple HTML: paragraphs, lists, headings, quotations. Every line is a paragraph of its own."""

import re
from html import escape

DASH = re.compile(r"[-–] (?=\S)|— ?(?=\S)")
BULLET = re.compile(r"[•·▪●◦] ?(?=\S)")
NUMBER = re.compile(r"(\d{1,3})[.)] (?=\S)")
ROMAN = re.compile(r"([IVX]{1,5})\.? (?=\S)")
ROMANS = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}
QUOTATION = re.compile(r"[“«\"][^“«\"”»]{60,}[”»\"]$")
LONGEST_HEADING = 150


def to_html(lines, dialogue=False):
    """The HTML of a text. In a dialogue a dash begins what somebody says, otherwise it may begin an item of a list."""
    blocks, place, chapter = [], 0, 0
    while place < len(lines):
        line, end = lines[place], run_end(lines, place)
        if is_items(lines, place, end, dialogue):
            blocks.append(list_of(lines[place:end]))
        elif chapter_of(line) == chapter + 1 or (is_heading(line) and end < len(lines)):
            chapter += chapter_of(line) == chapter + 1
            blocks.append(f"<h2>{text(line)}</h2>")
        elif QUOTATION.match(line):
            blocks.append(f"<blockquote><p>{text(line)}</p></blockquote>")
        else:
            blocks += [f"<p>{text(one)}</p>" for one in lines[place:end]]
        place = end
    return "\n".join(blocks)


def text(line):
    return escape(line, quote=False)


# --- headings ---------------------------------------------------------------------------------------------------------


def ends_a_sentence(line):
    return line.endswith((".", ",", ";", ":", "!", "?", "…"))


def is_heading(line):
    """A line in capitals: WELCOME SPEECH."""
    letters = sum(char.isalpha() for char in line[: LONGEST_HEADING + 1])
    return len(line) <= LONGEST_HEADING and line.isupper() and letters >= 8 and not ends_a_sentence(line)


def chapter_of(line):
    """The number of a heading with a Roman numeral, or 0. Chapters count from I, so initials ("V. Ivanov") are none."""
    match = ROMAN.match(line)
    if match is None or len(line) > LONGEST_HEADING or ends_a_sentence(line):
        return 0
    return ROMANS.get(match[1], 0)


# --- lists ------------------------------------------------------------------------------------------------------------


def run_end(lines, place):
    """Where the lines end that go on as this one begins: with bullets, with dashes, with the next number."""
    for mark in (BULLET, DASH):
        if mark.match(lines[place]):
            while place < len(lines) and mark.match(lines[place]):
                place += 1
            return place
    first = NUMBER.match(lines[place])
    end = place + 1
    while first and end < len(lines) and (next_one := NUMBER.match(lines[end])):
        if int(next_one[1]) != int(first[1]) + end - place:
            break
        end += 1
    return end


def is_items(lines, start, end, dialogue):
    """Whether a run of lines is a list. A number alone is none."""
    if DASH.match(lines[start]):
        return is_dash_list(lines, start, end, dialogue)
    return bool(BULLET.match(lines[start])) or (bool(NUMBER.match(lines[start])) and end - start > 1)


def is_dash_list(lines, start, end, dialogue):
    """Dashes are a list below a colon, or when most of them end as items do; otherwise somebody speaks."""
    items = lines[start:end]
    as_items = sum(item.endswith((";", ",")) for item in items[:-1])
    below_colon = start > 0 and lines[start - 1].endswith(":")
    if len(items) == 1:
        return below_colon and items[0].endswith(";")
    if as_items and as_items * 2 >= len(items) - 1:
        return True
    return below_colon and not dialogue


def list_of(items):
    if NUMBER.match(items[0]):
        first = int(NUMBER.match(items[0])[1])
        start = f' start="{first}"' if first != 1 else ""
        return listed("ol", NUMBER, items, start)
    return listed("ul", BULLET if BULLET.match(items[0]) else DASH, items)


def listed(tag, mark, items, attributes=""):
    rows = "".join(f"<li>{text(item[mark.match(item).end() :])}</li>" for item in items)
    return f"<{tag}{attributes}>{rows}</{tag}>"
