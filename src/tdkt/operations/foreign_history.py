"""What the ten tables tell of their subjects, taken into the register: awards, ratings, initiatives, disciplines, posts, rankings, models."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.exchange.lines import Line
from tdkt.law.catalogue import award
from tdkt.operations.awards import enter_conferrals, is_lawful
from tdkt.operations.decisions import complete_decisions, enter_decisions
from tdkt.operations.desk import Row
from tdkt.operations.directory import spelling
from tdkt.operations.foreign_subjects import ForeignSubjects, Known, day_of, differs, refuse
from tdkt.records.facts import TITLE_BELOW
from tdkt.records.models import (
    Census,
    CensusLine,
    CommunityModel,
    Conferral,
    Departure,
    Discipline,
    Initiative,
    ModelType,
    Ranking,
    Rating,
    Registered,
    Service,
)
from tdkt.vietnamese.folding import fold, nfc

STATES = {"annulled": "annulled", "stripped": "stripped", "restored": "restored"}
NAMELESS = {"sang-kien": "sáng kiến", "de-tai": "đề tài", "muu-tri": "mưu trí sáng tạo"}
"""What an initiative is called whose name the table does not hold."""


class ForeignHistory:
    """The tables of what was done and given, once their subjects stand in the register."""

    def __init__(self, tables: ForeignSubjects) -> None:
        self.tables, self.desk = tables, tables.desk
        self._departures: dict[int, date] | None = None

    def take_in(self) -> None:
        """Awards first: a yearly title without a decision stands with the ratings."""
        titles = self._awards()
        self._ratings(titles)
        self._initiatives()
        self._disciplines()
        self._services()
        self._rankings()
        self._models()

    # --- awards and ratings -------------------------------------------------------------------------

    def _awards(self) -> list[tuple[Line, Row, Known]]:
        """Enter the awards of decisions; answers the yearly titles that no decision is named for: they stand with the ratings."""
        titles, given = [], []
        for line, row, known in self.tables.of_subjects("awards"):
            code = line["award"] or ""
            if line["decision_number"] is None and award(code).kind == "title" and line["status"] in (None, "valid"):
                titles.append((line, row, known))
                continue
            row.plan["unit"] = known.unit or known.belongs
            row.plan["record"] = row.record | award_record(line, known)
            if is_lawful(row):
                given.append((line, row))
        rows = [row for _, row in given]
        units = {row.at: row.plan["unit"] for row in rows}
        decisions = enter_decisions(rows, self.desk)
        enter_conferrals([row for row in rows if row.plan["status"] != "conflict"], decisions, units, self.desk)
        complete_decisions(decisions, self.desk)
        self._states(given)
        return titles

    def _states(self, given: list[tuple[Line, Row]]) -> None:
        """Awards that were taken back, or given back."""
        told = {row.at: STATES[line["status"] or ""] for line, row in given if line["status"] in STATES}
        sources = {row.source.pk: row.at for _, row in given if row.source is not None and row.at in told}
        for conferral in Conferral.objects.filter(source__in=list(sources)):
            self.desk.pen.change(conferral, state=told[sources[conferral.source_id]])

    def _ratings(self, titles: list[tuple[Line, Row, Known]]) -> None:
        rated = {
            (known.key, int(line["year"] or 0)): (line, row) for line, row, known in self.tables.of_subjects("ratings")
        }
        beside: dict[tuple[int, int], list[tuple[str, Row, Known]]] = defaultdict(list)
        for line, row, known in titles:
            year = line["for_to"] or line["for_from"] or (line["date"] or "")[:4]
            if not year:
                refuse(row, "year-missing", "Không rõ năm của danh hiệu.", "Ghi cột for_to hoặc date.", line["award"])
                continue
            beside[known.key, int(year)].append((line["award"] or "", row, known))
        standing = {(one.subject_id, one.year): one for one in Rating.objects.all()} if rated or beside else {}
        known_of = {known.key: known for known in self.tables.subjects.values()}
        fresh: list[tuple[Row, Rating, list[Row]]] = []
        for key in dict.fromkeys([*rated, *beside]):
            title, holders = highest(beside.get(key, []))
            rating = (rated[key][0]["rating"] or "") if key in rated else ""
            row = rated[key][1] if key in rated else holders[0]
            known = known_of[key[0]]
            said = Rating(
                subject_id=key[0], year=key[1], rating=rating, title=title, unit_id=known.unit or known.belongs
            )
            before = standing.get(key)
            if before is None:
                fresh.append((row, said, holders))
                continue
            for one, value, stands in ((row, rating, before.rating), *((h, title, before.title) for h in holders)):
                if not value or value == stands:
                    one.end("same") if one.plan["status"] == "new" else None
                else:
                    differs(one, value, f"năm {key[1]}: {stands or 'không ghi'}")
        self.desk.sources([row for row, _, _ in fresh])
        for row, said, holders in fresh:
            said.source = row.source
            for one in (row, *holders):
                one.end("new")
        self.desk.pen.add([said for _, said, _ in fresh])

    # --- the rest of a record -----------------------------------------------------------------------

    def _initiatives(self) -> None:
        counted: dict[tuple[int, int, str], int] = defaultdict(int)

        def told(line: Line, known: Known) -> Initiative:
            kind, year = line["kind"] or "", int(line["year"] or 0)
            counted[known.key, year, kind] += 1
            number = counted[known.key, year, kind]
            name = f"(không ghi tên) {NAMELESS[kind]} {number}"
            return Initiative(
                subject_id=known.key, year=year, kind=kind, scope=line["scope"] or "", name=name, folded=fold(name)
            )

        self._enter("initiatives", Initiative, told, key=("subject_id", "year", "kind", "folded"), same=("scope",))

    def _disciplines(self) -> None:
        def told(line: Line, known: Known) -> Discipline:
            return Discipline(
                subject_id=known.key, form=line["form"] or "", from_day=line["from"] or "", to_day=line["to"] or ""
            )

        self._enter("disciplines", Discipline, told, key=("subject_id", "form", "from_day"), same=("to_day",))

    def _rankings(self) -> None:
        def told(line: Line, known: Known) -> Ranking:
            return Ranking(
                subject_id=known.key,
                year=int(line["year"] or 0),
                group=nfc(line["group"] or "").strip() or "(không ghi tên)",
                group_level=line["group_level"] or "",
                rank=int(line["rank"] or 0),
            )

        self._enter("rankings", Ranking, told, key=("subject_id", "year", "group"), same=("rank", "group_level"))

    def _enter(
        self,
        name: str,
        model: type[Registered],
        told: Callable[[Line, Known], Any],
        *,
        key: tuple[str, ...],
        same: tuple[str, ...],
    ) -> None:
        """Enter the rows of a table that the register does not have; one that says otherwise of the same is a conflict."""
        lines = self.tables.of_subjects(name)
        standing = {tuple(getattr(one, c) for c in key): one for one in model._default_manager.all()} if lines else {}
        fresh: list[tuple[Row, Any]] = []
        for line, row, known in lines:
            one = told(line, known)
            before = standing.setdefault(tuple(getattr(one, column) for column in key), one)
            other = next((column for column in same if getattr(before, column) != getattr(one, column)), None)
            if before is one:
                fresh.append((row, one))
            elif other is not None:
                differs(row, getattr(one, other), str(getattr(before, other)))
            else:
                row.end("same")
        self.desk.sources([row for row, _ in fresh])
        for row, one in fresh:
            one.source = row.source
        self.desk.pen.add([one for _, one in fresh])

    def _services(self) -> None:
        """Posts and memberships as the attestations that a register keeps: from each day on which either changes."""
        posts, members = self.tables.of_subjects("posts"), self.tables.of_subjects("members")
        spans: dict[int, list[Span]] = defaultdict(list)
        for line, row, known in posts:
            if line["coefficient"] not in (None, "1"):
                row.note(
                    "coefficient-not-kept",
                    value=line["coefficient"],
                    message="Sổ chưa giữ hệ số chức vụ.",
                    remedy="Hệ số được lấy theo chức vụ khi xét.",
                )
            spans[known.key].append(Span(day_of(line["from"]), day_of(line["to"]), row, post=line["post"] or ""))
        for line, row, known in members:
            whole = self.tables.subjects.get(line["collective_id"] or "")
            if whole is None or (whole.unit is None and whole.belongs is None):
                refuse(
                    row, "collective-unknown", "Tập thể này chưa có trong sổ.", "Thêm tập thể vào subjects và units."
                )
                continue
            unit = whole.unit or whole.belongs
            if line["from"] is None and self._is_within(known.belongs, unit):
                row.end("same")  # where the subject belongs says it already
                continue
            spans[known.key].append(Span(day_of(line["from"]), day_of(line["to"]), row, unit=unit))
        standing = {(one.subject_id, one.since): one for one in Service.objects.all()} if spans else {}
        fresh: list[tuple[Row, Service]] = []
        for subject, told in spans.items():
            fresh += self._attested(subject, told, standing)
        self.desk.sources([row for row, _ in fresh])
        for row, one in fresh:
            one.source = row.source
        self.desk.pen.add([one for _, one in fresh])

    def _is_within(self, unit: int | None, whole: int | None) -> bool:
        return unit is not None and whole in (unit, *self.desk.directory.line_above(unit))

    def _attested(
        self, subject: int, told: list["Span"], standing: Mapping[tuple[int, date], Service]
    ) -> list[tuple[Row, Service]]:
        fresh = []
        dated = [span for span in told if span.first is not None]
        for span in told:
            if span.first is None:
                refuse(span.row, "date-missing", "Không rõ từ ngày nào.", "Ghi cột from.")
            else:
                span.row.end("same")
        depth = {unit: len(self.desk.directory.line_above(unit)) for s in dated if (unit := s.unit) is not None}
        days = sorted({day for span in dated for day in (span.first, span.end) if day is not None})
        held: tuple[str, int | None] = ("", None)
        for day in days:
            here = [span for span in dated if span.holds(day)]
            posts = [span for span in here if span.post]
            units = sorted((s for s in here if s.unit is not None), key=lambda s: depth[s.unit or 0])
            last = units[-1].unit if units else None
            post = posts[-1].post if posts else ""
            before = standing.get((subject, day))
            if before is None and ((post, last) == held or day >= self._left(subject)):
                continue
            held = (post, last)
            if before is None:
                row = next(span.row for span in dated if day in (span.first, span.end))
                fresh.append((row, Service(subject_id=subject, since=day, post=post, unit_id=last)))
                for span in dated:
                    if span.first == day:
                        span.row.end("new")
            elif (post and before.post and before.post != post) or (last and before.unit_id and before.unit_id != last):
                for span in here:
                    differs(span.row, post, f"{day:%d/%m/%Y}: {before.post}")
        return fresh

    def _left(self, subject: int) -> date:
        """The day from which a person no longer serves: what ends then is ended by it."""
        if self._departures is None:
            self._departures = dict(Departure.objects.values_list("subject_id", "day"))
        return self._departures.get(subject, date.max)

    def _models(self) -> None:
        lines = self.tables.lines("models")
        types = {spelling(name): key for name, key in ModelType.objects.values_list("name", "pk")}
        standing = {model_key(one): one for one in CommunityModel.objects.select_related("type")} if lines else {}
        counted: list[tuple[Row, Line, CommunityModel]] = []
        for line, row in lines:
            if line["name"] is None:
                refuse(row, "name-missing", "Mô hình không có tên.", "Ghi tên ở cột name.", line["model_id"])
                continue
            for column in ("replicates", "recognised"):
                if line[column] is not None:
                    row.note(
                        f"{column}-not-kept",
                        value=line[column],
                        message=f"Sổ chưa giữ cột {column} của mô hình.",
                        remedy="Giữ tệp gốc; cột này được ghi khi sổ mô hình có chỗ cho nó.",
                    )
            model = self._model(line, row, types, standing)
            counted.append((row, line, model))
        self._count(counted)

    def _model(
        self, line: Line, row: Row, types: dict[str, int], standing: dict[tuple[str, ...], CommunityModel]
    ) -> CommunityModel:
        """The model of a line: that of the register with its type, name, place and first day, else a new one."""
        name, place = nfc(line["name"] or "").strip(), nfc(line["place"] or "").strip()
        called = nfc(line["type"] or line["name"] or "").strip()
        key = (spelling(called), fold(name), fold(place), line["founded"] or "")
        before = standing.get(key)
        if before is not None:
            row.end("same")
            if line["stopped"] and not before.stopped:
                self.desk.sources([row])
                self.desk.pen.change(before, stopped=line["stopped"])
                row.complete(["stopped"])
            return before
        self.desk.sources([row])
        if spelling(called) not in types:
            made = self.desk.pen.add_one(ModelType(name=called, folded=fold(called), source=row.source))
            types[spelling(called)] = made.pk
        standing[key] = self.desk.pen.add_one(
            CommunityModel(
                type_id=types[spelling(called)],
                name=name,
                place=place,
                unit_id=self.desk.office.unit_id,
                founded=line["founded"] or "",
                stopped=line["stopped"] or "",
                search=fold(f"{name} {place}"),
                source=row.source,
            )
        )
        return standing[key]

    def _count(self, counted: list[tuple[Row, Line, CommunityModel]]) -> None:
        """Members and rating are those of a count: written where the last count of the register says otherwise."""
        latest = {one.model_id: one for one in CensusLine.objects.order_by("census__as_of")} if counted else {}
        census = None
        for row, line, model in counted:
            members = int(line["members"]) if line["members"] else None
            said = (members, line["rating"] or "")
            before = latest.get(model.pk)
            if said == (None, "") or (before is not None and (before.members, before.rating) == said):
                continue
            self.desk.sources([row])
            if census is None:
                today = self.desk.today
                census = Census.objects.filter(as_of=today).first() or self.desk.pen.add_one(
                    Census(as_of=today, title=f"Tính đến ngày {today:%d/%m/%Y}", source=row.source)
                )
            own = CensusLine.objects.filter(census=census, model=model).first()
            if own is not None:
                differs(row, members, f"{own.members} thành viên, {own.rating}")
                continue
            self.desk.pen.add_one(
                CensusLine(census=census, model=model, members=members, rating=said[1], source=row.source)
            )
            if row.plan["status"] == "same":
                row.complete(["members"])


@dataclass
class Span:
    """A post or a membership while it lasted; `end` is the first day after."""

    first: date | None
    end: date | None
    row: Row
    post: str = ""
    unit: int | None = None

    def holds(self, day: date) -> bool:
        return self.first is not None and self.first <= day and (self.end is None or day < self.end)


def award_record(line: Line, known: Known) -> dict[str, Any]:
    """A line of awards as a row of an award list says it."""
    return {
        "recipient": known.kind,
        "award": line["award"],
        "class": int(line["class"]) if line["class"] else None,
        "authority": line["authority"],
        "ground": line["ground"],
        "for_from": int(line["for_from"]) if line["for_from"] else None,
        "for_to": int(line["for_to"]) if line["for_to"] else None,
        "decision_number": line["decision_number"],
        "decision_date": line["date"],
        "stage": "given",
        "name": line["subject_id"],
    }


def highest(titles: list[tuple[str, Row, Known]]) -> tuple[str, list[Row]]:
    """The one title of a year that a rating can hold, with its rows: a title that the law gives before another goes with that one.

    Two titles of which neither brings the other cannot stand there without their decisions: the second is refused.
    """
    if not titles:
        return "", []
    below = {TITLE_BELOW.get((code, known.force)) for code, _, known in titles}
    heads = [code for code, _, _ in titles if code not in below] or [titles[0][0]]
    for code, row, _ in titles:
        if code in heads[1:] and code != heads[0]:
            refuse(
                row,
                "decision-missing",
                "Một năm có hai danh hiệu mà không có số quyết định.",
                "Ghi cột decision_number.",
                code,
            )
    kept = [(code, row) for code, row, _ in titles if row.plan["status"] != "refused"]
    for code, row in kept:
        if code != heads[0]:
            row.end("same")
    return heads[0], [row for code, row in kept if code == heads[0]]


def model_key(model: CommunityModel) -> tuple[str, ...]:
    """What makes a line of a table a model of the register."""
    return (spelling(model.type.name), fold(model.name), fold(model.place), model.founded)
