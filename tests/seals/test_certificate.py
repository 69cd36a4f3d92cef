import random
import socket
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt.seals.certificate import Certificate, Verdict, certificate_of, content_of, sign_certificate, verify
from tdkt.seals.fields import FIRST_DAY, LARGEST, Unreadable, Writer
from tdkt.seals.keys import PublicKey, new_key, public_of
from tdkt.seals.revocations import sign_list
from tdkt.seals.signed import ALPHABET, PREFIX, decoded, encoded, sign
from tdkt.seals.signed import CERTIFICATE as KIND
from tests.seals.certificates import CODE, KEYS, LIST, PRIVATE, TODAY, a_certificate

MUTATIONS = 10_000


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a verdict asks no network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused)


def kind_of(code: str, *, on: date = TODAY, **said: object) -> str:
    return verify(code, **{"keys": KEYS, "revoked": LIST, **said}, on=on).kind  # type: ignore[arg-type]


# --- each verdict ----------------------------------------------------------------------------------


def test_a_genuine_code_says_what_its_paper_says():
    assert verify(CODE, KEYS, LIST, on=TODAY) == Verdict(
        "genuine", TODAY, a_certificate(), KEYS[2].key_id, date(2025, 2, 20)
    )


@pytest.mark.parametrize("text", ["", "https://example.org/7", "TDKT", "Nguyễn Thị Mẫu", "tdkx:0", "\0" * 900])
def test_a_text_of_others_is_not_ours(text: str):
    assert kind_of(text) == "not-ours"


@pytest.mark.parametrize("end", [5, 6, 100, -1])
def test_a_code_that_is_cut_off_is_called_changed(end: int):
    assert kind_of(CODE[:end]) == "changed"


def test_a_name_put_in_place_of_another_is_seen():
    said = decoded(CODE.removeprefix(PREFIX))
    forged = said.replace("Mẫu".encode(), "Tráo".encode()[: len("Mẫu".encode())])

    assert (forged != said, kind_of(PREFIX + encoded(forged))) == (True, "changed")


def test_a_key_that_is_not_in_the_trust_file_is_unknown():
    assert kind_of(sign_certificate(a_certificate(), private=new_key())) == "unknown-key"


def test_another_key_under_the_name_of_a_known_one_signs_nothing():
    stranger = new_key()
    said = decoded(sign_certificate(a_certificate(), private=stranger).removeprefix(PREFIX))
    renamed = said[:2] + decoded(KEYS[2].key_id) + said[7:]

    assert kind_of(PREFIX + encoded(renamed)) == "changed"


def test_a_signed_message_of_another_kind_is_no_certificate():
    assert [kind_of(sign_list(LIST, private=PRIVATE[2])), kind_of(sign(KIND, b"\xff", private=PRIVATE[2]))] == [
        "wrong-type",
        "wrong-type",
    ]


@pytest.mark.parametrize(
    "said",
    [
        a_certificate(issued_on=date(2025, 3, 2)),
        a_certificate(decided_on=date(2025, 3, 2)),
    ],
)
def test_a_day_that_is_still_to_come_is_seen(said: Certificate):
    assert kind_of(sign_certificate(said, private=PRIVATE[2])) == "future-date"


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2024, 12, 31)])
def test_a_key_signs_nothing_before_its_first_day(day: date):
    code = sign_certificate(a_certificate(issued_on=day, decided_on=None), private=PRIVATE[2])

    assert kind_of(code) == "key-not-in-force"


def test_a_key_signs_nothing_after_its_last_day():
    code = sign_certificate(a_certificate(issued_on=date(2023, 6, 2), decided_on=None), private=PRIVATE[0])

    assert kind_of(code) == "key-not-in-force"


@pytest.mark.parametrize(("serial", "kind"), [(7, "genuine"), (8, "revoked"), (9, "replaced"), (100, "genuine")])
def test_the_list_says_how_each_serial_stands(serial: int, kind: str):
    assert kind_of(sign_certificate(a_certificate(serial), private=PRIVATE[2])) == kind


def test_a_revoked_certificate_is_revoked_whatever_the_age_of_the_list():
    code = sign_certificate(a_certificate(8), private=PRIVATE[2])

    assert kind_of(code, on=date(2035, 1, 1)) == "revoked"


def test_a_list_vouches_for_some_days_only_and_says_of_which_day_it_is():
    asked = {days: verify(CODE, KEYS, LIST, on=date(2025, 5, 23), list_days=days) for days in (92, 91)}

    assert {days: (said.kind, said.list_on) for days, said in asked.items()} == {
        92: ("genuine", date(2025, 2, 20)),
        91: ("list-too-old", date(2025, 2, 20)),
    }


def test_a_certificate_younger_than_the_list_is_not_vouched_for():
    assert kind_of(sign_certificate(a_certificate(101), private=PRIVATE[2])) == "list-too-old"


