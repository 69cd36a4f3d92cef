"""`tdkt export`: the register of the data folder as tables, and one sentence where that cannot be."""

from pathlib import Path

import pytest

from tests.cli.test_verbs import tdkt


@pytest.fixture
def data(tmp_path: Path) -> tuple[str, str]:
    units = tmp_path / "don-vi.csv"
    units.write_text("STT,Tên đơn vị,Đơn vị cấp trên\n1,Công an tỉnh Quảng Nam,Bộ Công an\n", encoding="utf-8")
    options = ("--data", str(tmp_path / "office"))
    assert tdkt("import", str(units), *options).returncode == 0
    return options


def test_the_register_is_written_screened_and_taken_back_in(tmp_path: Path, data: tuple[str, str]):
    folder = tmp_path / "so"
    exported = tdkt("export", str(folder), *data)
    screened = tdkt("screen", "--from", str(folder), "--on", "2024-12-31", "--award", "giay-khen")
    imported = tdkt("import", str(folder), "--data", str(tmp_path / "other"))
    again = tdkt("export", str(tmp_path / "again"), "--data", str(tmp_path / "other"))
    same = tdkt("import", str(folder), *data, "--lang", "en")

    assert (exported.returncode, exported.stderr) == (0, "")
    assert exported.stdout.splitlines()[:2] == ["subjects: 1", "units: 1"]
    assert (folder / "TABLES.md").is_file()
    assert [line.split(",")[:4] for line in screened.stdout.splitlines()[1:]] == [
        ["1", "giay-khen", "", "not-enough-evidence"]
    ]
    assert (imported.returncode, imported.stdout) == (
        0,
        "so (lần nhập 1):\n  subject_details: 1 mới\n  unit_details: 1 mới\n  unit_names: 1 mới\n  unit_places: 1 mới\n",
    )
    assert (again.returncode, contents(tmp_path / "again")) == (0, contents(folder))
    assert (same.returncode, same.stdout.splitlines()[1]) == (0, "  subject_details: 1 known")


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_folder_with_other_files_is_left_as_it_is(tmp_path: Path, data: tuple[str, str]):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "thu.txt").write_text("x")

    refused = tdkt("export", str(folder), *data, "--lang", "en")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"{folder}: holds other files (thu.txt).")
    assert [path.name for path in folder.iterdir()] == ["thu.txt"]


def test_parquet_and_an_earlier_day(tmp_path: Path, data: tuple[str, str]):
    written = tdkt("export", str(tmp_path / "so"), "--parquet", "--known-on", "2001-01-01", *data)

    assert (written.returncode, written.stdout.splitlines()[0]) == (0, "subjects: 0")
    assert (tmp_path / "so" / "awards.parquet").is_file()
