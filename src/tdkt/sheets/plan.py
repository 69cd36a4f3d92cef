"""A file from outside to a plan: every table found in it, every row sorted as new, refused, doubtful or ignored, every repair shown.

`read_plan` is what callers use; it opens the file in the child process of `guard.py`. `plan_of` is the same work inside that process.
What a row would change in the register is not known here: `operations` turns "new" into same, changes or conflict.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tdkt.law.catalogue import award as award_of
from tdkt.sheets import awards, disciplines, initiatives, models, movements, people, rankings, ratings, scores, units
from tdkt.sheets.abbreviations import office_words
from tdkt.sheets.archive import unpacked
from tdkt.sheets.codes import codes_in, is_code_list
from tdkt.sheets.columns import clean_code, clean_text, looks_like
from tdkt.sheets.context import TITLE_START, Context, GroupLine, Outline, read_group_line, read_title
from tdkt.sheets.grid import Grid, UnreadableFile, Value, shown
from tdkt.sheets.guard import LIMITS, Limits, each_in_child, in_child
from tdkt.sheets.headers import Column, Heading, Meaning, find_heading
from tdkt.sheets.kinds import SILENT_FIELDS, SINGLE_FIELDS, kind_of, names_persons, used_by
from tdkt.sheets.legacy import in_unicode, is_unsure, say_mended
from tdkt.sheets.lines import BESIDE, DATA, GROUP, NUMBERING, SIGNATURE, TOTAL, line_kind
from tdkt.sheets.listed import list_again, paper_decision, sections_of, titles_of
from tdkt.sheets.mapping import UNUSED, ColumnMapping, Said, columns_of, heading_said, lines_of, mappings_of, understood
from tdkt.sheets.opening import open_grids
from tdkt.sheets.problems import CodesList, ColumnUnread, Finding, KindUnknown, NoTable, RowUnclear
from tdkt.sheets.recognition import award_named
from tdkt.sheets.rows import Outcome, Row, Table, dittos

COMPOSERS: dict[str, Callable[[Row], list[Outcome]]] = {
    "awards": awards.compose,
    "people": people.compose,
    "units": units.compose,
    "ratings": ratings.compose,
    "models": models.compose,
    "movements": movements.compose,
    "initiatives": initiatives.compose,
    "disciplines": disciplines.compose,
    "scores": scores.compose,
    "rankings": rankings.compose,
}
"""What makes records of a row, by the kind of list."""

Plan = dict[str, Any]


def read_plan(
    name: str,
    content: bytes,
    *,
    limits: Limits = LIMITS,
    abbreviations: Mapping[str, str] | None = None,
    mappings: Iterable[Said] = (),
    pasted: bool = False,
) -> Plan:
    """The plan of one file, as `plan.md` of the contracts has it; `abbreviations` are the office's own, short to long (see
    `abbreviations.py`), `mappings` what somebody has said of columns (see `mapping.py`); `pasted`: no file but cells copied out of a sheet (`pasted.py`). Raises `UnreadableFile` with one Vietnamese sentence."""
    options = {"abbreviations": dict(abbreviations or {}), "mappings": list(mappings), "pasted": pasted}
    plan: Plan = in_child("plan", name, content, limits=limits, **options)
    return plan


def read_plans(
    files: Iterable[tuple[str, bytes]], *, limits: Limits = LIMITS, abbreviations: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Plan | UnreadableFile]]:
    """(name, plan or `UnreadableFile`) for each file in turn; one child reads them all, so that many small files cost one start.

    A zip archive gives a plan for each file in it ("lists.zip/2019/a.xlsx"); who needs the bytes too calls `archive.unpacked` first.
    """
    return each_in_child("plan", unpacked(files, limits=limits), limits=limits, abbreviations=dict(abbreviations or {}))


def plan_of(
    name: str,
    content: bytes,
    *,
    abbreviations: Mapping[str, str] | None = None,
    mappings: Iterable[Said] = (),
    pasted: bool = False,
) -> Plan:
    """The plan of one file, read here and now: only for the child process, and for files that the program wrote itself."""
    with office_words(abbreviations):
        opened = open_grids(content, pasted=pasted)
        parts = parts_of(opened.grids, mappings_of(mappings))
        parts += [_picture(page) for page in opened.pictures]
        if not parts and not pasted:
            parts = [_unread(name, "tệp không có chữ nào trong ô hay trong đoạn")]
        return {"file": name, "parts": parts}


def _picture(page: int) -> dict[str, Any]:
    return _unread(f"page {page}", f"trang {page} là ảnh chụp, không có chữ để đọc")


def _unread(where: str, why: str) -> dict[str, Any]:
    problem = Finding(KindUnknown, None, f": {why}").as_json(at=where, place="")
    return {"where": where, "kind": "unknown", "context": {}, "problems": [problem], "rows": []}


def parts_of(grids: Iterable[Grid], said: Mapping[str, ColumnMapping] | None = None) -> list[dict[str, Any]]:
    """The parts of a plan, one for each table of these grids; `said` is what somebody has said of columns, by their fingerprint."""
    parts: list[dict[str, Any]] = []
    before: Outline | None = None
    grids = list_again(in_unicode(grids))
    codes = codes_in(grids)
    for grid in grids:
        if is_code_list(grid):
            parts.append(_list_of_codes(grid))
            continue
        grid.codes = codes
        walk = Walk(grid, before, said or {})
        walk.run()
        say_mended(grid, walk.parts)
        parts += walk.parts
        # The tables of a paper stand under one title; each sheet has its own.
        before = walk.outline if grid.form in ONE_PAPER else None
    return parts


def _list_of_codes(grid: Grid) -> dict[str, Any]:
    rows = []
    for r, cells in enumerate(grid.cells):
        filled = [c for c, value in enumerate(cells) if value is not None]
        if filled:
            rows.append(ignored(grid.row_at(r, filled[0], filled[-1]), "codes"))
    problem = Finding(CodesList).as_json(at=grid.where, place="")
    return {"where": grid.where, "kind": "unknown", "context": {}, "problems": [problem], "rows": rows}


ONE_PAPER = frozenset({"word", "list", "pdf"})


def ignored(at: str, why: str, problems: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A row of the plan that is no row of the list; `why` is title, heading, group, total, signature, note …"""
    return {"at": at, "status": "ignored", "record": None, "problems": problems or [], "why": why}


