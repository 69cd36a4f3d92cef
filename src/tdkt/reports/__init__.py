"""Registers to statistics: tallies, streaks, and the five-year report in which every number carries the ids of its rows.

Pure: lines of a register in, numbers out; the database is never asked from here. Read first: `tally.count`, `five_year.five_year`.
"""
