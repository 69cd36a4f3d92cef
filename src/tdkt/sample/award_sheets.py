"""How an award list is written: the hands in which an office's clerks lay out and type, and the writer that follows them.

Everything a hand does (group lines, "nt", tone marks, dates in any style) stays legible and leaves one meaning; the list that is broken on
purpose is written by `broken_list`.
"""

import random
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tdkt.sample.awards import DIRECTOR, SIGNERS, Conferral, Decision
from tdkt.sample.paper import Cell, Column, Sheet, Workbook, long_date, words_of
from tdkt.sample.people import Person, emulation_room, force
from tdkt.sample.seed import chance
from tdkt.sample.typing_habits import other_tones
from tdkt.sample.units import TEAM_LEVEL, Unit, home_of

HEADS = ("BỘ CÔNG AN", "CÔNG AN TỈNH QUẢNG NAM")
PLACE = "Quảng Nam"


@dataclass(frozen=True)
class Hand:
    """How one clerk lays out a list.

    `identity`: columns that tell people apart, "born", "number" or "both". `rank`: a column of its own, before the name ("in name") or with
    the post ("joint"). `units`: the whole name in one cell ("comma"), two columns ("two"), or lines of their own above the people ("lines").
    `ditto`: how a repeated unit is written, empty to repeat it. `dates`: "date" cells or text ("slash", "dot", "mixed"). `tones`: share of words
    whose tone mark stands where the other school puts it. `apart`: collectives and individuals on two sheets.
    `other_headings`: the longer names of columns, broken over two lines.
    """

    identity: str = "born"
    rank: str = "column"
    units: str = "comma"
    ditto: str = ""
    dates: str = "date"
    upper: bool = False
    address: str = ""
    tones: float = 0.0
    blanks: float = 0.0
    decomposed: bool = False
    numbered: bool = False
    apart: bool = False
    hidden: str = ""
    text_numbers: bool = False
    sections: tuple[str, str] = ("I. TẬP THỂ", "II. CÁ NHÂN")
    total: bool = True
    signature: bool = True
    heading_name: str = "Họ và tên"
    other_headings: bool = False


HANDS = (
    Hand(),
    Hand(
        identity="both",
        units="two",
        dates="slash",
        numbered=True,
        sections=("A. TẬP THỂ", "B. CÁ NHÂN"),
        tones=0.5,
        hidden="Sheet2",
    ),
    Hand(identity="number", ditto="nt", tones=1.0, blanks=0.1, heading_name="Họ tên", total=False),
    Hand(
        units="lines",
        rank="in name",
        dates="dot",
        text_numbers=True,
        other_headings=True,
        sections=("I/ Tập thể:", "II/ Cá nhân:"),
    ),
    Hand(identity="both", upper=True, ditto="-nt-", dates="mixed", apart=True, heading_name="Họ và Tên"),
    Hand(rank="joint", dates="slash", tones=0.3, blanks=0.2, numbered=True, hidden="_CapBac"),
    Hand(identity="number", address="Đ/c ", units="two", ditto='"', decomposed=True, signature=False),
    Hand(
        identity="both",
        dates="dot",
        apart=True,
        tones=1.0,
        text_numbers=True,
        total=False,
        sections=("TẬP THỂ", "CÁ NHÂN"),
    ),
)


@dataclass(frozen=True)
class ListFile:
    """One award workbook to be written: its path in the folder, the day of its (last) decision, and its sheets."""

    path: str
    day: date
    sheets: tuple["ListSheet", ...]
    hand: Hand


@dataclass(frozen=True)
class ListSheet:
    """One list: a group under a title; `by_row` when award and decision stand in columns of each row; `parts` split the group by award."""

    name: str
    title: tuple[str, ...]
    conferrals: tuple[Conferral, ...]
    attached: str
    by_row: bool = False
    parts: tuple[tuple[str, tuple[Conferral, ...]], ...] = ()


def attached(decision: Decision) -> str:
    """The line under the title that names the decision or submission."""
    paper = "Tờ trình" if decision.proposed else "Quyết định"
    return f"(Kèm theo {paper} số {decision.symbol} {words_of(decision.day)} của {SIGNERS[decision.letters]})"


