"""The demo's placeholder pictures, drawn by code: calm, abstract, of nobody and no place, the same on every run.

Each drawing is a function that paints on a Canvas in units of a 1600 x 900 sheet. `draw(name)` returns PNG bytes.
"""

import io
import math
import random
from itertools import pairwise

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
# Painted twice as large and scaled down: that smooths every edge.
SCALE = 2

NIGHT, NAVY, BLUE, STEEL, MIST, HAZE = "#12263d", "#1d3a5a", "#2f5d86", "#6b90b0", "#a9c0d2", "#d5e0e8"
PAPER, CREAM, SAND, DUNE, CLAY = "#f7f3ea", "#ece3d1", "#dccdae", "#c4ab80", "#a9855a"


class Canvas:
    """A sheet of 1600 x 900 units, or narrower."""

    def __init__(self, name, background, width=WIDTH):
        self.width = width
        self.image = Image.new("RGB", (width * SCALE, HEIGHT * SCALE), background)
        self.pen = ImageDraw.Draw(self.image)
        self.random = random.Random(name)  # noqa: S311 - the same picture every time is the point

    def scaled(self, points):
        return [(x * SCALE, y * SCALE) for x, y in points]

    def area(self, points, colour):
        self.pen.polygon(self.scaled(points), fill=colour)

    def box(self, left, top, right, bottom, colour, radius=0):
        edges = [value * SCALE for value in (left, top, right, bottom)]
        self.pen.rounded_rectangle(edges, radius * SCALE, fill=colour)

    def line(self, points, colour, width=3):
        self.pen.line(self.scaled(points), fill=colour, width=round(width * SCALE), joint="curve")

    def disc(self, x, y, radius, colour):
        self.oval(x, y, radius, radius, fill=colour)

    def ring(self, x, y, radius, colour, width=3):
        self.oval(x, y, radius, radius, outline=colour, width=round(width * SCALE))

    def oval(self, x, y, across, down, **style):
        edges = [value * SCALE for value in (x - across, y - down, x + across, y + down)]
        self.pen.ellipse(edges, **style)

    def arc(self, x, y, radius, start, end, colour, width):
        edges = [value * SCALE for value in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.arc(edges, start, end, fill=colour, width=round(width * SCALE))

    def shade(self, top, bottom, from_y=0, to_y=HEIGHT):
        """A soft change of colour from one height to another."""
        column = Image.new("RGB", (1, 2))
        column.putpixel((0, 0), tuple(bytes.fromhex(top[1:])))
        column.putpixel((0, 1), tuple(bytes.fromhex(bottom[1:])))
        size = (self.width * SCALE, (to_y - from_y) * SCALE)
        self.image.paste(column.resize(size, Image.Resampling.BILINEAR), (0, from_y * SCALE))

    def png(self):
        small = self.image.resize((self.width, HEIGHT), Image.Resampling.BOX)
        out = io.BytesIO()
        # The library's gate packs it tightly, so that need not be done twice.
        small.save(out, "PNG", compress_level=1)
        return out.getvalue()


def polar(x, y, radius, degrees, flat=1.0):
    angle = math.radians(degrees)
    return x + radius * math.cos(angle), y + radius * flat * math.sin(angle)


def turned(x, y, width, height, degrees):
    """The corners of a rectangle around (x, y), turned."""
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (x + (a * width * cos - b * height * sin) / 2, y + (a * width * sin + b * height * cos) / 2) for a, b in corners
    ]


def round_table(canvas):
    x, y = 800, 450
    for radius, colour in ((640, "#e7dcc6"), (520, "#e2d5bb")):
        canvas.disc(x, y, radius, colour)
    for seat in range(12):
        degrees = seat * 30 + 15
        canvas.area(turned(*polar(x, y, 385, degrees), 46, 92, degrees), NAVY)
        canvas.area(turned(*polar(x, y, 368, degrees), 46, 76, degrees), STEEL)
    canvas.disc(x + 10, y + 16, 322, DUNE)
    canvas.disc(x, y, 320, BLUE)
    canvas.disc(x, y, 305, NAVY)
    for seat in range(12):
        degrees = seat * 30 + 15
        canvas.area(turned(*polar(x, y, 255, degrees), 52, 40, degrees), PAPER)
        canvas.area(turned(*polar(x, y, 205, degrees), 12, 46, degrees), STEEL)
    canvas.disc(x, y, 150, BLUE)
    canvas.disc(x, y, 138, CREAM)
    canvas.ring(x, y, 96, DUNE, 3)


