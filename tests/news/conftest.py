"""Pages of the old site, and the command that imports them."""

import pytest
from django.core.management import CommandError, call_command

TEXT = "The Permanent Council of the Organization considered the plan for the coming year and approved it."
HEADLINE = "The Permanent Council met in Moscow"


@pytest.fixture
def page(tmp_path):
    """page("a.txt", text=..., date="20.01.2020"): a file of the old site's shape; date "" leaves the date out."""

    def page(name="a.txt", date="20.01.2020", headline=HEADLINE, text=TEXT, folder="pages"):
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{headline}\n\n{headline} {date}".strip() + f"\n\n{text}\n\nGo back\n", encoding="utf-8")
        return path

    return page


class Run:
    def __init__(self, code, out, error):
        self.code, self.out, self.error = code, out, error


@pytest.fixture
def run(section, administrator, capsys):
    """run(path, ..., state="approved"): call the command as the administrator; returns code, out and error."""

    def run(*paths, **options):
        chosen = {"section": section.path, "username": administrator.username, **options}
        # call_command knows the option --as by its own name, so the arguments are given as typed.
        names = {"username": "as", "dry_run": "dry-run"}
        flags = []
        for name, value in chosen.items():
            flags += [f"--{names.get(name, name)}"] if value is True else [f"--{names.get(name, name)}", str(value)]
        code, error = 0, ""
        try:
            call_command("import_articles", *map(str, paths), *flags)
        except CommandError as refusal:
            code, error = refusal.returncode, str(refusal)
        return Run(code, capsys.readouterr().out, error)

    return run


@pytest.fixture
def addresses(tmp_path):
    """addresses("a.txt,/old/a/", ...): a list of old addresses."""

    def addresses(*lines, encoding="utf-8"):
        path = tmp_path / "addresses.csv"
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return addresses
