"""Files of imports: under names of our own, for the server alone, the same bytes once, and never outside their folder."""

import hashlib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from tdkt.operations.imports import Incoming, apply_import, plan_import, revert_import
from tdkt.operations.kept_files import (
    LONGEST_BYTES,
    folder,
    forget_file,
    forget_strays,
    keep_file,
    keep_for_good,
    kept_file,
    plain_name,
    plain_path,
    shelf,
)
from tdkt.operations.kept_plans import apply_kept, drop_plan, keep_plan
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province
from tests.operations.test_imports import LAN, MERIT


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "data"


def files_of(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_a_file_is_kept_once_under_its_digest_for_the_server_alone():
    first, again = keep_for_good(b"one"), keep_for_good(b"one")
    path = shelf() / first[:2] / first

    assert first == again == hashlib.sha256(b"one").hexdigest()
    assert files_of(shelf()) == {f"{first[:2]}/{first}": b"one"}
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert kept_file(first) == b"one"


def test_half_a_file_that_a_power_cut_left_is_written_anew():
    digest = hashlib.sha256(b"whole").hexdigest()
    path = shelf() / digest[:2] / digest
    path.parent.mkdir(parents=True)
    path.write_bytes(b"who")

    keep_for_good(b"whole")

    assert kept_file(digest) == b"whole"


def test_what_no_import_names_is_swept_away_after_a_while():
    waiting, stray = keep_file(b"one"), keep_file(b"two")
    entered, left = keep_for_good(b"three"), keep_for_good(b"four")
    made = (folder() / stray).stat().st_mtime

    early = forget_strays([waiting, entered], before=made - 10)
    late = forget_strays([waiting, entered], before=made + 10)

    assert (early, late) == ([], sorted([stray, left]))
    assert [kept_file(name) for name in (waiting, stray, entered, left)] == [b"one", None, b"three", None]


@pytest.mark.parametrize(
    "name", ["", "..", "../x", "/etc/passwd", "0" * 31, "0" * 63, "G" * 64, "CON", "a\0b", "0" * 64]
)
def test_a_name_that_is_none_of_ours_is_no_file(tmp_path: Path, name: str):
    forget_file(name)

    assert kept_file(name) is None


# --- imports keep their file ------------------------------------------------------------------------


def test_an_import_keeps_its_file_and_a_plan_does_not(db: None):
    units = units_of_province()

    plan_import(units, by=None, at=MONDAY)
    before = files_of(shelf())
    batch = apply_import(units, by=None, at=MONDAY).batch
    batch.refresh_from_db()

    assert (before, batch.kept, kept_file(batch.kept)) == ({}, units.sha256, units.content)


def test_an_import_with_open_rows_that_enters_nothing_keeps_nothing(db: None):
    taken = apply_import(incoming("awards", LAN | MERIT | {"decision_number": None}), by=None, at=MONDAY)

    assert (taken.applied, files_of(shelf())) == (False, {})


def test_a_reverted_import_keeps_its_file_and_a_dropped_plan_does_not(
    db: None, django_capture_on_commit_callbacks: Any
):
    batch = apply_import(units_of_province(), by=None, at=MONDAY).batch
    reverted = revert_import(batch.pk, by=None, at=TUESDAY)
    with django_capture_on_commit_callbacks(execute=True):
        dropped = drop_plan(keep_plan(units_of_province(), by=None, at=TUESDAY).pk, by=None, at=TUESDAY)

    assert (reverted.state, kept_file(reverted.kept)) == ("reverted", units_of_province().content)
    assert (dropped.kept, files_of(folder())) == ("", {})


def test_two_imports_of_one_file_share_it_also_when_one_is_reverted(db: None, django_capture_on_commit_callbacks: Any):
    first = apply_import(units_of_province(), by=None, at=MONDAY).batch
    with django_capture_on_commit_callbacks(execute=True):
        waiting = keep_plan(units_of_province(), by=None, at=TUESDAY)
        second = apply_kept(waiting.pk, by=None, at=TUESDAY, partial=True).batch
    revert_import(second.pk, by=None, at=TUESDAY)

    assert (len(files_of(shelf())), kept_file(first.sha256)) == (1, units_of_province().content)


def test_keeping_a_plan_sweeps_only_what_nobody_names(db: None):
    applied = apply_import(units_of_province(), by=None, at=MONDAY).batch
    stray = keep_file(b"left behind")
    long_after = TUESDAY.replace(year=2120)

    batch = keep_plan(incoming("awards", LAN | MERIT), by=None, at=long_after)

    applied.refresh_from_db()
    assert (kept_file(stray), kept_file(applied.kept) is None, kept_file(batch.kept) is None) == (None, False, False)


# --- names --------------------------------------------------------------------------------------------

HOSTILE = {
    "../../etc/passwd": "passwd",
    "..\\..\\windows\\system32\\cmd.exe": "cmd.exe",
    "..": "",
    ".": "",
    "": "",
    "\0": "",
    "a\0b.xlsx": "ab.xlsx",
    "CON": "_CON",
    "con.xlsx": "_con.xlsx",
    "LPT1.csv": "_LPT1.csv",
    "CONG AN.xlsx": "CONG AN.xlsx",
    "a\u202egnp.xlsx": "agnp.xlsx",
    "\u200fdanh-sach.xlsx\u200e": "danh-sach.xlsx",
    "a\r\nSet-Cookie: x=1.xlsx": "aSet-Cookie_ x=1.xlsx",
    'a"; filename="b.exe': "a_; filename=_b.exe",
    "bằng khen.xlsx": "bằng khen.xlsx",
    unicodedata.normalize("NFD", "bằng khen.xlsx"): "bằng khen.xlsx",
    "x" * 400 + ".xlsx": "x" * 195 + ".xlsx",
    "ằ" * 300 + ".xlsx": "ằ" * 78 + ".xlsx",
    "name\udcff.xlsx": "name.xlsx",
    "ten. ": "ten",
    "%2e%2e%2fpasswd": "_2e_2e_2fpasswd",
    "dat 100% nam 2019.xlsx": "dat 100% nam 2019.xlsx",
}


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_made_plain(name: str):
    assert plain_name(name) == HOSTILE[name]


def test_the_path_within_an_archive_is_made_plain_part_by_part():
    hostile = "l\u202eists.zip/../2019//C:\\x\\b\u0300i.xlsx"

    assert plain_path(hostile) == "lists.zip/2019/bi\u0300.xlsx".replace("bi\u0300", "b\u0300i")
    assert Incoming("../\u202ea.xlsx", b"", {}).name == "a.xlsx"
    assert len(plain_path("x/" * 400)) <= 300


@given(st.text(st.characters(), max_size=400))
def test_every_name_is_fit_for_a_disk_and_a_header(name: str):
    plain = plain_name(name)

    assert len(plain.encode()) <= LONGEST_BYTES
    assert not set(plain) & set('/\\<>:"|?*\0\r\n\u202e')
    assert plain_name(plain) == plain
    assert "\n" not in (content_disposition_header(True, plain) or "")
