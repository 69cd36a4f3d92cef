"""The engine of eligibility: conditions as data, the history of one subject, three truths and a judge.

Knows no Vietnamese law, no Django and no clock; whoever asks names the day. Imports nothing of ours. Read first:
`conditions.Rule`, `explain.explain`, `screen.screen`: the last two say the same of every case, one case at a time or a million.
"""
