"""The register's tables: units, people, decisions, conferrals, models, and every state that a row ever had. One Django app for all.

Rows are written only by `operations`; screens may read through querysets. Read first: `models/ledger.py`, then `frames.py`.
"""
