"""Makes sure of the SQLite that Django will get. Imported before Django loads its database, by `tdkt.config`.

Versions before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at the same instant (the "WAL-reset" bug), and
the SQLite that comes with Python is usually older; the requirements bring a newer one.
"""

import sqlite3
import sys

SAFE_SQLITE = (3, 51, 3)

if sqlite3.sqlite_version_info < SAFE_SQLITE:
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:  # `checks.py` refuses to start on it, with the remedy
        pass
    else:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
