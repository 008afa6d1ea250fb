"""Lines, bylines, links and HTML, each rule by itself."""

import pytest

from news.importer import read_page
from news.importer.foot import documents_in, is_links, is_name, is_title_line, take_byline
from news.importer.markup import to_html
from news.importer.words import clean, mend_alphabet, strip_residue
from publishing.sanitising import clean_html


@pytest.mark.parametrize(
    ("line", "cleaned"),
    [
        ("\u00a0 the \u00a0 CSTO\tmember States ", "the CSTO member States"),
        ("It ended .", "It ended."),
        ("It was long ; it ended", "It was long; it ended"),
        ("It went on ...", "It went on ..."),
        ("sof\u00adt hyphen, zero\u200b width\ufeff", "soft hyphen, zero width"),
        ("\u202eturned", "turned"),
        ("Н. Бордюжа и\u0306 е\u0308", "Н. Бордюжа й ё"),
        ("“ Name-2021 ” began", "“Name-2021” began"),
        ("“Name-2021“ began", "“Name-2021“ began"),
        ("”Name-2021” began", "”Name-2021” began"),
        ('the "Echelon-2019 " began', 'the "Echelon-2019" began'),
        ('he said: " We came', 'he said: "We came'),
        ('heads of our states, "" the minister noted', 'heads of our states, "" the minister noted'),
    ],
)
def test_spaces_are_put_right_and_nothing_else(line, cleaned):
    assert clean(line) == cleaned


@pytest.mark.parametrize(
    ("line", "language", "mended"),
    [
        ("CSTO СRRF", "en", "CSTO CRRF"),
        ("ХI International", "en", "XI International"),
        ("Cовет принял", "ru", "Совет принял"),
        ("OДКБ", "en", "ОДКБ"),
        ("the word мир", "en", "the word мир"),
        ("видео-Download", "ru", "видео-Download"),
        ("Qмир", "ru", "Qмир"),
    ],
)
def test_only_words_of_two_alphabets_are_mended_and_only_when_they_become_one(line, language, mended):
    assert mend_alphabet(line, language)[0] == mended


@pytest.mark.parametrize(
    ("line", "left", "removed"),
    [
        ("IMG-20190301-WA0012.jpgIn the period", "In the period", ["IMG-20190301-WA0012.jpg"]),
        ("It is peace.ZVF_3978.JPG", "It is peace.", ["ZVF_3978.JPG"]),
        ("DSC_0001.jpeg", "", ["DSC_0001.jpeg"]),
        ("The Council met (Video)", "The Council met", ["(Video)"]),
        ("See https://example.org/photos/one.jpg", "See https://example.org/photos/one.jpg", []),
        ("The plan.Jpgs are kept", "The plan.Jpgs are kept", []),
        ("The (video) was shown", "The (video) was shown", []),
    ],
)
def test_what_pictures_and_links_left_behind_goes(line, left, removed):
    assert strip_residue(line) == (left, removed)


@pytest.mark.parametrize(
    "line",
    [
        "Go back",
        "Back to the section",
        "« Back to the all news",
        "BACK TO ALL NEWS",
        "Go back | Back to the section",
        "Вернуться назад",
        "Возврат к списку",
        "Ко всем новостям",
        "Назад в раздел",
    ],
)
def test_the_links_below_a_page_are_known(line):
    assert is_links(line)


@pytest.mark.parametrize("line", ["They want to go back", "Back to the roots", "Назад в будущее", "—"])
def test_a_sentence_is_no_link(line):
    assert not is_links(line) or line == "—"


@pytest.mark.parametrize(
    "line",
    [
        "The CSTO Press Secretary Vladimir Zaynetdinov",
        "CSTO spokesman Vladimir Zainetdinov",
        "The CSTO Spokesman's Service Department",
        "CSTO Press Service",
        "Press-Secretary of the Collective Security Treaty Organization V. Zaynetdinov.",
        "Acting Press Secretary Ivan Petrov",
        "Пресс-секретарь ОДКБ Владимир Зайнетдинов",
        "Пресс-служба Организации Договора о коллективной безопасности",
    ],
)
def test_a_signature_is_a_byline_in_each_of_its_spellings(line):
    assert is_title_line(line)
    assert take_byline(["The text ends.", line]) == (["The text ends."], line)