def kinds(conferrals: Iterable[Conferral]) -> str:
    kinds = {isinstance(c.receiver, Unit) for c in conferrals}
    return {frozenset((True,)): "TẬP THỂ", frozenset((False,)): "CÁ NHÂN"}.get(frozenset(kinds), "TẬP THỂ, CÁ NHÂN")


def write_list(path: Path, file: ListFile) -> None:
    """Write one award workbook."""
    made = datetime(file.day.year, file.day.month, file.day.day, 8, 30) + timedelta(days=1)  # noqa: DTZ001
    with Workbook(path, made=made, title=file.sheets[0].title[0]) as workbook:
        for sheet in file.sheets:
            for part in _leaves(sheet, file.hand):
                _Writer(workbook, part, file).write()
        if file.hand.hidden:
            workbook.hidden(file.hand.hidden, very=file.hand.hidden.startswith("_"))


def _leaves(sheet: ListSheet, hand: Hand) -> list[ListSheet]:
    """The sheet itself, or two: collectives and individuals apart."""
    halves = [tuple(c for c in sheet.conferrals if isinstance(c.receiver, kind)) for kind in (Unit, Person)]
    if not hand.apart or sheet.parts or not all(halves):
        return [sheet]
    titles = [tuple(line.replace("TẬP THỂ, CÁ NHÂN", word) for line in sheet.title) for word in ("TẬP THỂ", "CÁ NHÂN")]
    return [
        ListSheet(name, title, rows, sheet.attached, sheet.by_row)
        for name, title, rows in zip(("Tập thể", "Cá nhân"), titles, halves, strict=True)
    ]


