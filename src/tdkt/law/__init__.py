"""The law as data: the catalogue of awards, the levels that give them, the instruments by date, and the shape of a tally of honours.

No Django and no clock: whoever asks names the day. Read first: `catalogue.award`, `tally.AwardTally`, `instruments.in_force`.
"""