class Walk:
    """One pass down a grid: titles above, headings, rows beneath, until the end. The result is in `parts`."""

    def __init__(self, grid: Grid, before: Outline | None, said: Mapping[str, ColumnMapping]):
        self.grid = grid
        self.said = said
        self.outline = before
        self.parts: list[dict[str, Any]] = []
        self._bands: list[Band] = []
        self._waiting: list[tuple[str, list[str]]] = [(at, [text]) for at, text in grid.above]
        self._busiest = 0

    def run(self) -> None:
        if self.grid.fields:
            self._begin(heading_of_fields(self.grid))
        row = 0
        while row < self.grid.height:
            cells = [value for value in self.grid.cells[row] if value is not None]
            if not cells:
                row += 1
                continue
            heading = (
                None if self.grid.fields else find_heading(self.grid, row) or heading_said(self.grid, row, self.said)
            )
            if heading is not None:
                if self._bands and _same_heading(heading, self._bands) and not self._bands[0].has_title_waiting():
                    for r in range(heading.first, heading.last + 1):
                        if any(value is not None for value in self.grid.cells[r]):
                            self._bands[0].ignore(r, "heading")
                else:
                    self._begin(heading)
                row = heading.last + 1
                continue
            if self._bands:
                for band in self._bands:
                    band.take(row, is_first=band is self._bands[0])
            else:
                self._busiest = max(self._busiest, len(cells))
                self._waiting.append((self._at(row), [shown(value) for value in cells]))
            row += 1
        if self._bands:
            below, opens = (
                self.grid.below,
                (i for i, (_, text) in enumerate(self.grid.below) if TITLE_START.match(text)),
            )
            cut = next(opens, len(below))
            self._bands[0].settle()
            self._bands[0].rows += [ignored(at, "below") for at, _ in below[:cut]]
            self._end()
            # Lines that open a further list without a table that could be read are no mere foot of this one.
            self._waiting = [(at, [text]) for at, text in below[cut:]]
        if self._waiting:
            self.parts.append(self._without_table())

    def _at(self, row: int) -> str:
        filled = [c for c, value in enumerate(self.grid.cells[row]) if value is not None]
        return self.grid.row_at(row, filled[0], filled[-1])

    def _begin(self, heading: Heading) -> None:
        waiting = self._waiting
        if self._bands:
            waiting = self._bands[0].give_waiting()
            self._end()
        outline = self._outline_under([text for _, lines in waiting for text in lines])
        bands = [Band(self.grid, part, outline, self.said) for part in side_by_side(heading)]
        bands[-1].reach = max(bands[-1].reach, self.grid.width - 1)
        for at, _ in waiting:
            bands[0].rows.append(ignored(at, "title"))
        for r in range(heading.first, heading.last + 1):
            if any(value is not None for value in self.grid.cells[r]):
                bands[0].ignore(r, "heading")
        self._bands, self._waiting, self.outline = bands, [], outline

    def _outline_under(self, lines: list[str]) -> Outline:
        """What the lines above a heading say; without a title of their own they go on under the one before."""
        before = self.outline
        sections = [line for line in lines if SECTION.match(line.strip())]
        titles = [line for line in lines if line not in sections]
        if self.grid.fields:
            sections, titles = sections_of(lines), titles_of(lines)
        if before is None or any(TITLE_START.match(line) for line in titles):
            title = read_title(titles)
            if before is not None:
                title = _title_after(title, before.title)
            if self.grid.form in ONE_PAPER and (own := paper_decision(lines)):
                title = title.under(own)
            if title.award is None and self.grid.form == "sheet" and (named := award_named(self.grid.where)):
                # A sheet named by an award ("HC QKQT") is a list of those who received it, unless a title says otherwise.
                title = replace(title, award=named, level=title.level or named.level)
            outline = Outline(title)
        else:
            outline = before.copy()
            for line in titles:
                outline.add(read_group_line(line))
        for line in sections:
            outline.add(read_group_line(line))
        return outline

    def _end(self) -> None:
        for band in self._bands:
            self.parts.append(band.part())
        self._bands = []

    def _without_table(self) -> dict[str, Any]:
        looks_tabular = self._busiest >= 3 and len(self._waiting) >= 3
        finding = (
            Finding(KindUnknown, None, ": không có dòng tên cột nào nhận ra được")
            if looks_tabular
            else Finding(NoTable)
        )
        return {
            "where": self.grid.where,
            "kind": "unknown",
            "context": {},
            "problems": [finding.as_json(at=self.grid.where, place="")],
            "rows": [ignored(at, "no-table") for at, _ in self._waiting],
            "lines": lines_of(self.grid),
        }


