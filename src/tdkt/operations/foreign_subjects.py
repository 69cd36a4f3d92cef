"""Units and subjects of foreign exchange tables: which row of the register each id is, or becomes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tdkt.exchange.lines import Line, Lines
from tdkt.operations.desk import Desk, Row
from tdkt.operations.directory import KnownPerson, spelling
from tdkt.operations.people import amend_people, new_subject, sort_out
from tdkt.operations.units import amend_unit, enter_unit
from tdkt.records.models import (
    Departure,
    Person,
    Subject,
    Succession,
    Unit,
    UnitStanding,
)
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold, nfc

KINDS = {
    "units": "units",
    "subjects": "people",
    "ratings": "ratings",
    "awards": "awards",
    "initiatives": "initiatives",
    "disciplines": "disciplines",
    "rankings": "rankings",
    "models": "models",
}
"""The kind of list that each table is in a plan; a table of another name keeps its own."""


@dataclass
class Known:
    """A subject of the tables in the register: its row, its unit if it is one, and the force that the tables give it."""

    key: int
    unit: int | None = None
    belongs: int | None = None
    kind: str = "individual"
    force: str = ""


@dataclass
class ForeignSubjects:
    """The tables while they are taken in: which row of the register each id has become, and what became of each line."""

    read: Mapping[str, Lines]
    desk: Desk
    units: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, Known] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def take_in(self) -> None:
        """Units before those who belong to them, subjects before what is told of them."""
        self._units()
        self._subjects()
        self._standings()
        self._departures()

    def parts(self) -> list[dict[str, Any]]:
        """The parts of the plan, one for each table, with its lines in their order."""
        return [
            {
                "where": name,
                "kind": KINDS.get(name, name),
                "context": {},
                "problems": [],
                "rows": [r.plan for r in rows],
            }
            for name, rows in self.rows.items()
        ]

    def lines(self, name: str) -> list[tuple[Line, Row]]:
        """The lines of a table, each with its row of the plan."""
        if name not in self.read:
            return []
        read = self.read[name]
        part = {"kind": KINDS.get(name, name), "context": {}}
        found = []
        for line in read.lines:
            record = {column: cell for column, cell in line.cells.items() if cell is not None}
            plan = {"at": read.at(line), "status": "new", "record": record, "problems": []}
            found.append((line, Row(plan=plan, part=part)))
        self.rows[name] = [row for _, row in found]
        return found

    def of_subjects(self, name: str, column: str = "subject_id") -> list[tuple[Line, Row, Known]]:
        """The lines of a table whose subject is in the register; the others are refused with their subject."""
        kept = []
        for line, row in self.lines(name):
            told = line[column]
            known = self.subjects.get(told or "")
            if known is not None:
                row.plan["subject"] = known.key
                kept.append((line, row, known))
            elif told in self.told_of:
                refuse(
                    row,
                    "subject-not-entered",
                    f"Đối tượng “{told}” chưa vào được sổ.",
                    "Xem dòng của đối tượng ấy.",
                    told,
                )
            else:
                raise self.read[name].bad(
                    line, column, f"bảng subjects không có mã “{told}”.", f"table subjects has no id “{told}”."
                )
        return kept

    # --- units ------------------------------------------------------------------------------------

    def _units(self) -> None:
        lines = {line["unit_id"] or "": (line, row) for line, row in self.lines("units")}
        waiting = dict(lines)
        while waiting:
            ready = {key: pair for key, pair in waiting.items() if (pair[0]["parent_id"] or "") not in waiting}
            if not ready:
                line, _ = next(iter(waiting.values()))
                raise self.read["units"].bad(
                    line, "parent_id", "các đơn vị này là cấp trên của nhau.", "these units are above one another."
                )
            self._enter_units(ready, lines)
            waiting = {key: pair for key, pair in waiting.items() if key not in ready}
        self._successions(lines)

    def _enter_units(self, ready: Mapping[str, tuple[Line, Row]], lines: Mapping[str, Any]) -> None:
        for key, (line, row) in ready.items():
            above = line["parent_id"]
            if above is not None and above not in lines:
                raise self.read["units"].bad(
                    line, "parent_id", f"không có đơn vị “{above}”.", f"there is no unit “{above}”."
                )
            if line["name"] is None:
                refuse(row, "name-missing", "Đơn vị không có tên.", "Ghi tên ở cột name.")
                continue
            parent = self.words.get(above or "")
            self.words[key] = f"{line['name']}, {parent}" if parent else line["name"]
            row.plan["record"] = row.record | {"parent": parent}
        for key, (line, row) in ready.items():
            if row.plan["status"] != "new":
                continue
            over, founded, ended = self.units.get(line["parent_id"] or ""), day_of(line["from"]), day_of(line["to"])
            known = self._known_unit(line["name"] or "", over, founded, ended)
            if known is None:
                self.units[key] = enter_unit(row, self.desk, over, founded, ended)
            else:
                self.units[key] = known
                amend_unit(row, self.desk, known, ended)

    def _known_unit(self, name: str, over: int | None, founded: date | None, ended: date | None) -> int | None:
        """The unit of the register with this name, parent and days that no other id of the tables is: two ids are two units."""
        taken = set(self.units.values())
        named = [self.desk.directory.units[key] for key in self.desk.directory.units_named(name, on=None, under=None)]
        fits = [
            unit
            for unit in named
            if unit.id not in taken
            and unit.parent_id == over
            and (founded is None or unit.founded is None or unit.founded == founded)
            and (ended is None or unit.ended is None or unit.ended == ended)
        ]
        exact = [unit for unit in fits if (unit.founded, unit.ended) == (founded, ended)]
        return (exact or fits)[0].id if exact or fits else None

    def _successions(self, lines: Mapping[str, tuple[Line, Row]]) -> None:
        known = set(Succession.objects.values_list("predecessor_id", "successor_id"))
        for key, (line, row) in lines.items():
            before = [one.strip() for one in (line["succeeds"] or "").split(";") if one.strip()]
            for one in before:
                if one not in lines:
                    row.note(
                        "unit-predecessor-unknown",
                        value=one,
                        message=f"Bảng units không có đơn vị tiền thân “{one}”.",
                        remedy="Thêm đơn vị ấy vào bảng units rồi nhập lại.",
                    )
                old, new = self.units.get(one), self.units.get(key)
                if old is None or new is None or (old, new) in known:
                    continue
                self.desk.sources([row])
                self.desk.pen.add_one(
                    Succession(
                        predecessor_id=old,
                        successor_id=new,
                        kind="merge" if len(before) > 1 else "rename",
                        on_date=day_of(line["from"]),
                        source=row.source,
                    )
                )
                if row.plan["status"] != "new":
                    row.complete(["succeeds"])

    # --- subjects -----------------------------------------------------------------------------------

    def _subjects(self) -> None:
        lines = self.lines("subjects")
        self.told_of = {line["subject_id"]: line for line, _ in lines}
        before = self._earlier()
        named: list[tuple[Line, Row]] = []
        for line, row in lines:
            if line["unit_id"] is not None and line["unit_id"] not in self.units and not self._unit_waits(line):
                raise self.read["subjects"].bad(
                    line,
                    "unit_id",
                    f"bảng units không có mã “{line['unit_id']}”.",
                    f"table units has no id “{line['unit_id']}”.",
                )
            if line["name"] is None:
                refuse(row, "name-missing", "Đối tượng không có tên.", "Ghi tên ở cột name.", line["subject_id"])
            else:
                named.append((line, row))
        self._people([pair for pair in named if pair[0]["kind"] == "individual"], before)
        self._bodies([pair for pair in named if pair[0]["kind"] != "individual"], before)
        self._complete_since(named)

    def _unit_waits(self, line: Line) -> bool:
        """Whether the unit of a subject is one that was refused."""
        return "units" in self.read and any(one["unit_id"] == line["unit_id"] for one in self.read["units"].lines)

    def _earlier(self) -> dict[str, int]:
        """Subjects by the id that an earlier folder of the same name gave them, where those imports still stand."""
        entered = Subject.objects.filter(
            source__batch__file_name=self.desk.batch.file_name, source__batch__state="applied"
        ).exclude(source__batch=self.desk.batch)
        return {
            record["subject_id"]: key
            for key, record in entered.values_list("pk", "source__record")
            if "subject_id" in record
        }

    def _people(self, lines: list[tuple[Line, Row]], before: Mapping[str, int]) -> None:
        units: dict[str, int | None] = {}
        for line, row in lines:
            units[row.at] = self.units.get(line["unit_id"] or "")
            row.plan["record"] = row.record | {
                "sex": line["sex"],
                "born": line["born"],
                "joined": line["service_from"],
                "unit": self.words.get(line["unit_id"] or ""),
            }
            if line["subject_id"] in before:
                row.plan["choice"] = {"subject": before[line["subject_id"] or ""]}
        known, fresh = sort_out([row for _, row in lines], units, self.desk)
        self.desk.sources(fresh)
        entered = self.desk.pen.add([new_subject(row, units[row.at]) for row in fresh])
        self.desk.pen.add(
            [
                Person(
                    subject=subject,
                    source=row.source,
                    sex=row.record["sex"] or "",
                    born=row.record["born"] or "",
                    joined=row.record["joined"] or "",
                )
                for subject, row in zip(entered, fresh, strict=True)
            ]
        )
        for subject, row in zip(entered, fresh, strict=True):
            row.plan["subject"] = subject.pk
            row.end("new")
            self.desk.directory.remember_person(
                KnownPerson(subject.pk, subject.name, row.record["born"] or "", units[row.at])
            )
        for row in known:
            row.end("same")
        for row, columns in amend_people(known, self.desk):
            row.complete(columns)
        for line, row in lines:
            if "subject" in row.plan and row.plan["status"] != "conflict":
                self._remember(line, Known(row.plan["subject"], belongs=units[row.at], force=line["force"] or ""))

    def _bodies(self, lines: list[tuple[Line, Row]], before: Mapping[str, int]) -> None:
        taken: set[int] = set()
        fresh: list[tuple[Line, Row]] = []
        for line, row in lines:
            unit = self.units.get(line["unit_id"] or "")
            known = before.get(line["subject_id"] or "")
            if unit is not None and line["kind"] == "collective" and self._is_unit(line, unit):
                known = self.desk.directory.units[unit].subject_id
                self._found(line, row)
            elif known is None:
                known = self.desk.directory.body(nfc(line["name"] or ""))
            if known is None or known in taken:
                fresh.append((line, row))
                continue
            taken.add(known)
            row.end("same")
            own = unit if unit is not None and self.desk.directory.units[unit].subject_id == known else None
            self._remember(line, Known(known, own, unit, line["kind"] or "", line["force"] or ""))
        self.desk.sources([row for _, row in fresh])
        made = self.desk.pen.add(
            [
                Subject(
                    kind=line["kind"] or "",
                    name=nfc(line["name"] or "").strip(),
                    name_key=sort_key(nfc(line["name"] or "").strip()),
                    search=fold(line["name"] or ""),
                    belongs_to_id=self.units.get(line["unit_id"] or ""),
                    source=row.source,
                )
                for line, row in fresh
            ]
        )
        for (line, row), subject in zip(fresh, made, strict=True):
            row.plan["subject"] = subject.pk
            self.desk.directory.remember_body(subject.pk, subject.name)
            belongs = self.units.get(line["unit_id"] or "")
            self._remember(line, Known(subject.pk, None, belongs, line["kind"] or "", line["force"] or ""))

    def _is_unit(self, line: Line, unit: int) -> bool:
        """Whether a collective is the unit that it names: they bear one name."""
        return spelling(self.desk.directory.unit_names[unit]) == spelling(nfc(line["name"] or ""))

    def _found(self, line: Line, row: Row) -> None:
        """The days of a unit stand with it as a receiver too; they fill what the table of units left empty."""
        unit = Unit.objects.get(pk=self.units[line["unit_id"] or ""])
        said = {"founded": day_of(line["service_from"]), "ended": day_of(line["service_to"])}
        added = {name: day for name, day in said.items() if day is not None and getattr(unit, name) is None}
        if added:
            self.desk.sources([row])
            self.desk.pen.change(unit, **added)

    def _remember(self, line: Line, known: Known) -> None:
        self.subjects[line["subject_id"] or ""] = known

    def _complete_since(self, lines: list[tuple[Line, Row]]) -> None:
        said = {
            self.subjects[line["subject_id"] or ""].key: (int(line["history_complete_since"] or 0), row)
            for line, row in lines
            if line["history_complete_since"] is not None and line["subject_id"] in self.subjects
        }
        for start in range(0, len(said), 500):
            for subject in Subject.objects.filter(pk__in=list(said)[start : start + 500]):
                year, row = said[subject.pk]
                if subject.history_complete_since is None:
                    self.desk.pen.change(subject, history_complete_since=year)
                    if row.plan["status"] == "same":
                        self.desk.sources([row])
                        row.complete(["history_complete_since"])
                elif subject.history_complete_since != year:
                    differs(row, year, f"lịch sử đầy đủ từ năm {subject.history_complete_since}")

    # --- what units and people are ------------------------------------------------------------------

    def _standings(self) -> None:
        """The force belongs to units: what the tables say of a unit itself first, then what all who belong to one agree in."""
        rows = {row.plan["record"]["subject_id"]: row for row in self.rows.get("subjects", ())}
        standing = {one.unit_id: one for one in UnitStanding.objects.all()}
        for key, known in self.subjects.items():
            line, row = self.told_of[key], rows[key]
            outside = line["outside_flags"] == "yes"
            if known.unit is None or not (known.force or outside):
                continue
            before = standing.get(known.unit)
            if before is None:
                self.desk.sources([row])
                standing[known.unit] = self.desk.pen.add_one(
                    UnitStanding(unit_id=known.unit, force=known.force, outside_flags=outside, source=row.source)
                )
            elif (before.force, before.outside_flags) != (known.force, outside):
                differs(row, known.force, f"lực lượng “{before.force}”")
        self._forces_of_members(rows, standing)

    def _forces_of_members(self, rows: Mapping[str, Row], standing: dict[int, UnitStanding]) -> None:
        told: dict[int, set[str]] = defaultdict(set)
        for known in self.subjects.values():
            if known.unit is None and known.belongs is not None and known.force:
                told[known.belongs].add(known.force)
        for key, known in self.subjects.items():
            if known.unit is not None or not known.force or known.kind == "household":
                continue
            row = rows[key]
            held = self._force_of(known.belongs, standing)
            if held == "" and known.belongs is not None and told[known.belongs] == {known.force}:
                self.desk.sources([row])
                standing[known.belongs] = self.desk.pen.add_one(
                    UnitStanding(unit_id=known.belongs, force=known.force, source=row.source)
                )
            elif held != known.force:
                row.note(
                    "force-not-kept",
                    value=known.force,
                    message="Sổ ghi lực lượng theo đơn vị; lực lượng ở dòng này khác đơn vị hoặc không có đơn vị nên không giữ được.",
                    remedy="Ghi cột force ở dòng của đơn vị, hoặc ghi unit_id.",
                )

    def _force_of(self, unit: int | None, standing: Mapping[int, UnitStanding]) -> str:
        """The force of a unit: its own, or that of the nearest above that has one."""
        if unit is None:
            return ""
        line = [unit, *self.desk.directory.line_above(unit)]
        return next((standing[one].force for one in line if one in standing and standing[one].force), "")

    def _departures(self) -> None:
        standing = {one.subject_id: one for one in Departure.objects.all()}
        rows = {row.plan["record"]["subject_id"]: row for row in self.rows.get("subjects", ())}
        fresh = []
        for key, known in self.subjects.items():
            last = day_of(self.told_of[key]["service_to"])
            if last is None or known.kind != "individual":
                continue
            day, before = last + timedelta(days=1), standing.get(known.key)
            if before is None:
                self.desk.sources([rows[key]])
                fresh.append(Departure(subject_id=known.key, day=day, source=rows[key].source))
                if rows[key].plan["status"] == "same":
                    rows[key].complete(["service_to"])
            elif before.day != day:
                differs(rows[key], last.isoformat(), f"thôi công tác từ {before.day:%d/%m/%Y}")
        self.desk.pen.add(fresh)


def day_of(text: str | None) -> date | None:
    """A day known to the day, or None."""
    return date.fromisoformat(text) if text and len(text) == 10 else None


def refuse(row: Row, code: str, message: str, remedy: str, value: Any = None) -> None:
    row.end("refused", code=code, message=message, remedy=remedy, value=value)


def differs(row: Row, value: Any, stands: str) -> None:
    """The register says otherwise: a person compares the papers."""
    row.end(
        "conflict",
        code="row-differs",
        value=value,
        message=f"Sổ ghi khác: {stands}.",
        remedy="Đối chiếu hồ sơ; sửa bảng, hoặc đính chính trong sổ.",
    )
