"""`bench intake`: a list of a hundred thousand awards from its `.xlsx` to a plan and into a register of two hundred thousand people.

The files are made here, with what every cell must come out as; what each step costs is measured in a process of its own that the command
line starts (`cli/intake.py`), because a peak of memory belongs to a process. Beside it pandas with openpyxl reads the same file into a
table of text, which is the reading alone: it knows no headings, repairs nothing and finds nobody.
"""

import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import xlsxwriter

from tdkt.sample.names import NameMaker

OFFICE = "Công an tỉnh mẫu"
DISTRICTS = 80
TEAMS = (
    "Đội Tham mưu",
    "Đội An ninh",
    "Đội Cảnh sát hình sự",
    "Đội Cảnh sát giao thông",
    "Đội Hậu cần",
    "Đội Tổng hợp",
)
RANKS = ("Thiếu úy", "Trung úy", "Thượng úy", "Đại úy", "Thiếu tá", "Trung tá")
POSTS = ("Cán bộ", "Phó Đội trưởng", "Đội trưởng", "Trinh sát viên", "Điều tra viên")
REASONS = (
    "Có thành tích xuất sắc trong phong trào thi đua “Vì an ninh Tổ quốc”",
    "Có thành tích trong đấu tranh phòng, chống tội phạm",
    "Hoàn thành tốt nhiệm vụ năm công tác",
)
AWARDS: tuple[tuple[str, str, int | None, str, str], ...] = (
    ("Giấy khen", "giay-khen", None, "Công an tỉnh", "agency"),
    ("Bằng khen", "bang-khen-bo-tinh", None, "UBND tỉnh", "province"),
    ("Bằng khen", "bang-khen-bo-tinh", None, "Bộ Công an", "ministry"),
    ("Bằng khen của Thủ tướng Chính phủ", "bang-khen-thu-tuong", None, "Thủ tướng Chính phủ", "prime-minister"),
    ("Chiến sĩ thi đua cơ sở", "chien-si-thi-dua-co-so", None, "Công an tỉnh", "agency"),
    ("Huân chương Bảo vệ Tổ quốc hạng Ba", "huan-chuong-bao-ve-to-quoc", 3, "Chủ tịch nước", "president"),
)
"""As a list says it, the award, its class, the giver as a list says it, and the level."""
HEADINGS = (
    "STT", "Số hiệu CAND", "Họ và tên", "Giới tính", "Ngày sinh", "Cấp bậc", "Chức vụ", "Đơn vị", "Hình thức khen thưởng", "Cấp khen",
    "Số quyết định", "Ngày quyết định", "Năm", "Thành tích", "Ghi chú",
)  # fmt: skip
PEOPLE_HEADINGS = ("STT", "Số hiệu CAND", "Họ và tên", "Giới tính", "Ngày sinh", "Cấp bậc", "Chức vụ", "Đơn vị")
ROWS_OF_A_DECISION = 400
PEOPLE_OF_A_FILE = 50_000
NEW, NUMBERED = 0.1, 0.6
"""The shares of rows that name somebody new, and of the others those that give a number."""


@dataclass(frozen=True)
class Person:
    number: str
    name: str
    female: bool
    born: date
    rank: str
    post: str
    unit: str


def people(count: int, *, seed: int = 7, districts: int = DISTRICTS) -> list[Person]:
    """So many people in the teams of so many districts, the same for the same seed: namesakes as they are, no two with one number."""
    maker, random = NameMaker(Random(seed)), np.random.default_rng(seed)  # noqa: S311 - an invented register
    drawn = [[maker.draw(female=female, mountain=False).split() for _ in range(2_000)] for female in (False, True)]
    parts = [([one[0] for one in sex], [" ".join(one[1:-1]) for one in sex], [one[-1] for one in sex]) for sex in drawn]
    female, days = random.random(count) < 0.2, random.integers(0, 40 * 365, count)
    family, middle, given = (random.integers(0, 2_000, count) for _ in range(3))
    district, team = random.integers(1, districts + 1, count), random.integers(0, len(TEAMS), count)
    rank, post = random.integers(0, len(RANKS), count), random.integers(0, len(POSTS), count)
    made = []
    for n in range(count):
        families, middles, givens = parts[int(female[n])]
        name = " ".join(filter(None, (families[family[n]], middles[middle[n]], givens[given[n]])))
        unit = f"{TEAMS[team[n]]}, Công an huyện mẫu {district[n]}"
        born = date(1960, 1, 1) + timedelta(int(days[n]))
        made.append(Person(f"{100_000 + n:06d}", name, bool(female[n]), born, RANKS[rank[n]], POSTS[post[n]], unit))
    return made