def _title_after(title: Context, before: Context) -> Context:
    """A further title on the same sheet or in the same paper: without a decision of its own it goes on under the one before, and
    without an award of its own it lists other receivers of the same."""
    if title.decision_number is not None and title.decision_number != before.decision_number:
        return title
    kept = replace(before, recipient=None, unit=None, title=None)
    if title.award is not None or title.years is not None:
        kept = Context(
            decision_number=before.decision_number, decision_date=before.decision_date, signed_level=before.signed_level
        )
    return title.under(kept)


SECTION = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])\s*[./)]\s*\S")
"""A numbered section that stands between a title and the heading of its table."""


def heading_of_fields(grid: Grid) -> Heading:
    """The heading that rows made from running text have instead of a line of titles: it stands on no row."""
    return Heading(0, -1, tuple(Column(index, label, Meaning((name,))) for index, name, label in grid.fields))


def side_by_side(heading: Heading) -> list[Heading]:
    """The heading cut where an empty column parts two lists that stand side by side."""
    cuts = [0]
    columns = heading.columns
    for i in range(1, len(columns)):
        if columns[i].index - columns[i - 1].index > 1 and _repeats(columns[cuts[-1] : i], columns[i:]):
            cuts.append(i)
    return [
        Heading(heading.first, heading.last, columns[start:end])
        for start, end in zip(cuts, [*cuts[1:], len(columns)], strict=True)
    ]


