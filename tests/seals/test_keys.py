from datetime import date
from pathlib import Path

import pytest

from tdkt.seals.keys import NotKeys, TrustFile, fingerprint, keep, kept, new_key, public_of, published, read
from tests.seals.certificates import KEYS

FILE = TrustFile("Công an tỉnh mẫu", date(2025, 3, 1), KEYS, "TDKT:0")


def test_a_private_key_is_kept_for_its_owner_alone_and_read_back(tmp_path: Path):
    private = new_key()
    path = keep(private, tmp_path / "keys")
    again = kept(path.stem, tmp_path / "keys")

    assert again is not None
    assert (public_of(again), path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (
        public_of(private),
        0o600,
        0o700,
    )


def test_a_key_is_never_written_over(tmp_path: Path):
    private = new_key()
    keep(private, tmp_path)

    with pytest.raises(FileExistsError):
        keep(private, tmp_path)


def test_a_key_that_this_machine_lacks_is_none(tmp_path: Path):
    assert kept("04H2ABCD", tmp_path) is None


def test_a_key_file_that_holds_another_key_is_refused(tmp_path: Path):
    path = keep(new_key(), tmp_path)
    path.rename(tmp_path / "04H2ABCD.key")

    with pytest.raises(NotKeys, match="khóa khác"):
        kept("04H2ABCD", tmp_path)


def test_a_damaged_key_file_is_refused(tmp_path: Path):
    (tmp_path / "04H2ABCD.key").write_text("xyz")

    with pytest.raises(NotKeys, match="hỏng"):
        kept("04H2ABCD", tmp_path)


def test_a_published_file_reads_back():
    assert read(published(FILE)) == FILE


def test_the_fingerprint_does_not_depend_on_the_order_and_does_on_every_day():
    longer = (*KEYS[:2], KEYS[2].__class__(KEYS[2].public, KEYS[2].from_on, date(2030, 1, 1)))

    assert (fingerprint(KEYS[::-1]) == fingerprint(KEYS), fingerprint(longer) == fingerprint(KEYS)) == (True, False)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": "tdkt-keys-2"}', '{"form": "tdkt-keys-1"}'])
def test_another_file_is_no_file_of_keys(text: str):
    with pytest.raises(NotKeys, match="không phải tệp khóa"):
        read(text)


def test_a_day_changed_in_the_file_is_seen_by_its_fingerprint():
    with pytest.raises(NotKeys, match="dấu vân tay"):
        read(published(FILE).replace("2023-06-01", "2024-06-01"))