def unit_rows(districts: int = DISTRICTS) -> Iterator[tuple[str, str]]:
    """Every unit with the one above it."""
    yield OFFICE, "Bộ Công an"
    for number in range(1, districts + 1):
        yield f"Công an huyện mẫu {number}", OFFICE
        for team in TEAMS:
            yield team, f"Công an huyện mẫu {number}"


def write_units(path: Path, *, districts: int = DISTRICTS) -> Path:
    """The list of units."""
    rows = [(number, name, above) for number, (name, above) in enumerate(unit_rows(districts), 1)]
    return _write(path, "DANH SÁCH ĐƠN VỊ", ("STT", "Tên đơn vị", "Đơn vị cấp trên"), rows)


def write_people(folder: Path, staff: Sequence[Person]) -> list[Path]:
    """The lists of people, several files: readers refuse a longer one."""
    files = []
    for start in range(0, len(staff), PEOPLE_OF_A_FILE):
        rows = [
            (n, one.number, one.name, _sex(one), one.born, one.rank, one.post, one.unit)
            for n, one in enumerate(staff[start : start + PEOPLE_OF_A_FILE], 1)
        ]
        path = folder / f"can-bo-{start // PEOPLE_OF_A_FILE + 1}.xlsx"
        files.append(_write(path, "DANH SÁCH CÁN BỘ, CHIẾN SĨ (tính đến ngày 31/12/2005)", PEOPLE_HEADINGS, rows))
    return files


@dataclass(frozen=True)
class AwardRow:
    """One row of the list of awards: its person, whether the list gives the number, and the award by its place in `AWARDS`."""

    person: Person
    is_numbered: bool
    award: int
    decision: str
    signed: date
    reason: str

    @property
    def year(self) -> int:
        return self.signed.year

    def cells(self, number: int) -> tuple[Any, ...]:
        one, (words, _, _, giver, _) = self.person, AWARDS[self.award]
        said = one.number if self.is_numbered else ""
        return (
            number, said, one.name, _sex(one), one.born, one.rank, one.post, one.unit, words, giver, self.decision, self.signed, self.year,
            self.reason, "",
        )  # fmt: skip

    def expected(self) -> dict[str, Any]:
        """What the row must come out as, field by field."""
        one, (_, award, class_no, _, level) = self.person, AWARDS[self.award]
        return {
            "name": one.name,
            "service_number": one.number if self.is_numbered else None,
            "sex": "f" if one.female else "m",
            "born": one.born.isoformat(),
            "rank": one.rank,
            "post": one.post,
            "unit": one.unit,
            "award": award,
            "class": class_no,
            "authority": level,
            "decision_number": self.decision,
            "decision_date": self.signed.isoformat(),
            "for_to": self.year,
            "reason": self.reason,
        }


def award_rows(rows: int, staff: Sequence[Person], *, seed: int = 11, districts: int = DISTRICTS) -> list[AwardRow]:
    """So many rows upon these people, the same for the same seed; no two give one person one award by one decision."""
    random, strangers = np.random.default_rng(seed), people(max(1, int(rows * NEW)), seed=seed, districts=districts)
    made: list[AwardRow] = []
    for start in range(0, rows, ROWS_OF_A_DECISION):
        count, place = min(ROWS_OF_A_DECISION, rows - start), start // ROWS_OF_A_DECISION
        signed = date(2006, 1, 10) + timedelta(int(random.integers(0, 14 * 365)))
        decision = f"{place + 1}/QĐ-KT"
        known = random.choice(len(staff), min(count, len(staff)), replace=False)
        new, numbered = random.random(count) < NEW, random.random(count) < NUMBERED
        for n in range(count):
            if new[n] or n >= len(known):
                one = strangers[(start + n) % len(strangers)]
                one = Person(f"{900_000 + (start + n) % len(strangers):06d}", *_all_but_number(one))
                row = AwardRow(one, True, place % len(AWARDS), decision, signed, REASONS[n % len(REASONS)])
            else:
                one = staff[known[n]]
                row = AwardRow(one, bool(numbered[n]), place % len(AWARDS), decision, signed, REASONS[n % len(REASONS)])
            made.append(row)
    return made


def _all_but_number(one: Person) -> tuple[Any, ...]:
    return one.name, one.female, one.born, one.rank, one.post, one.unit


def write_awards(path: Path, rows: Sequence[AwardRow]) -> Path:
    """The list of awards: one sheet of fifteen columns."""
    return _write(path, "DANH SÁCH KHEN THƯỞNG", HEADINGS, [row.cells(n) for n, row in enumerate(rows, 1)])


