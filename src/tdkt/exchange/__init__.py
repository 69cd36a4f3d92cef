"""The register as plain files: the exchange tables, read into columns and written from rows.

Imports `law`, `rules` and `vietnamese`; never Django. A folder of tables is whole by itself: what is not in it is not recorded. Read
first: `schema.TABLES` (which tables and columns there are), `reading.read_tables`, `writing.write_tables`.
"""
