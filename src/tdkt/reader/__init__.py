"""Texts to facts: finds every tally of honours and of community models in a Vietnamese report or news text, with its exact words.

A grammar over phrases, not patterns for one text. Pure; imports `law` and `vietnamese`. Read first: `reading.read`;
`awards.recognise_award` and `authorities.recognise_authority` read the free words of a cell.
"""
