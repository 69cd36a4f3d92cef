from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.seals.sharing import ALPHABET, PRIME, WrongShare, join, mark, read, split, written

secrets = st.integers(0, (1 << 128) - 1)


@given(secrets)
def test_any_two_of_the_three_give_the_secret_back(secret: int):
    codes = split(secret)

    assert {join(one, other) for one, other in permutations(codes, 2)} == {secret}


@given(st.integers(1, 3), st.integers(0, PRIME - 1))
def test_a_share_reads_back_as_it_was_written(at: int, value: int):
    assert read(written(at, value)) == (at, value)


@given(secrets, st.integers(0, PRIME - 1))
def test_one_share_alone_fits_every_secret(secret: int, value: int):
    """For any secret there is a line through it and this share: the share rules out none."""
    slope = (value - secret) * pow(1, -1, PRIME) % PRIME
    other = written(2, (secret + 2 * slope) % PRIME)

    assert join(written(1, value), other) == secret


def test_what_the_eye_confuses_reads_the_same():
    code = written(1, 1 << 40 | 27)

    typed = code.lower().replace("0", "o").replace("1", "l").replace("-", "  ")

    assert read(typed) == read(code)
    assert mark(typed) == mark(code)


def test_a_mistyped_group_is_named():
    code = split(7)[0]
    groups = code.split("-")
    spoilt = next(
        letter + groups[3][1:]
        for letter in ALPHABET
        if letter != groups[3][0] and _refused("-".join((*groups[:3], letter + groups[3][1:], *groups[4:])))
    )

    with pytest.raises(WrongShare, match="Nhóm thứ 4") as refusal:
        read("-".join((*groups[:3], spoilt, *groups[4:])))
    assert refusal.value.group == 4


@given(secrets, st.integers(0, 35), st.sampled_from(ALPHABET))
def test_no_slip_of_one_letter_goes_unseen(secret: int, at: int, letter: str):
    code = split(secret)[1]
    letters = list(code.replace("-", ""))
    before, letters[at] = letters[at], letter
    typed = "".join(letters)

    assert before == letter or _refused(typed) or mark(typed) != mark(code)


def test_the_same_share_twice_is_refused():
    one, *_ = split(7)

    with pytest.raises(WrongShare, match="cùng một mã"):
        join(one, one.lower())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1K7M", "đã gõ 4 ký tự"),
        (written(1, 5).replace("1", "*", 1), "Nhóm thứ 1"),
        (written(0, 5), "không phải mã"),
        (written(2, PRIME), "không phải mã"),
    ],
)
def test_what_is_no_share_is_refused_in_words(code: str, words: str):
    with pytest.raises(WrongShare, match=words):
        read(code)


def _refused(code: str) -> bool:
    try:
        read(code)
    except WrongShare:
        return True
    return False
