"""Vietnamese text: folding for search, the alphabet's order, tone placement, names, numbers and dates as offices write
them.

Imports nothing of ours. Read first: `folding.fold`, `numbers.read_number`, `dates.read_date`.
"""
