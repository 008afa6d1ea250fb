"""What bin/serve says when the machine is not right: one sentence, and nothing done. What it starts when all is well.
Run on a copy of the house."""

import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
TOOLS = ("sh", "dirname", "cat", "cksum", "df", "awk", "python3")


@pytest.fixture
def house(tmp_path):
    """A copy of the house with nothing in it but its scripts, and a PATH of its own to break."""
    for name in ("bin", "requirements.txt"):
        (shutil.copytree if name == "bin" else shutil.copy)(HOUSE / name, tmp_path / name)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(sys.executable if tool == "python3" else shutil.which(tool))
    return tmp_path


def put(house, tool, script):
    """Put a tool of our own in the place of the machine's."""
    path = house / "tools" / tool
    path.unlink()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def refusal(house, **environment):
    """Run bin/serve, which must refuse; what it says."""
    environment = {"PATH": str(house / "tools"), **environment}
    answer = subprocess.run(
        ["/bin/sh", "bin/serve"], cwd=house, env=environment, capture_output=True, text=True, check=False, timeout=20
    )
    assert answer.returncode == 1, answer.stdout
    assert answer.stderr.startswith("Cannot go on: ")
    assert not (house / ".env").exists()
    assert not (house / ".venv").exists()
    return answer.stderr


@pytest.mark.parametrize("port", ["web", "80a", "-1", "0", "080", "65536", "123456", "80 80"])
def test_what_is_no_port_is_refused(house, port):
    assert f"PORT is {port}" in refusal(house, PORT=port).replace('"', "")


def test_a_busy_port_is_refused_before_anything_is_installed(house):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port} is in use" in refusal(house, PORT=str(port))


def test_an_old_python_is_refused(house):
    put(house, "python3", "exit 1")
    assert "no Python 3.11 or newer was found" in refusal(house)


def test_a_python_that_cannot_make_environments_is_refused(house):
    put(house, "python3", "case $2 in *ensurepip*) exit 1 ;; esac; exit 0")
    assert "python3 lacks its venv module" in refusal(house)


def test_a_full_disk_is_refused(house):
    put(house, "df", "echo Filesystem; echo /dev/x 100 100 204800 1% /")
    assert "only 200 MB are free" in refusal(house, PORT=str(free_port()))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


# Tells who it is and what it was called for, in place of Python.
TELLTALE = """#!/bin/sh
case "$*" in
-m\\ gunicorn*) sleep 0.5; echo "$$ $*" >>log; exit 7 ;;
manage.py*) echo "$SITE_URL $*" >>log ;;
-\\ *) cat >/dev/null ;;
esac
"""


def test_a_worker_is_started_beside_the_server_and_told_whom_to_end_with(house):
    """That it does end with it stands in tests/publishing/notices/test_worker.py."""
    python = house / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(TELLTALE)
    python.chmod(0o755)
    stamp = subprocess.run(["cksum", "requirements.txt"], cwd=house, capture_output=True, check=True)
    (house / ".venv/requirements.stamp").write_bytes(stamp.stdout)
    (house / ".env").touch()
    (house / "tools/sleep").symlink_to(shutil.which("sleep"))
    port = free_port()
    answer = subprocess.run(
        ["/bin/sh", "bin/serve"],
        cwd=house,
        env={"PATH": str(house / "tools"), "PORT": str(port)},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert answer.returncode == 7, answer.stderr
    *_, worker, server = (house / "log").read_text().splitlines()
    pid, _, what = server.partition(" ")
    assert what.startswith("-m gunicorn")
    assert worker == f"http://127.0.0.1:{port} manage.py work --beside {pid}"
