"""How gunicorn serves the site: `gunicorn --config cstonews/gunicorn.py cstonews.wsgi`.

PORT, HOST and WEB_CONCURRENCY (workers) come from the environment.
"""

import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A 10 MB picture on a slow line and its decoding fit into this; nothing else takes a second.
timeout = 60
graceful_timeout = 10
# Heartbeats of the workers: in memory where there is such a folder, so that a busy disk never looks like a dead worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Which proxy to believe is said once, by BEHIND_PROXY in the settings.
secure_scheme_headers = {}
# Nobody steers a running server from outside, so it opens no socket for that.
control_socket_disable = True
