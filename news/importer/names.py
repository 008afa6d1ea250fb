"""Which words of a text look like a person's name. For a list that a person goes through, so it may be wrong."""

import re
from itertools import pairwise

WORD = r"(?:[A-ZА-ЯЁ][a-zа-яё]+(?:[-’'][A-ZА-ЯЁ]?[a-zа-яё]+)*|[A-ZА-ЯЁ]{3,}|(?:[A-ZА-ЯЁ][a-zа-яё]?\.))"
CAPITALISED = re.compile(rf"(?<![\w-]){WORD}(?:(?: |(?<=\.)){WORD})*(?![\w-])")
MOST_WORDS = 4
# Words of names of organs, offices, places and times, which begin with a capital too.
NO_NAME = re.compile(
    r"\b(?:CSTO|CSC|CIS|UN|OSCE|SCO|EAEU|The|In|On|At|By|To|For|From|Of|And|As|It|This|That|Each|According|During|After|Before"
    r"|Council|Committee|Organi[sz]ation|Secretariat|Secretary|General|Staff|Assembly|Treaty|Republic|Federation|Group"
    r"|Commission|Forces|Force|Charter|Plan|Minister|Ministry|President|Chairman|Chief|Deputy|Head|Acting|Foreign|Affairs"
    r"|Defen[cs]e|Collective|Security|Permanent|Parliamentary|Joint|Peacekeeping|Operations|Operation|Exercise|Union|United"
    r"|Nations|State|States|Member|World|War|Great|Patriotic|Victory|Day|Press|Service|University|Academy|Centre|Center"
    r"|Russian|Russia|Belarus|Belarusian|Armenia|Armenian|Kazakhstan|Kazakh|Kyrgyz|Kyrgyzstan|Tajikistan|Tajik|Moscow|Minsk"
    r"|Yerevan|Astana|Nur-Sultan|Almaty|Bishkek|Dushanbe|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Central|Asia|Europe|Northern"
    r"|ОДКБ|СНГ|ООН|ШОС|Совет|Совета|Комитет|Комитета|Организации|Организация|Секретариат|Секретариата|Секретарь|Генеральный"
    r"|Генерального|Штаб|Штаба|Республики|Республика|Федерации|Федерация|Российской|Союз|Союза|Победы|Великой|Уставом)\b"
)
OFFICE = re.compile(
    r"(?:secretary|general|minister|president|chairman|chief|head|deputy|representative|ambassador|speaker|director|colonel"
    r"|staff|defen[cs]e|affairs|federation|republic|belarus|armenia|kazakhstan|kyrgyzstan|tajikistan|russia|council|mr\.|ms\."
    r"|секретарь|министр|президент|председатель|начальник|представитель|посол|штаба|дел|обороны|федерации|республики|совета"
    r"|беларуси|армении|казахстана|киргизии|таджикистана|россии)[ ,]*$",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"[ ,]*(?:said|noted|stressed|emphasi[sz]ed|added|told|thanked|received|met|took part|chaired|congratulated"
    r"|отметил|подчеркнул|сказал|заявил|сообщил|добавил|принял)\b"
)
AROUND = 40


def possible_names(text):
    """The different strings in a text that stand where a person's name would: behind an office, or before what somebody
    said or did. In their order."""
    found = {}
    for start, end in runs(text):
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        if OFFICE.search(before) or SPEAKS.match(after):
            found[text[start:end].strip()] = True
    return list(found)


def runs(text):
    """(start, end) of each row of two to four capitalised words, cut where one of them is no part of a name."""
    for match in CAPITALISED.finditer(text):
        cuts = [(match.start(), match.start())]
        cuts += [(match.start() + no.start(), match.start() + no.end()) for no in NO_NAME.finditer(match.group())]
        cuts.append((match.end(), match.end()))
        for (_from, start), (end, _to) in pairwise(cuts):
            words = re.findall(WORD, text[start:end])
            if 1 < len(words) <= MOST_WORDS:
                yield start + len(text[start:end]) - len(text[start:end].lstrip()), end