def _repeats(left: tuple[Column, ...], right: tuple[Column, ...]) -> bool:
    first = {column.meaning.field for column in left if column.meaning}
    return any(column.meaning and column.meaning.field in first & {"number", "name", "collective"} for column in right)


def _same_heading(heading: Heading, bands: list["Band"]) -> bool:
    known = [(column.index, column.label) for band in bands for column in band.heading.columns if column.label]
    return [(column.index, column.label) for column in heading.columns] == known


class Band:
    """One table while its rows are read: the heading, the group lines in force, and the rows so far."""

    def __init__(self, grid: Grid, heading: Heading, outline: Outline, mappings: Mapping[str, ColumnMapping]):
        heading, kind = understood(heading, mappings)
        self.grid, self.heading, self.outline = grid, heading, outline
        named = outline.title.award.words if outline.title.award else ""
        self.kind = kind_of(heading, f"{outline.title.title or named} {outline.words()}")
        if (self.kind == "unknown" or grid.fields) and outline.current().award is not None:
            self.kind = "awards"
        self.kind = kind or self.kind
        self.table = Table(
            grid, heading, self.kind, widths=code_widths(grid, heading), sheet_years=sheet_years(grid.where)
        )
        self.rows: list[dict[str, Any]] = []
        self.reach = heading.right
        """The last column that may hold something of this table: those without a name beside it are shown too."""
        self._opening = outline.current()
        self._numbers = frozenset(column.index for column in heading.of("number"))
        self._names = frozenset(c.index for name in NAME_FIELDS for c in heading.of(name)) or frozenset(
            c.index for c in heading.of("unit")
        )
        self._before: dict[int, Value] = {}
        self._waiting: list[tuple[int, str]] = []
        self._after = ""
        self._ended = False
        self._unread: dict[int, str] = {}
        self._known = {column.index for column in heading.columns}
        taken = used_by(self.kind, heading) | SILENT_FIELDS | {UNUSED}
        self._unknown = [
            column
            for column in heading.columns
            if column.meaning is None or not taken.intersection(column.meaning.fields)
        ]
        self._doubles = doubles(heading)
        self._names_people = names_persons(heading) and not {"collective", "recipient"} & heading.fields()
        self._single = self.kind in ("people", "ratings", "disciplines")

    # --- rows

    def ignore(self, row: int, why: str, problems: list[dict[str, Any]] | None = None) -> None:
        self.rows.append(ignored(self._at(row), why, problems))

    def _at(self, row: int) -> str:
        return self.grid.row_at(row, self.heading.left, self.heading.right)

    def take(self, row: int, *, is_first: bool) -> None:
        """Read one line beneath the heading."""
        left, right = self.heading.left, self.heading.right
        cells = self.grid.cells[row]
        own = [(c, cells[c]) for c in range(left, min(right + 1, len(cells))) if cells[c] is not None]
        if not own:
            # Cells outside the table are nobody's row; one part mentions the line, so that none is lost.
            if is_first and len(self.grid.cells[row]):
                self.ignore(row, "beside")
            return
        sunk = self.grid.sunk.get(row, [])
        kind, words = line_kind(
            own,
            number_columns=self._numbers,
            name_columns=self._names,
            lists_people=self._single or self.outline.current().recipient == "individual",
            names_people=self._single or self._names_people,
            after=self._after,
            has_sunk_name=any(c in self._names for c, _ in sunk),
        )
        if self.grid.row_kinds is not None:
            kind, words = self.grid.row_kinds[row], shown(own[0][1])
        elif self._is_past_end(row):
            kind = BESIDE
        elif kind == DATA and self._heads_people(row, own):
            kind, words = GROUP, " ".join(shown(value) for _, value in own)
        if kind == DATA:
            self.settle()
            self._after = ""
            self._read(row, own, sunk)
        elif kind == GROUP:
            self._waiting.append((row, words))
        else:
            self.settle()
            if kind in (TOTAL, SIGNATURE):
                self._after = kind if self._after != SIGNATURE else SIGNATURE
            self.ignore(row, "heading" if kind == NUMBERING else kind)

    def _is_past_end(self, row: int) -> bool:
        """Whether the list of points has ended: beneath an empty line such workbooks keep bands and rankings of their own."""
        if self.kind == "scores" and not self._numbers and self.heading.of("unit") and row > self.heading.last + 1:
            self._ended = self._ended or all(value is None for value in self.grid.cells[row - 1])
        return self._ended

    def _heads_people(self, row: int, own: list[tuple[int, Value]]) -> bool:
        """Whether a numbered unit with nothing beside it stands over its people: persons alone receive the award, or the numbers beneath
        go on from its own ("1", then "1.1")."""
        if not self._names_people or len(own) != 2 or own[0][0] not in self._numbers or own[1][0] not in self._names:
            return False
        number, name = shown(own[0][1]).strip(" ."), own[1][1]
        if not isinstance(name, str) or looks_like(name) != "collective":
            return False
        self.settle()
        said = self.outline.current()
        if said.recipient in ("collective", "household"):
            return False
        code = said.award.code if said.award else None
        if code is not None and award_of(code).recipients == {"individual"}:
            return True
        below = (
            shown(value)
            for column in self._numbers
            if row + 1 < self.grid.height and (value := self.grid.value(row + 1, column))
        )
        return any(each.startswith(f"{number}.") for each in below)

    def has_title_waiting(self) -> bool:
        """Whether the lines since the last row open a new list."""
        return any(TITLE_START.match(words) for _, words in self._waiting)

    def give_waiting(self) -> list[tuple[str, list[str]]]:
        """The lines since the last row: they are the titles of the table that begins now."""
        given = [(self._at(row), [words]) for row, words in self._waiting]
        self._waiting = []
        return given

    def settle(self) -> None:
        """Takes the lines since the last row for what they say of the rows that follow."""
        for row, words in self._waiting:
            line = read_group_line(words)
            if line.said.unit and is_unsure(self.grid, row):
                # Who stands under a unit whose name cannot be read has no unit that is known.
                line = replace(line, said=replace(line.said, unit=""))
            if line.says_something:
                self.outline = self.outline.copy()
                self.outline.add(line)
            elif self.kind in ("awards", "people", "ratings"):
                self._mention(row, line)
                continue
            self.ignore(row, "group")
        self._waiting = []

    def _mention(self, row: int, line: GroupLine) -> None:
        """A line that says nothing known: refused where it may be a person without a number, else left aside with a warning."""
        filled = (column for column in self.heading.columns if self.grid.value(row, column.index) is not None)
        column = next(filled, self.heading.columns[0])
        finding = Finding(RowUnclear, clean_text(line.text)[0] or line.text)
        problem = finding.as_json(at=self.grid.cell_at(row, column.index), place=self.grid.spoken_row(row))
        may_be_person = looks_like(line.text) == "individual" and (
            not line.text.isupper() if line.is_numbered else column.index in self._names
        )
        if may_be_person:
            self.rows.append({"at": self._at(row), "status": "refused", "record": None, "problems": [problem]})
        else:
            self.ignore(row, "group", [problem | {"level": "warning"}])

    def _read(self, row: int, own: list[tuple[int, Value]], sunk: list[tuple[int, Value]]) -> None:
        values = dict(own)
        for column, value in sunk:
            values.setdefault(column, value)
        repairs = dittos(self.table, values, self._before)
        for first, second in self._doubles:
            if values.get(first.index) is not None and values.get(second.index) not in (None, values[first.index]):
                self._unread.setdefault(second.index, second.label)
        for unknown in self._unknown:
            if values.get(unknown.index) is not None:
                self._unread.setdefault(unknown.index, unknown.label)
        if len(values) > len(self._known) or not self._known.issuperset(values):
            for column in values.keys() - self._known:
                self._unread.setdefault(column, "")
        compose = COMPOSERS.get(self.kind)
        if compose is None:
            self.ignore(row, "unknown")
            return
        reading = Row(self.table, row, values, self.outline.current())
        for finding, where in repairs:
            reading.record(finding, where)
        for finding, index in self.grid.findings.get(row, ()):
            reading.record(finding, next((c for c in self.heading.columns if c.index == index), None))
        outcomes = compose(reading)
        self._before = self._before | values if self._before.keys() - values.keys() else values
        problems = reading.problems()
        at = self._at(row)
        for outcome in outcomes:
            said: dict[str, Any] = {"at": at, "status": outcome.status, "record": outcome.record, "problems": problems}
            if outcome.status == "ignored":
                said["why"] = "empty"
            if outcome.candidates is not None:
                said["candidates"] = outcome.candidates
            self.rows.append(said)

    # --- the part

    def part(self) -> dict[str, Any]:
        self.settle()
        problems = []
        if self.kind == "unknown":
            columns = ", ".join(column.label for column in self.heading.columns[:6])
            problems.append(
                Finding(KindUnknown, None, f" (các cột: {columns})").as_json(at=self._at(self.heading.first), place="")
            )
        else:
            for index, label in sorted(self._unread.items()):
                at = self.grid.cell_at(max(0, self.heading.last), index)
                problems.append(
                    Finding(ColumnUnread, label or at).as_json(at=at, place=self.grid.spoken_row(self.heading.last))
                )
        return {
            "where": self.grid.where,
            "kind": self.kind,
            "context": {
                k: v
                for k, v in self._opening.as_json().items()
                if self.kind in ("awards", "ratings", "unknown") or k in ALWAYS_SAID
            },
            "problems": problems,
            "rows": self.rows,
            "columns": columns_of(self.grid, self.heading, last=self.reach),
        }


