"""`tdkt verify`: verdicts by files alone, exit codes, and the page for a memory stick."""

import json
from pathlib import Path

import pytest

from tdkt.documents.certificate import A4, Sheet, set_certificates
from tests.cli.test_verbs import tdkt
from tests.documents.test_certificate import DAY, TEXTS
from tests.operations.test_verifying import BARE, LIST_TEXT, WHOLE, as_file, printed
from tests.seals.certificates import CODE, KEYS


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A memory stick: keys with and without the list, the list alone, and a code as text, picture and PDF."""
    (tmp_path / "keys.json").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "bare.json").write_text(BARE, encoding="utf-8")
    (tmp_path / "list.txt").write_text(LIST_TEXT, encoding="ascii")
    (tmp_path / "code.txt").write_text(CODE, encoding="ascii")
    (tmp_path / "scan.jpg").write_bytes(as_file(printed(), "JPEG"))
    (tmp_path / "scan.pdf").write_bytes(set_certificates(A4, [Sheet(TEXTS, CODE)], known_on=DAY))
    return tmp_path


def test_codes_texts_pictures_and_pdfs_are_verified_by_the_files_on_a_stick(stick: Path):
    given = (CODE, *(str(stick / name) for name in ("code.txt", "scan.jpg", "scan.pdf")))

    asked = tdkt("verify", *given, "--keys", str(stick / "keys.json"), "--on", "2025-03-01", "--json")

    assert (asked.returncode, [one["verdict"] for one in json.loads(asked.stdout)]) == (0, ["genuine"] * 4)


def test_a_verdict_is_told_in_words_with_what_the_code_says(stick: Path):
    options = ("--keys", str(stick / "bare.json"), "--list", str(stick / "list.txt"), "--on", "01/03/2025")

    assert tdkt("verify", CODE, *options).stdout.splitlines() == [
        "Bằng thật. Chữ ký đúng, bằng còn giá trị theo danh sách ngày 20/02/2025. Đối chiếu tên và hình thức khen thưởng dưới đây với bằng.",
        "  Nguyễn Thị Mẫu · Giấy khen",
        "  123/QĐ-CAT-PX03 ngày 20/01/2025 · Giám đốc Công an tỉnh mẫu",
        f"  Số sổ vàng 7/2025 · cấp ngày 03/02/2025 · khóa {KEYS[2].key_id}",
    ]


def test_what_is_not_genuine_ends_with_one_and_what_cannot_be_read_with_two(stick: Path):
    keys = ("--keys", str(stick / "keys.json"), "--on", "2025-03-01")
    asked = [
        tdkt("verify", CODE.replace("7", "8", 1), *keys),
        tdkt("verify", CODE, "--keys", str(stick / "bare.json"), "--on", "2025-03-01"),
        tdkt("verify", "khong-co.png", *keys),
        tdkt("verify", CODE, "--keys", str(stick / "code.txt")),
        tdkt("verify"),
    ]

    assert [one.returncode for one in asked] == [1, 1, 2, 2, 2]
    assert [one.stderr.count("\n") for one in asked] == [0, 0, 1, 1, 1]


def test_the_page_for_a_stick_names_no_address_and_holds_the_keys(stick: Path):
    page = stick / "kiem-tra.html"

    asked = tdkt("verify", "--keys", str(stick / "keys.json"), "--page", str(page))

    assert (asked.returncode, KEYS[2].public in page.read_text(encoding="utf-8")) == (0, True)
