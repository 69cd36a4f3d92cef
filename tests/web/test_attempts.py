"""Wrong passwords are counted for a name from an address, for a quarter of an hour, across workers."""

import os
from pathlib import Path

from tdkt.web.attempts import LIMIT, WAIT, Attempts

NOON = 1_590_000_000.0


def fail(attempts: Attempts, times: int, *, at: float = NOON) -> None:
    for _ in range(times):
        attempts.note_failure(now=at)


def test_five_failures_make_a_wait_of_a_quarter_of_an_hour(tmp_path: Path):
    attempts = Attempts("lan", "10.0.0.7", folder=tmp_path)
    left = []
    for _ in range(LIMIT):
        left.append(attempts.left(now=NOON))
        attempts.note_failure(now=NOON)

    assert left == [5, 4, 3, 2, 1]
    assert attempts.left(now=NOON) == 0
    assert [attempts.minutes(now=NOON + passed) for passed in (0, 61, WAIT - 1, WAIT)] == [15, 14, 1, 0]


def test_another_address_and_another_name_are_not_held_up(tmp_path: Path):
    fail(Attempts("lan", "10.0.0.7", folder=tmp_path), LIMIT)

    assert Attempts("lan", "10.0.0.8", folder=tmp_path).left(now=NOON) == LIMIT
    assert Attempts("hà", "10.0.0.7", folder=tmp_path).left(now=NOON) == LIMIT
    assert Attempts("LAN", "10.0.0.7", folder=tmp_path).left(now=NOON) == 0


def test_a_right_password_clears_the_count(tmp_path: Path):
    attempts = Attempts("lan", "10.0.0.7", folder=tmp_path)
    fail(attempts, 3)
    attempts.forget()

    assert attempts.left(now=NOON) == LIMIT


def test_neither_names_nor_addresses_can_be_read_from_the_folder(tmp_path: Path):
    fail(Attempts("lan", "10.0.0.7", folder=tmp_path), 1)

    assert all("lan" not in file.name and "10.0" not in file.name + file.read_text() for file in tmp_path.iterdir())


def test_old_failures_are_swept(tmp_path: Path):
    old, later = Attempts("lan", "10.0.0.7", folder=tmp_path), Attempts("hà", "10.0.0.7", folder=tmp_path)
    fail(old, 1)
    now = old.file.stat().st_mtime
    for file in tmp_path.iterdir():
        os.utime(file, (now - WAIT - 60, now - WAIT - 60))

    later.note_failure(now=now)

    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([later.file.name, "swept"])