def ridges(canvas):
    canvas.shade("#e9dfca", "#cfdbe3", 0, 620)
    canvas.disc(1130, 300, 96, "#f8f1df")
    colours = ("#bccddb", "#93aec4", STEEL, "#44708f", BLUE, NAVY)
    for layer, colour in enumerate(colours):
        base, swing = 390 + layer * 92, 88 - layer * 8
        waves = [(canvas.random.uniform(0.6, 1.5) * (k + 1), canvas.random.uniform(0, 6.3)) for k in range(4)]
        height = [
            base - swing * sum(math.sin(x / 260 * rate + shift) / (k + 1) for k, (rate, shift) in enumerate(waves))
            for x in range(0, WIDTH + 8, 8)
        ]
        edge = [(index * 8, y) for index, y in enumerate(height)]
        canvas.area([(0, HEIGHT), *edge, (WIDTH, HEIGHT)], colour)


def hall(canvas):
    canvas.shade(NIGHT, "#27496b", 0, 420)
    canvas.box(480, 110, 1120, 372, HAZE, 6)
    canvas.box(492, 122, 1108, 360, PAPER, 3)
    for line in range(4):
        canvas.box(560, 172 + line * 42, 1040 - (line % 2) * 150, 184 + line * 42, SAND, 6)
    canvas.area([(0, 420), (WIDTH, 420), (WIDTH, HEIGHT), (0, HEIGHT)], "#20405f")
    canvas.area([(200, 414), (1400, 414), (1490, 474), (110, 474)], CLAY)
    canvas.box(1216, 350, 1290, 446, DUNE)
    canvas.area([(1194, 352), (1300, 318), (1300, 342), (1194, 376)], CREAM)
    canvas.line([(1226, 338), (1212, 300)], MIST, 5)
    colours = ("#8aa6bd", "#7595b0", "#5f84a3", "#4a7395", "#386287", "#2b5277")
    for row, colour in enumerate(colours):
        size = 34 + row * 15
        y = 520 + row * row * 9 + row * 28
        seats = 22 - row * 2
        for seat in range(seats):
            x = 800 + (seat - (seats - 1) / 2) * size * 1.62
            drop = ((x - 800) / 800) ** 2 * -38
            canvas.box(x - size * 0.66, y + drop, x + size * 0.66, y + drop + size * 1.7, colour, size * 0.42)


def survey(canvas):
    shifts = [(canvas.random.uniform(0, 6.3), canvas.random.uniform(0.7, 1.3)) for _ in range(6)]
    for centre_x, centre_y, count in ((520, 420, 11), (1180, 560, 8)):
        for level in range(count, 0, -1):
            edge = []
            for degrees in range(0, 360, 3):
                angle = math.radians(degrees)
                swell = sum(
                    math.sin(angle * (k + 2) + shift) * rate / (k + 3) for k, (shift, rate) in enumerate(shifts)
                )
                edge.append(polar(centre_x, centre_y, level * 46 * (1 + 0.16 * swell), degrees, 0.8))
            tone = 0.25 + 0.06 * (count - level)
            canvas.area(edge, blend(CREAM, DUNE, tone))
            canvas.line([*edge, edge[0]], blend(DUNE, CLAY, 0.5), 1.5)
    for x in range(100, WIDTH, 200):
        canvas.line([(x, 0), (x, HEIGHT)], "#b4c3cd", 1.5)
    for y in range(50, HEIGHT, 200):
        canvas.line([(0, y), (WIDTH, y)], "#b4c3cd", 1.5)
    river = [(x, 700 + 70 * math.sin(x / 210) - x * 0.22) for x in range(-20, WIDTH + 40, 20)]
    canvas.line(river, "#7f9fb8", 16)
    route = [(250, 690), (430, 520), (610, 480), (820, 560), (1010, 430), (1190, 470), (1370, 280)]
    for start, end in pairwise(route):
        dashes(canvas, start, end)
    for x, y in route:
        canvas.disc(x, y, 17, PAPER)
        canvas.disc(x, y, 12, NAVY)


