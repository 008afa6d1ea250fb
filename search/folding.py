"""Names as people look for them: `fold` is one skeleton for all spellings and scripts of a name, `exact` is the name as
it is written, without the accidents of typing.

Pure. Both take any string, in linear time, and folding what is folded changes nothing.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

MARKS = "\u0300-\u036f\u0483-\u0487"
# Soft hyphens, zero-width characters and those that turn the direction: nobody sees them.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02be\u02bf\u2018\u2019\u201b\u2032\uff07"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"

# --- fold: the letters ------------------------------------------------------------------------------------------------


def bare(letter):
    """й -> и, ё -> е, ў -> у, é -> e: the letter without what stands above or below it."""
    return unicodedata.normalize("NFD", letter)[0]


WRITTEN = {ord(letter): bare(letter) for letter in map(chr, [*range(0xC0, 0x530), *range(0x1E00, 0x2000)])}
# Russian and English write н and n for ң; anyascii would say ng.
WRITTEN |= {ord("ң"): "н"}
DROPPED = re.compile(f"[{MARKS}{INVISIBLE}{APOSTROPHES}]")
WORD = re.compile(r"[^\W_]+")
PART = re.compile(r"[a-z0-9]+")

LATIN, CYRILLIC = re.compile("[a-z]"), re.compile("[\u0400-\u052f]")
# In small or in capital letters they look alike.
LOOKS_LATIN = str.maketrans("авеѕіјкмнорстухһүԛԝ", "abesijkmhopctyxhyqw")
LOOKS_CYRILLIC = str.maketrans("abcehikmoptxy", "авсенікмортху")
ROMAN_NUMBER = re.compile(r"(?=..)m*(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
# Two letters for the sound u; and the letter that is vo where a word begins (but not in ով).
ARMENIAN_U, ARMENIAN_VO = "ու", re.compile(r"\bո(?!վ)")

# --- fold: the sounds -------------------------------------------------------------------------------------------------

LETTERS = {"y": "i", "w": "v", "q": "k", "x": "ks"}
SOUNDS = {
    "kh": "h",
    "gh": "g",
    "zh": "j",
    "dj": "j",
    "shch": "sh",
    "sch": "sh",
    "tch": "ch",
    "ie": "e",
    "io": "e",
    **{f"c{following}": f"k{following}" for following in "aoulrt"},
    "ck": "k",
}
BY_LAST_LETTER = {}
for written, meant in SOUNDS.items():
    BY_LAST_LETTER.setdefault(written[-1], []).append((list(written), meant))
VOWEL = re.compile("[aeiouy]")
SILENT_E = re.compile(r"(?<=[dt])er\Z")


def fold(text):
    """One skeleton for all spellings and scripts of a name: words and initials in ASCII, a single space between.

    Letters are romanised by anyascii; apostrophes, soft and hard signs and what stands above or below a letter go;
    hyphens and full stops part words. A word of two alphabets is read in the one it can be read in (CRRF with a
    Cyrillic С). Then what romanisations differ in is made the same. What is not told apart any more, and why:

    - i, y: Zaynetdinov, Zainetdinov; Masadykov, Masadikov; Valeriy, Valery. Press, BGN and passports write й and ы
      differently; so also Maria and Marya;
    - e, ye, yo, ie, io: Ordabayev, Ordabaev; Kovalyov, Ковалев, as ё is mostly printed е; so also Rodion and Roden;
    - kh, h; gh, g; q, k; w, v: Khasan, Hasan; Tajik ҳ, ғ and қ, in Russian х, г and к; so also Iskhakov and Ishakov;
    - zh, j, dzh, dj: Jyldyz, Zhyldyz, one from Kyrgyz, one by way of Russian, where Tajik ҷ is дж: Jamshed, Dzhamshed;
    - shch, sch, sh; tch, ch; x, ks; c before a, o, u, l, r, t or k, and k; the e of Alexander, which Александр lacks;
    - double letters: Taalatbek, Talatbek; Kassym, Kasym. Not in words without a vowel: the CSC is not the CSSC.

    Roman numbers stay as they are: the XI is not the XII.
    """
    text = DROPPED.sub("", text.casefold()).translate(WRITTEN)
    text = ARMENIAN_VO.sub("vo", text.replace(ARMENIAN_U, "u"))
    return " ".join(part for word in WORD.findall(text) for part in folded(one_alphabet(word)))


def one_alphabet(word):
    """A word in Latin and Cyrillic letters, in the one alphabet in which all of it can be read, if there is one."""
    latin, cyrillic = LATIN.findall(word), CYRILLIC.findall(word)
    if not (latin and cyrillic):
        return word
    as_latin, as_cyrillic = word.translate(LOOKS_LATIN), word.translate(LOOKS_CYRILLIC)
    if CYRILLIC.search(as_latin):
        return word if LATIN.search(as_cyrillic) else as_cyrillic
    if LATIN.search(as_cyrillic) or ROMAN_NUMBER.fullmatch(as_latin) or len(latin) >= len(cyrillic):
        return as_latin
    return as_cyrillic


def folded(word):
    """The word romanised and reduced to its sounds; a sign that is romanised as several words gives several."""
    for part in PART.findall(anyascii(word).lower().replace("'", "")):
        if ROMAN_NUMBER.fullmatch(part) and not CYRILLIC.search(word):
            yield part
        else:
            yield SILENT_E.sub("r", sounds(part))


def sounds(word):
    """The word with no left side of SOUNDS in it any more, so that doing it again changes nothing.

    Every letter is looked at when it comes to stand at the end; what a rule makes of the end is looked at again.
    """
    has_vowel = VOWEL.search(word)
    said, coming = [], list(reversed(word))
    while coming:
        letter = coming.pop()
        if letter in LETTERS:
            coming.extend(reversed(LETTERS[letter]))
        elif not (has_vowel and said and said[-1] == letter and letter.isalpha()):
            said.append(letter)
            for written, meant in BY_LAST_LETTER.get(letter, ()):
                if said[-len(written) :] == written:
                    del said[-len(written) :]
                    coming.extend(reversed(meant))
                    break
    return "".join(said)


# --- exact ------------------------------------------------------------------------------------------------------------

# A character with the marks that follow it.
CLUSTER = re.compile(f".[{MARKS}{INVISIBLE}]*", re.DOTALL)
UNSEEN = re.compile(f"[{INVISIBLE}]")
MARK = re.compile(f"[{MARKS}]")
PLAIN = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(DASHES, "-")})
# More is no writing, and would take a time that grows with its square.
MOST_MARKS = 30


def exact(text):
    """The text for exact matching, in its own letters: small, ё as е, plain spaces, apostrophes and hyphens.

    Runs of white space are one space, with none at the ends; what nobody sees is gone.
    """
    return " ".join("".join(plain_cluster(cluster) for cluster in CLUSTER.findall(text)).split())


@lru_cache(maxsize=4096)
def plain_cluster(cluster):
    cluster = UNSEEN.sub("", cluster)
    if len(cluster) > MOST_MARKS:
        cluster = MARK.sub("", cluster)
    small = unicodedata.normalize("NFD", unicodedata.normalize("NFC", cluster).casefold())
    if small.startswith("е"):
        small = small.replace("\u0308", "")
    return unicodedata.normalize("NFC", small).translate(PLAIN)