NAME_FIELDS = (
    "name",
    "collective",
    "household",
    "name_family",
    "model_name",
    "model_type",
    "movement_name",
    "initiative",
    "criterion",
)


ALWAYS_SAID = ("title", "unit", "as_of")
"""What a title says to every kind of list; the rest speaks of awards."""


def doubles(heading: Heading) -> list[tuple[Column, Column]]:
    """Pairs of columns that mean the same one thing: the record takes the first."""
    first: dict[str, Column] = {}
    pairs = []
    for column in heading.columns:
        meaning = column.meaning
        if meaning is None or len(meaning.fields) > 1 or meaning.award is not None or meaning.year is not None:
            continue
        if meaning.field in SINGLE_FIELDS and meaning.field in first:
            pairs.append((first[meaning.field], column))
        first.setdefault(meaning.field, column)
    return pairs


def code_widths(grid: Grid, heading: Heading) -> dict[int, int | None]:
    """For each column of service numbers: the one width that its numbers have, or None where they have no one width."""
    widths: dict[int, int | None] = {}
    for column in heading.of("service_number"):
        values = (clean_code(grid.value(r, column.index))[0] for r in range(heading.last + 1, grid.height))
        counts = Counter(len(value) for value in values if value and value.isdigit())
        if not counts:
            continue
        width, times = counts.most_common(1)[0]
        # Lost zeros only shorten: the usual width must also be the greatest.
        is_fixed = width == max(counts) and times * 3 >= sum(counts.values()) * 2
        widths[column.index] = width if is_fixed else None
    return widths


def sheet_years(where: str) -> tuple[int, int] | None:
    """The year when a sheet is named by it and by nothing else: "2019", "Năm 2019"."""
    found = re.fullmatch(r"(?:năm\s*)?((?:19|20)\d\d)", where.strip(), re.IGNORECASE)
    return (int(found[1]), int(found[1])) if found else None
