"""Sends notices and does whatever else runs beside the site, until it is ended."""

import os
import signal
import time
from threading import Thread

from django.core.management.base import BaseCommand

from publishing.jobs import consumer


class Command(BaseCommand):
    help = "Run the worker: it sends notices by mail. Ctrl-C ends it after the mail that it is sending."

    def add_arguments(self, parser):
        parser.add_argument("--beside", type=int, metavar="PID", help="End when this parent process has ended.")

    def handle(self, *, beside, **options):
        if beside:
            Thread(target=end_with, args=[beside], daemon=True).start()
        consumer().run()


def end_with(parent):
    """End this process, after its present job, when its parent has gone by whatever way: then another one adopts it."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGINT)