class _Writer:
    """Writes one list in one hand."""

    def __init__(self, workbook: Workbook, what: ListSheet, file: ListFile) -> None:
        self._what = what
        self._hand = file.hand
        self._stream = chance(f"{file.path} {what.name}")
        self._people = any(isinstance(c.receiver, Person) for c in what.conferrals)
        self._fields = self._choose_fields()
        name = Column(self._name_heading(), 46 if self._wide_names() else 27)
        columns = _COLUMNS if self._people else {**_COLUMNS, "note": Column("Ghi chú", 44)}
        if self._hand.other_headings:
            columns = {**columns, **_OTHER_COLUMNS}
        self._columns = [columns[field] if field != "name" else name for field in self._fields]
        self._sheet: Sheet = workbook.sheet(what.name, self._columns, landscape=what.by_row)
        self._above: dict[str, str] = {}

    def write(self) -> None:
        what, sheet = self._what, self._sheet
        superior, body = HEADS
        sheet.heads(superior=superior, body=body)
        sheet.title(*[self._typed(line, dirty=False) for line in what.title], attached=what.attached)
        sheet.header(numbered=self._hand.numbered)
        for heading, rows in what.parts:
            self._section(heading)
            self._halves(rows, ("1. Tập thể", "2. Cá nhân"))
        if not what.parts:
            self._halves(what.conferrals, self._hand.sections)
        self._close()

    def _halves(self, conferrals: Sequence[Conferral], headings: tuple[str, str]) -> None:
        """Collectives, then people; a heading over each where there are both."""
        halves = [[c for c in conferrals if isinstance(c.receiver, kind)] for kind in (Unit, Person)]
        for heading, half in zip(headings, halves, strict=True):
            if all(halves):
                self._section(heading)
            self._rows(half)

    def _choose_fields(self) -> list[str]:
        hand = self._hand
        if not self._people:
            fields = ["stt", "name", *(["house"] if hand.units == "two" and self._teams() else [])]
        else:
            fields = ["stt", "name"]
            fields += {"born": ["born"], "number": ["number"], "both": ["born", "number"]}[hand.identity]
            fields += {"column": ["rank", "post"], "in name": ["post"], "joint": ["rank_post"]}[hand.rank]
            fields += {"comma": ["unit"], "two": ["team", "house"], "lines": []}[hand.units]
        if self._what.by_row:
            fields += ["award"]
            fields += ["class"] if any(c.class_ for c in self._what.conferrals) else []
            fields += ["decision", "decided"]
        return [*fields, "note"]

    def _teams(self) -> bool:
        return any(isinstance(c.receiver, Unit) and c.receiver.level == TEAM_LEVEL for c in self._what.conferrals)

    def _wide_names(self) -> bool:
        return any(isinstance(c.receiver, Unit) for c in self._what.conferrals)

    def _name_heading(self) -> str:
        headings = {"TẬP THỂ": "Tên tập thể", "CÁ NHÂN": self._hand.heading_name}
        return headings.get(kinds(self._what.conferrals), "Họ và tên / Tên tập thể")

    def _section(self, text: str) -> None:
        self._sheet.group(text, merged=self._stream.random() < 0.6)
        self._above = {}

    def _rows(self, conferrals: Sequence[Conferral]) -> None:
        house = ""
        for number, conferral in enumerate(conferrals, start=1):
            receiver = conferral.receiver
            if isinstance(receiver, Person) and self._hand.units == "lines":
                own = home_of(receiver.unit_on(conferral.decision.day)).name
                if own != house:
                    house = own
                    self._sheet.group(self._typed(house))
            cells = (
                self._unit_cells(conferral, receiver)
                if isinstance(receiver, Unit)
                else self._person_cells(conferral, receiver)
            )
            cells["stt"] = f"{number:02}" if self._hand.text_numbers else number
            self._sheet.line([self._ditto(field, cells.get(field)) for field in self._fields])

    def _unit_cells(self, conferral: Conferral, unit: Unit) -> dict[str, Cell]:
        apart = "house" in self._fields and unit.level == TEAM_LEVEL
        name = unit.name if apart else unit.full
        cells: dict[str, Cell] = {"name": self._typed(name)}
        if apart:
            cells["house"] = self._typed(unit.parent)
        return {**cells, **self._award_cells(conferral)}

    def _person_cells(self, conferral: Conferral, person: Person) -> dict[str, Cell]:
        day = conferral.decision.day
        unit, post, rank = person.unit_on(day), person.step_on(day).post, self._typed(person.rank_on(day))
        name = self._name(person, rank)
        team = unit.name if unit.level not in ("Cấp phòng", "Cấp huyện", "Cấp tỉnh") else ""
        return {
            "name": name,
            "born": self._date(person.born),
            "number": person.number,
            "rank": rank,
            "post": self._typed(post),
            "rank_post": f"{rank}, {self._typed(post)}",
            "unit": self._typed(unit.full),
            "team": self._typed(team),
            "house": self._typed(home_of(unit).name),
            **self._award_cells(conferral),
        }

    def _award_cells(self, conferral: Conferral) -> dict[str, Cell]:
        return {
            "award": conferral.award,
            "class": conferral.class_ or None,
            "decision": conferral.decision.symbol,
            "decided": self._date(conferral.decision.day),
        }

    def _ditto(self, field: str, cell: Cell) -> Cell:
        """The mark for "as above" where the cell repeats the one above; the first row of a section always says it in full."""
        if field not in ("unit", "house", "decision", "decided") or not isinstance(cell, str) or not self._hand.ditto:
            return cell
        same = self._above.get(field) == cell
        self._above[field] = cell
        return self._hand.ditto if same else cell

    def _name(self, person: Person, rank: str) -> str:
        name = self._typed(person.name)
        if self._hand.upper:
            name = name.upper()
        if self._hand.rank == "in name":
            return f"{rank} {name}"
        return f"{self._hand.address}{name}"

    def _typed(self, text: str, *, dirty: bool = True) -> str:
        """The text as this hand types it: tone marks, double blanks, letters taken apart."""
        if dirty and self._stream.random() < self._hand.tones:
            text = other_tones(text)
        if dirty and " " in text and self._stream.random() < self._hand.blanks:
            text = text.replace(" ", "  ", 1)
        return unicodedata.normalize("NFD", text) if self._hand.decomposed else text

    def _date(self, day: date) -> Cell:
        style = self._hand.dates
        if style == "mixed":
            style = self._stream.choice(("date", "slash", "dot", "short"))
        if style == "date":
            return day
        return {"slash": f"{day:%d/%m/%Y}", "dot": f"{day:%d.%m.%Y}", "short": f"{day.day}/{day.month}/{day.year}"}[
            style
        ]

    def _close(self) -> None:
        rows = self._what.conferrals
        people = sum(isinstance(c.receiver, Person) for c in rows)
        bodies = len(rows) - people
        if self._hand.total:
            counted = ([f"{bodies:02} tập thể"] if bodies else []) + ([f"{people:02} đồng chí"] if people else [])
            self._sheet.total(f"Tổng cộng: {', '.join(counted)}./.")
        if not self._hand.signature:
            return
        day = max(c.decision.day for c in rows)
        if rows[0].decision.letters == DIRECTOR:
            self._sheet.signature(place_and_day="", office=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name=deputy_director(day))
        else:
            room = emulation_room(day).upper().removeprefix("PHÒNG ")
            self._sheet.signature(
                place_and_day=long_date(PLACE, day + timedelta(days=2)), office=("TL. GIÁM ĐỐC", f"TRƯỞNG PHÒNG {room}")
            )