def test_a_book_that_the_list_does_not_know_is_not_vouched_for():
    assert kind_of(sign_certificate(a_certificate(book="2026"), private=PRIVATE[2])) == "list-too-old"


def test_without_a_list_nothing_is_called_genuine():
    assert verify(CODE, KEYS, None, on=TODAY) == Verdict("list-too-old", TODAY, a_certificate(), KEYS[2].key_id, None)


# --- keys of several generations ---------------------------------------------------------------------


def test_certificates_of_three_generations_are_all_genuine():
    days = (date(2022, 1, 1), date(2023, 6, 1), date(2025, 3, 1))
    codes = [
        sign_certificate(a_certificate(issued_on=day, decided_on=None), private=private)
        for day, private in zip(days, PRIVATE, strict=True)
    ]

    assert [kind_of(code) for code in codes] == ["genuine"] * 3


def test_on_the_day_of_a_change_both_keys_sign():
    codes = [
        sign_certificate(a_certificate(issued_on=date(2023, 6, 1), decided_on=None), private=private)
        for private in PRIVATE[:2]
    ]

    assert [kind_of(code) for code in codes] == ["genuine"] * 2


def test_an_old_file_of_keys_does_not_know_the_new_key():
    assert kind_of(CODE, keys=KEYS[:2]) == "unknown-key"


# --- forgery -----------------------------------------------------------------------------------------


def test_no_code_with_a_bit_or_a_character_changed_is_accepted():
    """Half the mutations flip a bit of the signed bytes, half put another byte in place of a character of the text."""
    chance = random.Random(20250301)
    said = decoded(CODE.removeprefix(PREFIX))
    accepted = []
    for turn in range(MUTATIONS):
        if turn % 2:
            place = chance.randrange(len(said) * 8)
            forged = bytearray(said)
            forged[place // 8] ^= 1 << place % 8
            code = PREFIX + encoded(bytes(forged))
        else:
            place = chance.randrange(len(CODE))
            letter = chr(chance.randrange(256))
            code = CODE[:place] + letter + CODE[place + 1 :]
        if code != CODE and kind_of(code) not in ("changed", "unknown-key", "not-ours"):
            accepted.append(code)

    assert accepted == []


def test_the_test_of_mutations_can_fail():
    """The same question finds the code itself, and one that differs in blanks only, accepted."""
    assert [kind_of(CODE), kind_of(f" {CODE[:60]}\r\n{CODE[60:]} "), kind_of(CODE.lower())] == ["genuine"] * 3


@given(st.integers(0, len(CODE) - 1), st.sampled_from(ALPHABET))
def test_another_letter_of_the_alphabet_anywhere_is_never_accepted(place: int, letter: str):
    code = CODE[:place] + letter + CODE[place + 1 :]

    assert code == CODE or kind_of(code) in ("changed", "unknown-key", "not-ours")


@given(st.binary(max_size=40))
def test_bytes_are_written_in_one_way_and_read_back(content: bytes):
    assert decoded(encoded(content)) == content


# --- content -----------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
days = st.dates(FIRST_DAY, date(2300, 1, 1))
certificates = st.builds(
    Certificate,
    name=words,
    award=words,
    class_no=st.none() | st.integers(1, 3),
    number=words,
    decided_on=st.none() | days,
    authority=words,
    book=words,
    serial=st.integers(0, LARGEST - 1),
    issued_on=days,
    posthumous=st.booleans(),
)


@given(certificates)
def test_what_is_signed_reads_back_and_is_written_in_one_way(said: Certificate):
    content = content_of(said)
    back = certificate_of(content)

    assert (content_of(back), replace(back, name="", award="", number="", authority="", book="")) == (
        content,
        replace(said, name="", award="", number="", authority="", book=""),
    )


@given(st.binary(max_size=60))
def test_any_bytes_are_either_no_certificate_or_the_one_writing_of_theirs(content: bytes):
    try:
        said = certificate_of(content)
    except Unreadable:
        return
    assert content_of(said) == content


def test_a_number_written_longer_than_it_need_be_is_no_certificate():
    pen = Writer()
    pen.number(0)
    longer = b"\x80\x00" + content_of(a_certificate())[1:]

    with pytest.raises(Unreadable):
        certificate_of(longer)


def test_a_code_is_short_enough_for_a_small_qr():
    long = a_certificate(
        name="Phòng Cảnh sát quản lý hành chính về trật tự xã hội", award="bang-khen-bo", number="12345/QĐ-UBND"
    )

    assert [len(CODE), len(sign_certificate(long, private=PRIVATE[2]))] == [273, 353]


def test_a_key_is_known_by_eight_characters():
    key = PublicKey(public_of(PRIVATE[0]), date(2022, 1, 1))

    assert key.key_id == KEYS[0].key_id
    assert (len(key.key_id), set(key.key_id) <= set(ALPHABET)) == (8, True)