@pytest.mark.parametrize(
    "line",
    [
        "The CSTO Press Secretary Vladimir Zaynetdinov noted the progress",
        "The press service reported that the meeting was over.",
        "Пресс-секретарь ОДКБ Владимир Зайнетдинов сообщил журналистам подробности",
        "The Council met",
    ],
)
def test_a_sentence_about_the_press_secretary_is_text(line):
    assert take_byline(["The text goes on.", line])[1] == ""


def test_a_name_alone_at_the_end_signs():
    assert is_name("George Asatryan")
    assert is_name("Н.Бордюжа") is False
    assert not is_name("Collective Security Council")
    assert take_byline(["The text ends.", "Stanislav ZAS"])[1] == "Stanislav ZAS"


def test_a_name_behind_a_comma_or_among_names_belongs_to_the_text():
    assert take_byline(["I wish you health.", "Respectfully,", "Stanislav Zas"])[1] == ""
    assert take_byline(["Present were:", "Ivan Petrov", "Pyotr Ivanov"])[1] == ""


def test_an_office_and_a_name_on_two_lines_sign_together():
    lines = ["The text ends.", "The CSTO Press Secretary", "Vladimir Zaynetdinov"]
    assert take_byline(lines) == (["The text ends."], "The CSTO Press Secretary Vladimir Zaynetdinov")


def test_a_signature_above_a_photos_credit_is_a_byline():
    lines = ["The text ends.", "CSTO Press Service", "Photo: Secretariat"]
    assert take_byline(lines) == (["The text ends.", "Photo: Secretariat"], "CSTO Press Service")


def test_the_only_line_of_a_text_is_no_byline():
    assert take_byline(["George Asatryan"]) == (["George Asatryan"], "")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Download document 3935.docx", ["3935.docx"]),
        ("Download document", []),
        ("Annex 2.pdf", ["Annex 2.pdf"]),
        ("Download document A.pdf Download document B.pdf", ["A.pdf", "B.pdf"]),
        ("Скачать документ Приложение 1.rtf", ["Приложение 1.rtf"]),
        ("You can download the document here.", None),
        ("The Council met.", None),
    ],
)
def test_offered_documents_are_recognised(line, names):
    assert documents_in(line) == names


def html(*lines, dialogue=False):
    return to_html(list(lines), dialogue)


def test_text_is_escaped():
    assert html("Tom & <b>Jerry</b>", "He said “yes”.") == (
        "<p>Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;</p>\n<p>He said “yes”.</p>"
    )


def test_bullets_are_a_list_and_a_run_of_numbers_keeps_its_start():
    assert html("• one", "· two") == "<ul><li>one</li><li>two</li></ul>"
    assert html("3. one", "4. two", "6. three") == '<ol start="3"><li>one</li><li>two</li></ol>\n<p>6. three</p>'


def test_one_number_alone_is_a_paragraph():
    assert (
        html("1. The Council met.", "It adopted a paper.") == "<p>1. The Council met.</p>\n<p>It adopted a paper.</p>"
    )


def test_dashes_without_the_ends_of_items_are_speech():
    assert html("— We came.", "— When?") == "<p>— We came.</p>\n<p>— When?</p>"
    assert html("He said:", "— We came.", "— When?", dialogue=True).count("<p>") == 3
    assert html("He named:", "- bread", "- salt") == "<p>He named:</p>\n<ul><li>bread</li><li>salt</li></ul>"
    assert html("He said:", "- We came.") == "<p>He said:</p>\n<p>- We came.</p>"


def test_capital_lines_are_headings_unless_they_end_the_text():
    assert html("WELCOME SPEECH", "Friends!") == "<h2>WELCOME SPEECH</h2>\n<p>Friends!</p>"
    assert html("Friends!", "STANISLAV IVANOV") == "<p>Friends!</p>\n<p>STANISLAV IVANOV</p>"


def test_chapters_count_from_one_so_initials_are_none():
    assert html("V. Ivanov", "came") == "<p>V. Ivanov</p>\n<p>came</p>"
    assert html("I. Rules", "a", "II. Seat", "b").count("<h2>") == 2


def test_what_the_reader_makes_passes_the_sanitiser_unchanged():
    lines = [
        "I. Rules & <order>",
        "• one",
        "• “two” 'three' \"four\"",
        "5. x",
        "6. y",
        "— Why?",
        "“" + "Long " * 20 + "”",
    ]
    assert clean_html(to_html(lines)) == to_html(lines)


def test_the_same_bytes_give_the_same_page():
    data = b"The Council met\n20.01.2020\nIt met.\n"
    assert read_page(data) == read_page(data)
