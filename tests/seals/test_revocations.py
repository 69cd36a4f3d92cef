import random
import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.seals.fields import Unreadable
from tdkt.seals.revocations import NotAList, RevocationList, Section, pressed, read_list, sign_list, unpressed
from tdkt.seals.signed import decoded
from tests.seals.certificates import CODE, KEYS, LIST, PRIVATE


def test_a_list_reads_back_as_it_was_signed():
    assert read_list(sign_list(LIST, private=PRIVATE[2]), KEYS) == LIST


@given(st.sets(st.integers(1, 500)))
def test_rows_of_bits_say_which_serials(serials: set[int]):
    assert unpressed(pressed(serials, 500), 500) == serials


def test_a_list_of_131072_certificates_with_a_tenth_gone_takes_under_16_kilobytes():
    chance = random.Random(4)
    gone = chance.sample(range(1, 131_073), 13_107)
    full = RevocationList(
        date(2025, 2, 20),
        (Section(KEYS[2].key_id, "2025", 131_072, frozenset(gone[:6_553]), frozenset(gone[6_553:])),),
    )
    code = sign_list(full, private=PRIVATE[2])

    assert read_list(code, KEYS) == full
    assert len(decoded(code.removeprefix("TDKT:"))) <= 16 * 1024


@pytest.mark.parametrize("text", ["", "xin chào", "TDKT:", CODE, CODE[:80]])
def test_another_text_is_no_list(text: str):
    with pytest.raises(NotAList):
        read_list(text, KEYS)


def test_a_list_with_a_letter_changed_is_refused():
    code = sign_list(LIST, private=PRIVATE[2])
    changed = code[:40] + ("0" if code[40] != "0" else "1") + code[41:]

    with pytest.raises(NotAList, match="không do khóa nào"):
        read_list(changed, KEYS)


def test_a_list_of_an_unknown_key_is_refused():
    with pytest.raises(NotAList, match="không do khóa nào"):
        read_list(sign_list(LIST, private=PRIVATE[2]), KEYS[:2])


def test_a_list_dated_outside_the_days_of_its_key_is_refused():
    with pytest.raises(NotAList, match="hiệu lực"):
        read_list(sign_list(LIST, private=PRIVATE[0]), KEYS)


def test_a_row_that_unpacks_to_more_than_it_may_is_not_unpacked():
    with pytest.raises(Unreadable):
        unpressed(zlib.compress(bytes(50_000_000)), 100)


def test_a_serial_beyond_the_highest_cannot_be_listed():
    with pytest.raises(ValueError, match="not within"):
        pressed({101}, 100)
