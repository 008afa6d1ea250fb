"""Where this machine has a Chromium: `python -m tests.browser.chromium` prints its path, or fails.

CHROME_PATH names one that stands elsewhere. No browser is ever downloaded.
"""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# It draws pages of this machine for tests, so it has no use for a sandbox as root, a GPU or its maker's services.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def find():
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, [os.environ.get("CHROME_PATH", ""), *NAMES])), None)


if __name__ == "__main__":
    path = find()
    sys.exit(f"Looked for {', '.join(NAMES)} and CHROME_PATH.") if path is None else print(path)
