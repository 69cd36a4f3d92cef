"""Refuses to start on a database that can lose or corrupt acknowledged work."""

import os
import sqlite3
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from tdkt.records.sqlite import SAFE_SQLITE


@register(Tags.database)
def sqlite_is_safe(**_: Any) -> list[CheckMessage]:
    """SQLite before 3.51.3 can corrupt a WAL database; a distribution's patched build may be allowed by TDKT_ALLOW_SQLITE=its version."""
    version = sqlite3.sqlite_version
    if (
        connection.vendor != "sqlite"
        or sqlite3.sqlite_version_info >= SAFE_SQLITE
        or os.environ.get("TDKT_ALLOW_SQLITE") == version
    ):
        return []
    return [
        Error(
            f"SQLite {version} có lỗi làm hỏng cơ sở dữ liệu khi hai tiến trình cùng ghi (sửa từ 3.51.3).",
            hint="Cài gói pysqlite3 trong requirements/base.txt, hoặc đặt TDKT_ALLOW_SQLITE="
            f"{version} nếu nhà phân phối đã vá bản này.",
            id="tdkt.E001",
        )
    ]
