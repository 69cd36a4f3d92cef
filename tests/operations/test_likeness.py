"""How like names and birth dates are: the quick answers are those of the rules written out."""

from hypothesis import given
from hypothesis import strategies as st

from tdkt.operations.likeness import (
    ACCENTS,
    AGREES,
    CONTRADICTS,
    INITIALS,
    LETTER,
    OTHER,
    PARTLY,
    SAME,
    UNSAID,
    births_alike,
    names_alike,
    one_letter_apart,
)

WORDS = st.text("ab .", max_size=7)
BIRTHS = st.sampled_from(["", "1975", "1976", "1975-03", "1975-03-12", "1975-03-13", "1976-03-12"])


def with_a_letter_more(word: str, alphabet: str) -> set[str]:
    return {word[:place] + letter + word[place:] for place in range(len(word) + 1) for letter in alphabet}


def with_a_letter_replaced(word: str, alphabet: str) -> set[str]:
    return {word[:place] + letter + word[place + 1 :] for place in range(len(word)) for letter in alphabet}


@given(WORDS, WORDS)
def test_one_letter_put_in_left_out_or_replaced_and_nothing_else_is_one_letter_apart(one: str, other: str):
    near = {*with_a_letter_more(one, "ab ."), *with_a_letter_replaced(one, "ab .")}
    is_near = one != other and (other in near or one in with_a_letter_more(other, "ab ."))

    assert one_letter_apart(one, other) is is_near


@given(BIRTHS, BIRTHS)
def test_two_days_agree_or_contradict_and_less_than_a_day_agrees_in_part(one: str, other: str):
    if not one or not other:
        expected = UNSAID
    elif not (one.startswith(other) or other.startswith(one)):
        expected = CONTRADICTS
    else:
        expected = AGREES if one == other and len(one) == 10 else PARTLY

    assert births_alike(one, other) == expected


def test_names_are_the_same_or_differ_by_accents_a_letter_or_initials():
    others = ("nguyễn văn hòa", "nguyen van hoa", "nguyễn văn hoan", "n.v. hòa", "n v hòa.", "n.v. an", "trần văn hòa")
    alike = [names_alike("nguyễn văn hòa", other) for other in others]

    assert alike == [SAME, ACCENTS, LETTER, INITIALS, INITIALS, OTHER, OTHER]
    assert names_alike("", "nguyễn văn hòa") == OTHER
