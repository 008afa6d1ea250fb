"""What comparing and merging two texts costs, in CPU time, at a size and at twice that size.

    .venv-test/bin/python -m bench.comparing

The texts are the longest that can be stored (200 kB) and as hard as texts can be. The exit code is 1 when twice the
text costs more than three times the time (2 would be exactly in proportion), or a text more than the budget.
"""

import os
import random
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

BYTES = 200_000
MOST_RATIO = 3
MOST_SECONDS = 3
ROUNDS = 3


def paragraphs(size, each):
    """HTML of about that size of paragraphs that `each(number)` writes."""
    written, length, number = [], 0, 0
    while length < size:
        written.append(f"<p>{each(number)}</p>")
        length += len(written[-1])
        number += 1
    return "".join(written)


def prose(words, length=20):
    chance = random.Random(7)  # noqa: S311 (texts, not secrets)
    return lambda number: " ".join(chance.choice(words) for _ in range(length))


WORDS = [f"word{number}" for number in range(3000)]
FEW = WORDS[:40]

TEXTS = {
    "every paragraph changed in one word": lambda size: (
        paragraphs(size, prose(WORDS)),
        paragraphs(size, prose(WORDS)).replace(" ", " another ", 1).replace("<p>", "<p>Now "),
    ),
    "every paragraph another": lambda size: (paragraphs(size, prose(WORDS)), paragraphs(size, prose(WORDS[::-1]))),
    "all paragraphs alike, each with another number": lambda size: (
        paragraphs(size, lambda number: f"The number is {number}."),
        paragraphs(size, lambda number: f"The number is {number + 9000}."),
    ),
    "paragraphs of one word": lambda size: (
        paragraphs(size, lambda number: "a b"),
        paragraphs(size, lambda number: "a c"),
    ),
    "one word 50,000 times, with others between": lambda size: (
        f"<p>{'a ' * (size // 4)}</p>",
        f"<p>{'a b ' * (size // 4)}</p>",
    ),
    "one paragraph, the same few words shuffled": lambda size: (
        f"<p>{prose(FEW, size // 7)(0)}</p>",
        f"<p>{prose(FEW[::-1], size // 7)(0)}</p>",
    ),
}


def cost(action, *texts):
    """The least CPU seconds of a few rounds: what other work on the machine adds is no cost of ours."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        action(*texts)
        spent.append(time.process_time() - begun)
    return min(spent)


def main():
    django.setup()
    from publishing.merging import merge_text
    from publishing.paragraphs import compare_texts

    exceeded = False
    print("| two texts of 200 kB | compare, s | half of it, s | ratio | merge, s |\n|---|---|---|---|---|")
    for name, texts in TEXTS.items():
        half, whole = (cost(compare_texts, *texts(size)) for size in (BYTES // 2, BYTES))
        old, new = texts(BYTES)
        merging = cost(merge_text, old, new, old)
        exceeded |= whole > MOST_SECONDS or merging > MOST_SECONDS or (whole > 0.2 and whole > MOST_RATIO * half)
        print(f"| {name} | {whole:.2f} | {half:.2f} | {whole / half:.1f} | {merging:.2f} |")
    sys.exit(exceeded)


if __name__ == "__main__":
    main()
