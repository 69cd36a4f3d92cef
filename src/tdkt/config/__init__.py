"""Settings, the root of the URLs and the server's entry point. Importing this room puts a safe SQLite in place first."""

import tdkt.records.sqlite  # noqa: F401  (before Django loads its database)
