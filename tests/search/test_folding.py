"""Folding: all spellings of a name are one, different people stay different, and any string is taken."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.folding import exact, fold

ALIKE = """
Zaynetdinov Zainetdinov Зайнетдинов
Masadykov Masadikov Масадыков MASADYKOV
Ordabaev Ordabayev Ордабаев
Khasan Hasan Хасан Ҳасан
Dzhamshed Jamshed Djamshed Джамшед Ҷамшед
Rakhimov Rahimov Рахимов Раҳимов
Zhyldyz Jyldyz Жылдыз
Kovalyov Kovaliov Kovalev Ковалёв Ковалев
Yekaterina Ekaterina Екатерина
Yuryeva Yurieva Юрьева
Sergey Sergei Сергей Սերգեյ
Nikolai Nikolay Николай
Bordyuzha Bordiuzha Бордюжа
Valery Valeriy Валерий
Grigoryan Grigorian Григорян Գրիգորյան
Khachaturyan Khachaturian Хачатурян Խաչատուրյան
Voskanyan Восканян Ոսկանյան
Yuri Yury Yuriy Юрий
Semerikov Семериков
Tikhonovsky Tikhonovskiy Тихоновский
Zas Zas’ Zasʹ Зась
Alexander Aleksander Aleksandr Александр
Solovyov Soloviev Solovyev Соловьёв
Ilya Ilia Илья
Obyedkov Obiedkov Объедков
Shcherbakov Scherbakov Щербаков
Sergeyevich Sergeevich Сергеевич
Maxim Maksim Максим
Victor Viktor Виктор
Jeenbekov Zheenbekov Жээнбеков
Kassym-Jomart Qasym-Jomart Қасым-Жомарт Касым-Жомарт
Nursultan Нұрсұлтан Нурсултан
Imangali Иманғали Имангали
Umit Үміт Умит
Omirbek Өмірбек Омирбек
Aliya Әлия Алия
Rahmon Rakhmon Раҳмон Рахмон
Rustam Рустам
Dustov Дӯстов Дустов
Kavaliou Кавалёў
Mikalai Мікалай
Anahit Անահիտ
José Jose
Łukasz Lukasz
Özdemir Ozdemir
""".strip().splitlines()

# Everything that the newsroom has entered for these people.
PEOPLE = """
Vladimir Zaynetdinov, Vladimir Zainetdinov, V. Zaynetdinov, Владимир Зайнетдинов
Sergey Lavrov, Sergei Lavrov, S. Lavrov, Sergey Viktorovich Lavrov, Сергей Лавров
Stanislav Zas, S. Zas, Stanislau Zas, Станислав Зась
Imangali Tasmagambetov, I. Tasmagambetov, Имангали Тасмагамбетов
Taalatbek Masadykov, T. Masadykov, Таалатбек Масадыков
Yuri Khachaturov, Yuri Khachaturyan, Yury Khachaturov, Юрий Хачатуров, Юрий Хачатурян
Valery Semerikov, Valeriy Semerikov, Semerikov Valeriy Anatolyevich
Nikolai Bordyuzha, Nikolay Bordyuzha, N. Bordyuzha, Николай Бордюжа
Khasan Sultonov, Hasan Sultonov, Kh. Sultonov, Хасан Султонов
V. Tikhonovsky, V. Tsikhanouski, Тихоновский, В. Тихоновский
Samat Ordabaev, S. Ordabaev
Dzhamshed Rakhimov, Dzh. Rakhimov, Джамшед Рахимов
Alexander Kovalyov, Aliaksandr Kavaliou, A. Kovalyov, Александр Ковалёв
Yekaterina Yuryeva, Ekaterina Yurieva, Екатерина Юрьева
Zhyldyz Toktogulova, Zh. Toktogulova
Anahit Grigoryan, Anahit Grigorian, Анаит Григорян
""".strip().splitlines()

BODIES = """
Collective Security Council, CSC, Совет коллективной безопасности, СКБ
Council of Ministers of Foreign Affairs, CMFA, CFM, Ministerial Council, Совет министров иностранных дел, СМИД
Council of Ministers of Defense, CMD, CDM, Council of Ministers of Defence, Совет министров обороны, СМО
Committee of Secretaries of Security Councils, CSSC, CSCS, Комитет секретарей советов безопасности, КССБ
Permanent Council, PC, Постоянный совет
Parliamentary Assembly, PA, Парламентская ассамблея, ПА
Collective Rapid Reaction Forces, CRRF, Коллективные силы оперативного реагирования, КСОР
Joint Staff, Объединённый штаб
Secretariat, Секретариат
""".strip().splitlines()


def skeletons(names, separator=None):
    return {fold(name) for name in names.split(separator)}


# --- fold: who is who -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", ALIKE)
def test_all_spellings_of_a_name_are_one(names):
    assert len(skeletons(names)) == 1


@pytest.mark.parametrize("owners", [PEOPLE, BODIES], ids=["people", "bodies"])
def test_different_owners_of_names_stay_different(owners):
    entered = [skeletons(names, ", ") for names in owners]
    assert sum(map(len, entered)) == len(set().union(*entered))


@pytest.mark.parametrize(
    "names",
    """
    Ali Ilya Alla Alina Eli
    Zas Zasa Zasov Jas
    Lee Li Lo Lu
    Kim Kin Kem Gim
    Anna Inna Nina
    Oleg Olga Olzhas
    Yan Yana Yen Yun
    Ivan Iven Evan
    Khan Chan Shan Gan
    Zhan Zan Dan
    Petrov Petrova Petrovich Petrosyan
    Khachaturov Khachaturyan
    Sultonov Sultanov
    Rahmonov Rahimov Rahmanov
    Kulov Kurov Kulova
    """.strip().splitlines(),
)
def test_short_and_similar_names_stay_different(names):
    assert len(skeletons(names)) == len(names.split())


@pytest.mark.parametrize(
    "names",
    """
    Maria Marya Mariya Марья Мария
    Zas Zass
    Ali Aliy Алий
    Anna Ana
    Mayorov Mayerov Maerov
    Rodion Roden
    Iskhakov Ishakov Исхаков Ишаков
    Bykov Bikov
    Jan Zhan Жан Джан
    Azhar Азҳар Ажар
    """.strip().splitlines(),
)
def test_the_price_of_it_is_that_these_are_not_told_apart(names):
    assert len(skeletons(names)) == 1


@pytest.mark.parametrize(
    ("written", "skeleton"),
    [
        ("Stanislav ZAS", "stanislav zas"),
        ("Kh. Sultonov", "h sultonov"),
        ("Х.Султонов", "h sultonov"),
        ("Dzh. Rakhimov", "j rahimov"),
        ("Дж. Рахимов", "j rahimov"),
        ("Ю. А. Хачатуров", "iu a hachaturov"),
        ("  Saltykov\u2011Shchedrin,\tM.\n", "saltikov shedrin m"),
        ("O’Brien", "obren"),
        ("\u202eZ\u00ada\u200bs\u202c", "zas"),
        ("25-я сессия", "25 ia sesia"),
        ("2022", "2022"),
        ("№ 1 ½ \ud800", "1 1 2"),
        ("", ""),
        (" -- ", ""),
    ],
)
def test_a_skeleton_is_words_and_initials_with_single_spaces(written, skeleton):
    assert fold(written) == skeleton


@pytest.mark.parametrize(
    ("mixed", "meant"),
    [
        ("СRRF", "CRRF"),
        ("сrrf", "crrf"),
        ("СМD", "CMD"),
        ("СSTO", "CSTO"),
        ("ХI", "XI"),
        ("ХХI", "XXI"),
        ("Зacь", "Зась"),
        ("Лaвpoв", "Лавров"),
        ("Лавров\u0301", "Лавров"),
        ("ОДKБ", "ОДКБ"),
        ("Үмiт", "Үміт"),
        ("Хоp", "Хор"),
    ],
)
def test_letters_of_another_alphabet_are_what_they_look_like(mixed, meant):
    assert fold(mixed) == fold(meant)


def test_a_word_of_two_alphabets_that_is_no_mistake_is_read_letter_by_letter():
    assert fold("Zоомагазин") == fold("Zoomagazin")
    assert fold("яndex") == fold("yandex")


def test_numbers_of_sessions_stay_different():
    assert len(skeletons("XI XII XIII I II III XX XXI 1 11 2 22")) == 12


# --- fold: any string -------------------------------------------------------------------------------------------------

# Letters of which the rules are made, so that rules meet each other.
RULED = st.text(alphabet="kghzjdstcxyieoaulrqwm. 1", max_size=30)
SCRIPTS = st.text(
    alphabet="авеёжзийкмнорстухцчшщъыьэюяіўқғңөұүһәҷҳӯӣաեուովրեւև'’-abcehikmoptxy\u0306\u0308", max_size=30
)
ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@given(ANY | RULED | SCRIPTS)
@example("zkh")
@example("terer")
@example("вии ии")
@example("\ud800Ж\udfff")
def test_a_skeleton_of_a_skeleton_is_the_same(text):
    skeleton = fold(text)
    assert fold(skeleton) == skeleton
    assert skeleton.isascii()
    assert skeleton == " ".join(skeleton.lower().split())


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x52F), max_size=40) | SCRIPTS)
def test_composed_and_decomposed_letters_are_one(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "unit", ["zh", "kh ", "ca", "i", "ie", "io", "сr", "xii", "щ", "a\u0301\u0323", "\ud800", "- "]
)
@pytest.mark.parametrize("do", [fold, exact])
def test_long_texts_take_time_in_step_with_their_length(do, unit):
    began = time.process_time()
    do(unit * 100_000)
    assert time.process_time() - began < 3


# --- exact ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Stanislav ZAS", "stanislav zas"),
        ("Александр Ковалёв", "александр ковалев"),
        ("Ковале\u0308в Сергеи\u0306", "ковалев сергей"),
        (" S.\u00a0Lavrov\r\n\u2003met ", "s. lavrov met"),
        ("O’Brien Oʻktam Zas`", "o'brien o'ktam zas'"),
        ("Saltykov\u2011Shchedrin \u2013 \u2212", "saltykov-shchedrin - -"),
        ("\ufeffLav\u00adrov\u200b", "lavrov"),
        ("Straße", "strasse"),
        ("\ud800", "\ud800"),
        ("", ""),
    ],
)
def test_exact_text_is_without_the_accidents_of_typing(written, plain):
    assert exact(written) == plain


def test_exact_text_keeps_letters_and_scripts_apart():
    assert len({exact(name) for name in ("Zas", "Zass", "Зас", "Зась", "Zaś")}) == 5


@given(ANY | SCRIPTS | st.text(alphabet="еЕё \u0308\u0306\u0301\u200b\u00ad\n’—ßİ", max_size=80))
@example("е" + "\u0308" * 40)
def test_exact_text_of_exact_text_is_the_same(text):
    assert exact(exact(text)) == exact(text)