_COLUMNS = {
    "stt": Column("STT", 6, "center"),
    "born": Column("Ngày sinh", 13, "center"),
    "number": Column("Số hiệu", 12, "center"),
    "rank": Column("Cấp bậc", 13),
    "post": Column("Chức vụ", 22),
    "rank_post": Column("Cấp bậc, chức vụ", 28),
    "unit": Column("Đơn vị công tác", 46),
    "team": Column("Đội, tổ công tác", 32),
    "house": Column("Đơn vị", 36),
    "award": Column("Hình thức khen thưởng", 24),
    "class": Column("Hạng", 8, "center"),
    "decision": Column("Số QĐ", 16, "center"),
    "decided": Column("Ngày QĐ", 13, "center"),
    "note": Column("Ghi chú", 12),
}

_OTHER_COLUMNS = {
    "born": Column("Ngày, tháng,\nnăm sinh", 14, "center"),
    "number": Column("Số hiệu CAND", 14, "center"),
    "rank": Column("Cấp bậc hàm", 13),
    "decision": Column("Số quyết định", 16, "center"),
    "decided": Column("Ngày ký", 13, "center"),
    "award": Column("Hình thức\nkhen thưởng", 24),
}


def deputy_director(day: date) -> str:
    """The name of the (invented) deputy director who signs on this day."""
    return next(p.name for p in force() if p.step_on(day).post == "Phó Giám đốc" and p.serves_on(date(2020, 6, 1)))


BROKEN = "loi/bang-khen-loi.xlsx"


def broken_list(path: Path) -> None:
    """A small list with what cannot be read: a damaged name, and a 31st of February. For tests and pictures only."""
    stream: random.Random = chance("broken")
    day = date(2019, 11, 20)
    good = stream.sample([p for p in force() if p.serves_on(day) and p.service_on(day) > 6], 5)
    columns = (
        Column("STT", 6, "center"),
        Column("Họ và tên", 27),
        _COLUMNS["born"],
        _COLUMNS["rank"],
        _COLUMNS["post"],
        _COLUMNS["unit"],
        _COLUMNS["note"],
    )
    with Workbook(path, made=datetime(2019, 11, 21, 8, 30), title="Danh sách có dòng hỏng") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Sheet1", columns)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        decision = Decision(3921, "UBND", day)
        sheet.title(
            "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN", "CỦA CHỦ TỊCH UBND TỈNH QUẢNG NAM", attached=attached(decision)
        )
        sheet.header()
        for number, person in enumerate(good, start=1):
            unit = person.unit_on(day).full
            cells: list[Cell] = [
                number,
                person.name,
                person.born,
                person.rank_on(day),
                person.step_on(day).post,
                unit,
                None,
            ]
            if number == 2:
                cells[1] = "Tr?n V?n B"
            if number == 4:
                cells[2] = "31/02/1984"
            sheet.line(cells)
        sheet.total("Tổng cộng: 05 đồng chí./.")
