"""Seals: what keeps a vote closed until the tellers open it together, and what lets a paper prove itself.

Knows no Django, no tables and no law: bytes, keys and codes in, bytes, counts and codes out. Imports nothing of ours. Read first:
`sealing.seal`, `sealing.open_box`, `sharing.split`.
"""
