"""Opens the register of the data folder for a command: loads Django, makes or renews the tables, and says clearly what is missing.

Imported first by every command that needs the register, so that the tables are known before `operations` is loaded.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tdkt.cli.commands import Bad
from tdkt.cli.words import say

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tdkt.config.settings")
django.setup()


def data_folder() -> Path:
    """The folder that holds the register."""
    return Path(settings.DATA)


def open_register(*, make: bool) -> None:
    """Make sure that the tables are there. Without `make` an absent register is bad input, not an empty answer."""
    faults = [fault for fault in run_checks(databases=["default"]) if fault.level >= ERROR]
    if faults:
        raise Bad(f"{faults[0].msg} {faults[0].hint or ''}")
    embedded = connection.vendor == "sqlite"
    if not make and embedded and not Path(str(settings.DATABASES["default"]["NAME"])).exists():
        raise Bad(
            say(
                f"Chưa có sổ ở {data_folder()}. Lập sổ bằng “tdkt import TỆP”, hoặc xem thử bằng “tdkt demo”.",
                f"There is no register in {data_folder()}. Make one with “tdkt import FILE”, or look at one with “tdkt demo”.",
            )
        )
    data_folder().mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def now() -> datetime:
    """The moment of this command; the only clock of the command line."""
    return datetime.now(UTC)


def on_terminal() -> bool:
    """Whether a person is watching: progress bars are shown to people only."""
    return sys.stderr.isatty()