def dashes(canvas, start, end, length=26, gap=16):
    total = math.dist(start, end)
    steps = int(total // (length + gap))
    for step in range(steps + 1):
        pieces = [min(1, (step * (length + gap) + offset) / total) for offset in (0, length)]
        canvas.line([tuple(a + (b - a) * piece for a, b in zip(start, end, strict=True)) for piece in pieces], NAVY, 5)


def blend(first, second, share):
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def globe(canvas):
    x, y, radius = 1000, 500, 540
    canvas.shade("#f1eadb", "#dfe6ea")
    for step in range(26, 0, -1):
        share = step / 26
        canvas.disc(x - 70 * (1 - share), y - 90 * (1 - share), radius * share, blend("#4c7ba0", NAVY, share**1.6))
    net = [[(meridian, parallel) for parallel in range(-90, 91, 3)] for meridian in range(-180, 180, 15)]
    net += [[(meridian, parallel) for meridian in range(-180, 181, 3)] for parallel in range(-75, 90, 15)]
    for places in net:
        for start, end in pairwise(places):
            (*first, front), (*second, also) = on_globe(*start), on_globe(*end)
            if front >= 0 and also >= 0:
                canvas.line([(x + a * radius, y - b * radius) for a, b in (first, second)], "#7fa2bd", 2)
    cities = [(-50, 34), (-22, 58), (-8, 26), (16, 50), (30, 22), (52, 40)]
    dots = [(x + a * radius, y - b * radius) for a, b, _ in (on_globe(*city) for city in cities)]
    for start, end in pairwise(dots):
        raised = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 70
        canvas.line(bow(start, raised, end), SAND, 4)
    for dot in dots:
        canvas.disc(*dot, 15, SAND)
        canvas.disc(*dot, 7, CLAY)


def on_globe(meridian, parallel, tilt=24):
    """Where a place on the unit globe is seen (x, y), and how near it is: below zero it is on the far side."""
    east, north, lean = (math.radians(value) for value in (meridian, parallel, tilt))
    across, up, front = math.cos(north) * math.sin(east), math.sin(north), math.cos(north) * math.cos(east)
    return across, up * math.cos(lean) - front * math.sin(lean), up * math.sin(lean) + front * math.cos(lean)


def bow(start, middle, end):
    return [
        tuple((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c for a, b, c in zip(start, middle, end, strict=True))
        for t in (step / 20 for step in range(21))
    ]


def papers(canvas):
    canvas.shade("#35617f", NAVY)
    for x, y, degrees, colour in ((560, 500, -11, MIST), (1080, 470, 9, HAZE), (800, 470, -2, PAPER)):
        canvas.area(turned(x + 12, y + 18, 520, 700, degrees), "#17304b")
        canvas.area(turned(x, y, 520, 700, degrees), colour)
    cos, sin = math.cos(math.radians(-2)), math.sin(math.radians(-2))

    def strip(top, left, width, height, colour):
        a, b = left + width / 2 - 260, top + height / 2 - 350
        canvas.area(turned(800 + a * cos - b * sin, 470 + a * sin + b * cos, width, height, -2), colour)

    strip(70, 70, 250, 26, NAVY)
    strip(112, 70, 150, 12, CLAY)
    for row in range(13):
        width = 380 - (row * 53 % 97) if row % 5 != 4 else 170
        strip(170 + row * 34, 70, width, 10, "#b9c6cf")
    canvas.line([(1130, 800), (1345, 505)], "#17304b", 22)
    canvas.line([(1120, 790), (1335, 495)], DUNE, 20)
    canvas.line([(1120, 790), (1140, 762)], NIGHT, 20)


def facade(canvas):
    canvas.shade("#dfe7ec", "#f3ecdd", 0, 800)
    canvas.box(180, 150, 1420, 800, SAND)
    canvas.box(150, 122, 1450, 156, DUNE)
    for floor in range(4):
        for column in range(11):
            x, y = 232 + column * 106, 200 + floor * 128
            lit = canvas.random.random() < 0.18
            canvas.box(x, y, x + 74, y + 92, "#efe3c4" if lit else BLUE, 3)
            canvas.box(x + 35, y, x + 39, y + 92, CREAM)
            canvas.box(x - 6, y + 92, x + 80, y + 100, DUNE)
    canvas.box(660, 690, 940, 800, CREAM)
    canvas.box(690, 706, 910, 800, NAVY)
    canvas.box(798, 706, 802, 800, STEEL)
    canvas.box(0, 800, WIDTH, HEIGHT, "#8fa6b6")
    for step in range(3):
        canvas.box(630 - step * 26, 800 + step * 16, 970 + step * 26, 816 + step * 16, blend(CREAM, DUNE, step / 3))
    for x in (70, 1530):
        canvas.box(x - 5, 640, x + 5, 806, CLAY)
        canvas.disc(x, 590, 74, "#7b98a0")
        canvas.disc(x, 540, 52, "#8aa5ab")


def bands(canvas):
    colours = (PAPER, CREAM, SAND, "#cdb892", MIST, STEEL, "#4b7899", BLUE, NAVY)
    for index, colour in enumerate(colours):
        top = [
            (x, -60 + index * 118 + 74 * math.sin(x / 330 + index * 0.42) + x * 0.03) for x in range(0, WIDTH + 16, 16)
        ]
        canvas.area([*top, (WIDTH, HEIGHT), (0, HEIGHT)], colour)


def waves(canvas):
    canvas.shade(NIGHT, "#244867")
    for index, radius in enumerate(range(760, 90, -84)):
        canvas.arc(800, 720, radius, 180, 360, blend("#2a5070", "#9fbcd1", index / 8), 5 + index * 1.1)
    for degrees, radius in ((200, 592), (228, 424), (246, 676), (283, 508), (305, 340), (332, 592)):
        canvas.disc(*polar(800, 720, radius, degrees), 26, NIGHT)
        canvas.disc(*polar(800, 720, radius, degrees), 17, SAND)
    canvas.box(0, 720, WIDTH, HEIGHT, "#122a42")
    canvas.area([(786, 560), (814, 560), (850, 722), (750, 722)], CREAM)
    for y in (610, 660):
        canvas.line([(788 - (y - 560) / 6, y), (812 + (y - 560) / 6, y)], NAVY, 5)
    canvas.disc(800, 548, 21, SAND)


def microphones(canvas):
    canvas.shade("#cdd9e1", "#efe7d7", 0, 700)
    for column in range(8):
        canvas.box(column * 200, 0, column * 200 + 100, 700, blend("#cdd9e1", "#bfcfda", 0.5))
    for x, lean, height in ((430, 80, 390), (800, 0, 460), (1170, -80, 390)):
        foot, head = (x, 700), (x + lean, 700 - height)
        canvas.line(bow(foot, (x, 700 - height * 0.6), head), NAVY, 14)
        canvas.disc(*head, 88, NIGHT)
        canvas.area(turned(head[0] - lean * 0.14, head[1] + 92, 76, 84, lean * 0.16), BLUE)
        canvas.disc(head[0], head[1] - 8, 74, "#3b5f7e")
        for line in range(-4, 5):
            y, half = head[1] - 8 + line * 15, math.sqrt(74**2 - (line * 15) ** 2)
            canvas.line([(head[0] - half, y), (head[0] + half, y)], NAVY, 2.5)
    canvas.box(0, 700, WIDTH, HEIGHT, CLAY)
    canvas.box(0, 700, WIDTH, 722, DUNE)
    for x in (430, 800, 1170):
        canvas.oval(x, 706, 84, 17, fill=NAVY)


def camp(canvas):
    canvas.shade("#c9d8e3", "#f3e8d2", 0, 560)
    canvas.disc(360, 380, 70, "#fbf3e1")
    for base, colour, shift in ((480, "#a9bfce", 0.0), (530, "#8aa7bb", 1.7)):
        edge = [(x, base - 46 * math.sin(x / 190 + shift) - 22 * math.sin(x / 83)) for x in range(0, WIDTH + 10, 10)]
        canvas.area([*edge, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
    canvas.area([(0, 600), (WIDTH, 570), (WIDTH, HEIGHT), (0, HEIGHT)], "#cdbb94")
    canvas.area([(0, 740), (WIDTH, 700), (WIDTH, HEIGHT), (0, HEIGHT)], "#b9a47a")
    tents = ((210, 640, 0.62), (560, 630, 0.62), (910, 620, 0.62), (1260, 610, 0.62), (370, 850, 1.1), (1010, 836, 1.1))
    for x, y, size in tents:
        wide, high, deep = 120 * size, 150 * size, 190 * size
        canvas.area([(x - wide, y), (x, y - high), (x + deep, y - high - 12), (x + wide + deep, y - 14)], BLUE)
        canvas.area([(x - wide, y), (x, y - high), (x + wide, y)], STEEL)
        canvas.area([(x - wide * 0.3, y), (x, y - high * 0.72), (x + wide * 0.3, y)], NAVY)
        canvas.area([(x + wide, y), (x, y - high), (x + deep, y - high - 12), (x + wide + deep, y - 14)], BLUE)


def calendar(canvas):
    canvas.shade("#e4ebef", "#f4eee1")
    canvas.box(312, 122, 1312, 812, "#cbbd9f", 18)
    canvas.box(300, 108, 1300, 798, PAPER, 18)
    canvas.box(300, 108, 1300, 218, NAVY, 18)
    canvas.box(300, 190, 1300, 218, NAVY)
    for ring in range(5):
        canvas.box(424 + ring * 180, 74, 444 + ring * 180, 146, STEEL, 10)
    marked = {(1, 2): BLUE, (2, 4): DUNE, (2, 5): DUNE, (3, 1): STEEL, (4, 3): BLUE}
    for row in range(5):
        for column in range(7):
            if (row == 0 and column < 2) or (row == 4 and column > 4):
                continue
            x, y = 346 + column * 132, 258 + row * 102
            weekend = "#e3ded2" if column > 4 else HAZE
            canvas.box(x, y, x + 112, y + 82, marked.get((row, column), weekend), 8)


def figure(canvas):
    canvas.shade(HAZE, "#c3d3df")
    canvas.oval(360, 905, 320, 300, fill=STEEL)
    canvas.box(305, 460, 415, 680, STEEL, 50)
    canvas.oval(360, 375, 135, 165, fill=STEEL)


# name: (painter, background, alternative text in English, in Russian, and its width if it is not wide)
DRAWINGS = {
    "round-table": (round_table, CREAM, "a round table seen from above", "круглый стол, вид сверху"),
    "ridges": (ridges, HAZE, "mountain ridges under a pale sun", "горные хребты под бледным солнцем"),
    "hall": (hall, NAVY, "rows of seats in a conference hall", "ряды кресел в зале заседаний"),
    "map": (survey, CREAM, "a map with contour lines and a marked route", "карта с горизонталями и маршрутом"),
    "globe": (globe, CREAM, "a globe with six connected points", "глобус с шестью соединёнными точками"),
    "papers": (papers, NAVY, "sheets of paper and a pencil on a desk", "листы бумаги и карандаш на столе"),
    "facade": (facade, HAZE, "the front of an office building with rows of windows", "фасад здания с рядами окон"),
    "bands": (bands, HAZE, "soft bands of sand and blue", "мягкие полосы песочного и синего цвета"),
    "waves": (waves, NIGHT, "radio waves around a mast at night", "радиоволны вокруг мачты ночью"),
    "microphones": (microphones, HAZE, "three microphones on a desk", "три микрофона на столе"),
    "camp": (camp, HAZE, "tents of a training camp on a plain", "палатки учебного лагеря на равнине"),
    "figure": (figure, HAZE, "head and shoulders of nobody", "голова и плечи неизвестного", 720),
    "calendar": (calendar, HAZE, "a wall calendar with marked days", "настенный календарь с отмеченными днями"),
}
ALT = {"en": "Placeholder drawing: {}", "ru": "Рисунок-заставка: {}"}
CREDIT = {"en": "Drawing: cstonews demo", "ru": "Рисунок: демонстрация cstonews"}


def draw(name):
    """The drawing of that name as PNG bytes."""
    painter, background, _, _, *width = DRAWINGS[name]
    canvas = Canvas(name, background, *width)
    painter(canvas)
    return canvas.png()


def alt(name, language):
    """What the drawing shows, in English or Russian."""
    return ALT[language].format(DRAWINGS[name][2 if language == "en" else 3])
