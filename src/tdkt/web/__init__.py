"""The screens, in Vietnamese: one file per noun, every route named in `policy.py` with who may use it on whose rows.

Reads through `records`, acts through `operations`. Read first: `policy.py`, `urls.py`.
"""
