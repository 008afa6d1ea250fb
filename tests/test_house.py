"""The shape of the house: who may import whom, how long things are, what requirements and rooms say of themselves."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest
from django.core.management import call_command

HOUSE = Path(__file__).resolve().parent.parent
# From the ground up. Each room may use those before it; `search` stands beside `library` and knows nobody.
FLOORS = ["publishing", "library", "people", "meetings", "news", "cstonews"]
MAY_USE = {room: set(FLOORS[: floor + 1]) for floor, room in enumerate(FLOORS)}
for room in FLOORS[2:]:
    MAY_USE[room].add("search")
MAY_USE["search"] = {"search"}
ROOMS = sorted(room for room in MAY_USE if (HOUSE / room).is_dir())

MOST_LINES = {".py": 400, ".html": 120, ".xml": 120, ".txt": 120}
MOST_LINES_OF_A_FUNCTION = 40
MEDIAN_LINES = 80
# A file or function that is longer says why: "# Size: one table, read from top to bottom".
REASON = re.compile(r"# Size: \w+")

SANITISED = re.compile(r"\b(body|introduction|biography|agenda|tasks)\|safe\b")


def python_files(*folders):
    return sorted(
        path for folder in folders for path in (HOUSE / folder).rglob("*.py") if "migrations" not in path.parts
    )


def templates():
    roots = [HOUSE / "templates", *(HOUSE / room / "templates" for room in ROOMS)]
    return sorted(path for root in roots for path in root.rglob("*") if path.suffix in MOST_LINES)


def name_of(path):
    return str(path.relative_to(HOUSE))


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines()


# --- imports ----------------------------------------------------------------------------------------------------------


def imported_rooms(path):
    """The rooms a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        else:
            continue
        yield from {name.split(".")[0] for name in names} & set(MAY_USE)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_one_way(room):
    wrong = {
        f"{name_of(path)} imports {used}"
        for path in (HOUSE / room).rglob("*.py")
        for used in imported_rooms(path)
        if used not in MAY_USE[room]
    }
    assert not wrong, f"{room} may use {sorted(MAY_USE[room])}"


def test_every_folder_with_tests_is_a_package():
    """Without `__init__.py` two test files of one name hide each other."""
    folders = {path.parent for path in python_files("tests")}
    assert [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


# --- sizes ------------------------------------------------------------------------------------------------------------


def test_no_file_is_too_long():
    too_long = {
        name_of(path): len(lines_of(path))
        for path in [*python_files(*ROOMS, "tests"), *templates()]
        if len(lines_of(path)) > MOST_LINES[path.suffix] and not REASON.search(path.read_text(encoding="utf-8"))
    }
    assert too_long == {}


def test_no_function_is_too_long():
    too_long = {}
    for path in python_files(*ROOMS, "tests"):
        lines = lines_of(path)
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION and not REASON.search(
                    "\n".join(lines[node.lineno - 1 : node.end_lineno])
                ):
                    too_long[f"{name_of(path)}: {node.name}"] = length
    assert too_long == {}


@pytest.mark.parametrize("files", [python_files(*ROOMS), templates()], ids=["python", "templates"])
def test_files_are_short_as_a_rule(files):
    lengths = [len(lines_of(path)) for path in files if lines_of(path)]
    assert not lengths or median(lengths) <= MEDIAN_LINES


# --- templates and HTML -----------------------------------------------------------------------------------------------


def test_only_sanitised_fields_are_printed_as_they_are():
    """`|safe` stands behind the fields that publishing/sanitising.py has cleaned, and behind nothing else."""
    unsafe = [
        f"{name_of(path)}: {line.strip()}"
        for path in templates()
        for line in lines_of(path)
        if "|safe" in SANITISED.sub("", line) or "autoescape off" in line
    ]
    assert unsafe == []


# --- what is said -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-redis.txt"])
def test_every_requirement_is_exact_and_says_why(name):
    required = [line for line in lines_of(HOUSE / name) if line and not line.startswith(("#", "-r "))]
    assert required
    assert [line for line in required if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+ +# \S.{5,}", line)] == []


def test_nothing_is_installed_that_the_requirements_do_not_name():
    """A package that came by itself comes in any version it likes."""
    from importlib.metadata import distributions

    named = {
        canonical(re.split(r"[\[=]", line)[0])
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in lines_of(HOUSE / name)
        if "==" in line
    }
    needed, waiting = set(), set(named)
    installed = {canonical(one.metadata["Name"]): one for one in distributions()}
    while waiting:
        one = waiting.pop()
        needed.add(one)
        waiting |= {each for each in requirements_of(installed.get(one)) if each in installed} - needed
    assert needed - named == set()


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements_of(distribution):
    """What an installed package needs on any machine of ours; its extras are named by themselves."""
    for line in (distribution.requires or []) if distribution else []:
        name, _, condition = line.partition(";")
        if "extra" not in condition and "win32" not in condition:
            yield canonical(re.match(r"[\w.-]+", name).group())


def test_the_readme_has_every_room_on_its_map():
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert [room for room in ROOMS if f"{room}/" not in readme] == []


def variables_of_the_settings():
    """The names that settings.py asks the environment for."""
    return re.findall(r"\benv\.\w+\(\s*\"(\w+)\"", (HOUSE / "cstonews/settings.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["README.md", "tests/settings.py"])
def test_every_variable_of_the_settings_is_known_to(name):
    text = (HOUSE / name).read_text(encoding="utf-8")
    assert [variable for variable in variables_of_the_settings() if variable not in text] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
