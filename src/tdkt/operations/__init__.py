"""The verbs of the office, and the only room that writes: each in one transaction with its entry in the chained log.

Each function names who acts (`by`) and when (`at`). Read first: `ledger.writing`, `imports.apply_import`.
"""