def _sex(one: Person) -> str:
    return "Nữ" if one.female else "Nam"


def _write(path: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, day = book.add_worksheet("Danh sách"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, title)
    sheet.write_row(2, 0, headings)
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value != "":
                sheet.write(number, column, value)
    book.close()
    return path


# --- what came out -----------------------------------------------------------------------------


def differences(plan: dict[str, Any], rows: Sequence[AwardRow]) -> list[str]:
    """Every accepted cell that is not what the file says, and every row that is missing or was not accepted."""
    read = [row for part in plan["parts"] for row in part["rows"] if row.get("record") is not None]
    found = [f"{len(read)} rows of {len(rows)}"] if len(read) != len(rows) else []
    for row, made in zip(read, rows, strict=False):
        record = row["record"]
        if row["status"] != "new":
            found.append(f"{row['at']}: {row['status']}")
        found += [
            f"{row['at']}, {name}: {record.get(name)!r} for {said!r}"
            for name, said in made.expected().items()
            if record.get(name) != said
        ]
    return found


# --- the peer ----------------------------------------------------------------------------------


def absent() -> dict[str, str]:
    """The peers that are not installed, with how to have them."""
    missing = importlib.util.find_spec("pandas") is None
    return {"pandas": "pandas is not installed: pip install 'tdkt[bench]'"} if missing else {}


def read_with_pandas(path: Path) -> dict[str, float]:
    """Seconds and MiB for pandas with openpyxl to read the file into a table of text, in a process of its own."""
    command = [sys.executable, "-m", "tdkt.bench.intake", str(path)]
    told: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)  # noqa: S603
    return told


def _pandas(path: str) -> None:
    pandas: Any = import_module("pandas")
    start = time.perf_counter()
    table = pandas.read_excel(path, engine="openpyxl", header=2, dtype=str)
    said = {"seconds": time.perf_counter() - start, "rows": len(table), "memory": peak(resource.RUSAGE_SELF)}
    sys.stdout.write(json.dumps(said))


def peak(whose: int) -> float:
    """The most memory that a process, or its children, ever had, in MiB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(whose).ru_maxrss / unit


# --- the report --------------------------------------------------------------------------------

STEPS = ("read", "plan", "apply")
GOALS = {"to a plan": 30.0, "apply": 60.0, "together": 1024.0}
"""At 100,000 rows: seconds from the file to a reviewed plan, seconds to apply it, MiB of both processes together until the plan stands."""


@dataclass(frozen=True)
class Measured:
    """One size: seconds by step (and of them on the processor), MiB of the reading child, of the parent, and of both at one moment until
    the plan stood; how often a row's cells were wrong; what pandas took."""

    rows: int
    seconds: dict[str, float]
    processor: dict[str, float]
    child: float
    parent: float
    together: float
    counts: dict[str, int]
    differences: list[str]
    pandas: dict[str, float] = field(default_factory=dict)


@dataclass
class Report:
    """All sizes, and the toll of the kills where they were asked for."""

    people: int
    sizes: list[Measured] = field(default_factory=list)
    kills: str = ""

    def markdown(self) -> str:
        """The tables of the README."""
        lines = [
            f"A list of awards of 15 columns (.xlsx) into a register of {self.people:,} people, SQLite.",
            "",
            "| rows | read s | plan s | apply s | file to plan s | child MiB | parent MiB | together MiB | pandas + openpyxl s | its MiB | cells that differ |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        ]
        for one in self.sizes:
            steps = [f"{one.seconds[step]:.1f}" for step in STEPS]
            peer = [
                f"{one.pandas[name]:.{digits}f}" if one.pandas else "-"
                for name, digits in (("seconds", 1), ("memory", 0))
            ]
            to_plan = f"{one.seconds['read'] + one.seconds['plan']:.1f}"
            memory = [f"{size:.0f}" for size in (one.child, one.parent, one.together)]
            lines.append(
                "| " + " | ".join([f"{one.rows:,}", *steps, to_plan, *memory, *peer, str(len(one.differences))]) + " |"
            )
        lines += [
            "",
            "| processor time, s for 1,000 rows | " + " | ".join(f"{one.rows:,} rows" for one in self.sizes) + " |",
        ]
        lines.append("|---|" + "---:|" * len(self.sizes))
        for step in STEPS:
            each = [f"{1000 * one.processor[step] / one.rows:.3f}" for one in self.sizes]
            lines.append(f"| {step} | " + " | ".join(each) + " |")
        if self.kills:
            lines += ["", self.kills]
        return "\n".join(lines)


if __name__ == "__main__":
    _pandas(sys.argv[1])
