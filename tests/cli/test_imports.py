"""`tdkt import`: lists, archives and folders, the plan that others are promised, the annotated copy, and Ctrl+C."""

import io
import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_verbs import tdkt
from tests.sheets.books import workbook

UNITS = "STT,Tên đơn vị,Đơn vị cấp trên\n1,Công an tỉnh Quảng Nam,Bộ Công an\n2,Công an huyện Đại Lộc,Công an tỉnh Quảng Nam\n"
PEOPLE = "STT,Họ và tên,Ngày sinh,Đơn vị\n1,Trần  Thị Lan,12/03/1985,Công an huyện Đại Lộc\n2,Tr?n V?n B,01/02/1980,Công an huyện Đại Lộc\n"
ROW_KEYS = {"at", "status", "record", "problems", "candidates"}


@pytest.fixture
def data(tmp_path: Path) -> tuple[str, str]:
    """A data folder that no register is in yet."""
    return ("--data", str(tmp_path / "office"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a list, an archive of a list within a folder of its own, and a file that cannot be read."""
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "a-don-vi.csv").write_text(UNITS, encoding="utf-8")
    with zipfile.ZipFile(lists / "b.zip", "w") as archive:
        archive.writestr("2019/can-bo.csv", PEOPLE)
    (lists / "c-hong.xlsx").write_bytes(b"PK\x03\x04 broken")
    (lists / "~$a.xlsx").write_bytes(b"x")
    (lists / "readme.txt").write_text("x")
    return lists


def test_the_plan_of_one_list_has_the_promised_keys_alone(tmp_path: Path, data: tuple[str, str]):
    people = tmp_path / "can-bo.csv"
    people.write_text(PEOPLE, encoding="utf-8")

    done = tdkt("import", str(people), "--plan", "--json", *data)

    plan = json.loads(done.stdout)
    assert (done.returncode, done.stderr, plan["file"]) == (0, "", "can-bo.csv")
    assert {key for part in plan["parts"] for key in part} <= {"where", "kind", "context", "rows", "problems"}
    assert {key for part in plan["parts"] for row in part["rows"] for key in row} <= ROW_KEYS
    assert [row["status"] for row in plan["parts"][0]["rows"]] == ["ignored", "new", "refused"]


def test_a_folder_is_a_list_of_plans_also_of_what_cannot_be_read(folder: Path, data: tuple[str, str]):
    done = tdkt("import", str(folder), "--plan", "--json", *data)
    archive = tdkt("import", str(folder / "b.zip"), "--plan", "--json", *data)

    plans = json.loads(done.stdout)
    assert [Path(plan["file"]).name for plan in plans] == ["a-don-vi.csv", "can-bo.csv", "c-hong.xlsx"]
    assert [plan["parts"][0]["kind"] for plan in plans] == ["units", "people", "unknown"]
    assert plans[1]["file"] == "b.zip/2019/can-bo.csv"
    assert "hỏng" in plans[2]["parts"][0]["problems"][0]["message"]
    assert [plan["file"] for plan in json.loads(archive.stdout)] == ["b.zip/2019/can-bo.csv"]


def test_of_a_folder_nothing_is_entered_while_a_file_cannot_be_read_unless_partly(folder: Path, data: tuple[str, str]):
    held = tdkt("import", str(folder), *data)
    partly = tdkt("import", str(folder), "--partial", *data)

    assert (held.returncode, held.stdout) == (2, "")
    assert held.stderr.startswith(str(folder / "c-hong.xlsx"))
    assert partly.returncode == 0
    assert [line.split(" (")[0] for line in partly.stdout.splitlines() if not line.startswith(" ")] == [
        "a-don-vi.csv",
        "b.zip/2019/can-bo.csv",
        str(folder / "c-hong.xlsx"),
    ]


def test_an_annotated_copy_is_written_beside_the_plan(tmp_path: Path, data: tuple[str, str]):
    people = tmp_path / "can-bo.xlsx"
    people.write_bytes(workbook([line.split(",") for line in PEOPLE.splitlines()]))
    copy, before = tmp_path / "ghi-chu.xlsx", people.read_bytes()

    done = tdkt("import", str(people), "--plan", "--annotated", str(copy), *data)

    book = openpyxl.load_workbook(io.BytesIO(copy.read_bytes()))
    assert (done.returncode, book.sheetnames, people.read_bytes()) == (0, ["tdkt", "Sheet1"], before)
    assert next(cell.value for cell in book["Sheet1"]["E"]) == "tdkt: vấn đề"
    assert "tiếng Việt Unicode" in str(book["Sheet1"]["E3"].value)
    assert book["Sheet1"]["B3"].comment is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.csv", "--annotated", "b.xlsx"], "--annotated goes with --plan"),
        (["a.csv", "b.csv", "--plan", "--annotated", "c.xlsx"], "--annotated goes with --plan"),
        (["a.zip", "--plan", "--annotated", "c.xlsx"], "--annotated goes with --plan"),
        (["a.csv", "--plan", "--annotated", "b.csv"], "b.csv: the annotated copy is an .xlsx file"),
    ],
)
def test_an_annotated_copy_is_of_one_list(arguments: list[str], said: str):
    done = tdkt("import", *arguments, "--lang", "en")

    assert (done.returncode, done.stderr.startswith(said), len(done.stderr.splitlines())) == (2, True, 1)


def test_ctrl_c_takes_everything_back_with_one_sentence(tmp_path: Path, data: tuple[str, str]):
    assert tdkt("import", str(written(tmp_path / "don-vi.csv", UNITS)), *data).returncode == 0
    many = "".join(f"{n},Nguyễn Văn Mẫu {n},{n % 28 + 1:02}/03/1985,Công an huyện Đại Lộc\n" for n in range(12_000))
    people = written(tmp_path / "can-bo.csv", f"STT,Họ và tên,Ngày sinh,Đơn vị\n{many}")
    before = rows_in(tmp_path)

    with pty_process("import", str(people), *data) as (process, terminal):
        seen = b""
        while b"Ghi v" not in seen:  # the bar of entering is on the terminal
            seen += os.read(terminal, 4096)
        process.send_signal(signal.SIGINT)
        stopped = process.wait(timeout=60)
        seen = b""
        try:
            while more := os.read(terminal, 4096):
                seen += more
        except OSError:
            pass

    assert (stopped, rows_in(tmp_path)) == (130, before)
    assert "Đã dừng. Chưa ghi gì vào sổ." in seen.decode(errors="replace")
    assert "Traceback" not in seen.decode(errors="replace")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def rows_in(folder: Path) -> tuple[int, int, list[str]]:
    """How many subjects and entries the register holds, and the files on its shelf."""
    with sqlite3.connect(folder / "office" / "register.sqlite3") as register:
        (subjects,) = register.execute("SELECT count(*) FROM records_subject").fetchone()
        (entries,) = register.execute("SELECT count(*) FROM records_entry").fetchone()
    return subjects, entries, sorted(path.name for path in (folder / "office" / "files").rglob("*") if path.is_file())


class pty_process:
    """`with pty_process("import", …) as (process, terminal)`: tdkt on a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self.terminal, end = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tdkt", *arguments],
            stdin=end,
            stdout=end,
            stderr=end,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"} | {"PYTHONUTF8": "1"},
        )
        os.close(end)

    def __enter__(self) -> tuple[subprocess.Popen[bytes], int]:
        return self.process, self.terminal

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.terminal)
