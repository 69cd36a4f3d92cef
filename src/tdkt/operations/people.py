"""Takes people in: finds each or enters a new one, with particulars, numbers and what the list attests of rank, post and unit."""

from datetime import date
from typing import Any

from tdkt.operations.desk import Desk, Row, full_date, year_of
from tdkt.operations.directory import KINDS, Attested, KnownPerson, number_key, spelling, unit_spelling
from tdkt.operations.likeness import CONTRADICTS, OTHER, births_alike, names_alike
from tdkt.records.models import Person, PersonNumber, Registered, Service, Subject
from tdkt.vietnamese.collation import name_key
from tdkt.vietnamese.folding import fold
from tdkt.vietnamese.names import display_name

PARTICULARS = ("sex", "born", "home", "joined", "note")
MOST_UNITS = 5


def take_in_people(rows: list[Row], desk: Desk) -> None:
    """Enter a staff list: new people, and what it adds to those who are known."""
    rows = [row for row in rows if row.plan["status"] in ("new", "doubtful")]
    as_of = day_of_list(rows, desk)
    units = units_of(rows, desk, on=as_of)
    known, fresh = sort_out(rows, units, desk)
    enter_people(fresh, units, desk)
    added = amend_people(known, desk)
    for row in fresh:
        row.end("new")
    for row in known:
        if row.plan["status"] != "conflict":
            row.end("same")
    for row, columns in added:
        row.complete(columns)
    complete_numbers(known, desk)
    attest([(row, row.plan["subject"], as_of) for row in [*fresh, *known]], units, desk)


def day_of_list(rows: list[Row], desk: Desk) -> date:
    """The day that a staff list says it stands for ("Tính đến ngày …"), else the day on which it is taken in."""
    said = (full_date(row.part["context"].get("as_of")) for row in rows)
    return next((day for day in said if day is not None), desk.today)


def units_of(rows: list[Row], desk: Desk, *, on: date | None) -> dict[str, int | None]:
    """The unit of each row by its address, as it stood on the day (or on the row's own decision date)."""
    found: dict[str, int | None] = {}
    for row in desk.pace.along(rows):
        day = full_date(row.record.get("decision_date")) or on
        words = row.record.get("unit")
        found[row.at] = desk.directory.unit(words, on=day)
        if words and found[row.at] is None:
            say_unit_unknown(row, words, day, desk)
    return found


def say_unit_unknown(row: Row, words: str, day: date | None, desk: Desk) -> None:
    """Note that a unit's name means none of the register's units, or several: then which."""
    several = desk.directory.unit_candidates(words, on=day)
    if not several:
        row.note(
            "unit-unknown",
            value=words,
            message=f"Chưa có đơn vị “{words}” trong sổ.",
            remedy="Nhập danh sách đơn vị trước, hoặc sửa tên đơn vị cho khớp.",
        )
        return
    row.plan["unit_candidates"] = [
        {"unit": key, "name": desk.directory.whole_name(key)} for key in sorted(several)[:MOST_UNITS]
    ]
    named = "; ".join(one["name"] for one in row.plan["unit_candidates"])
    row.note(
        "unit-ambiguous",
        value=words,
        message=f"“{words}” có thể là nhiều đơn vị trong sổ: {named}.",
        remedy="Ghi thêm đơn vị cấp trên vào tên đơn vị, cách nhau dấu phẩy.",
    )


def sort_out(rows: list[Row], units: dict[str, int | None], desk: Desk) -> tuple[list[Row], list[Row]]:
    """Part the rows into people who are known and people who are new; rows that a person must decide are left doubtful.

    A new person named twice in one file is entered once: rows that share a number, or name and birth date, share the person.
    """
    known: list[Row] = []
    fresh: list[Row] = []
    desk.directory.prepare((row.record, units[row.at]) for row in desk.pace.along(rows))
    for row in desk.pace.along(rows):
        if row.choice == "skip":
            row.end("ignored")
            continue
        match = desk.directory.person(row.record, unit_id=units[row.at], on=day_of(row, desk))
        chosen = row.choice["subject"] if isinstance(row.choice, dict) else match.subject_id
        if match.doubtful:  # also where a person has chosen: the choice may be changed until the plan is applied
            row.plan["candidates"] = match.candidates
        if chosen is not None:
            row.plan["subject"] = chosen
            known.append(row)
            if match.note and chosen == match.subject_id:
                row.note("person-taken", value=row.record["name"], message=match.note, remedy="Đối chiếu hồ sơ.")
        elif match.conflict:
            row.end(
                "conflict",
                code="number-of-another",
                value=row.record["name"],
                message=f"“{row.record['name']}”: {match.reason}.",
                remedy="Đối chiếu hồ sơ: sửa số trong tệp, hoặc chọn người trong danh sách gợi ý nếu đúng là người đó.",
            )
        elif match.doubtful and row.choice != "new":
            row.end(
                "doubtful",
                code="person-doubtful",
                value=row.record["name"],
                message=f"Chưa rõ “{row.record['name']}” là ai: {match.reason}.",
                remedy="Chọn người trong danh sách gợi ý, hoặc ghi là người mới; lần sau thêm cột số hiệu hoặc ngày sinh.",
            )
        else:
            fresh.append(row)
    return known, part_numbers(fresh)


def day_of(row: Row, desk: Desk) -> date:
    """The day of a row, on which its unit is its unit: of its decision, of its list, the end of its year, else the day it came."""
    said = full_date(row.record.get("decision_date")) or full_date(row.part["context"].get("as_of"))
    year = row.record.get("year") or year_of(row.record.get("decision_date")) or row.record.get("for_to")
    return said or (date(year, 12, 31) if isinstance(year, int) and 0 < year <= desk.today.year else desk.today)


def show_candidates(row: Row, desk: Desk) -> None:
    """Name those whom a row that nobody has settled yet may mean."""
    day = day_of(row, desk)
    match = desk.directory.person(row.record, unit_id=desk.directory.unit(row.record.get("unit"), on=day), on=day)
    if match.doubtful:
        row.plan["candidates"] = match.candidates


def one_person(rows: list[Row]) -> dict[int, Row]:
    """The rows of one file that speak of one new person, each by its `id` with the first of them.

    A number makes rows one, then name with birth date and unit; two numbers make them two whatever the name.
    """
    first: dict[tuple[str, ...], Row] = {}
    numbers: dict[int, dict[str, str]] = {}
    heads: dict[int, Row] = {}
    for row in rows:
        said = {kind: number_key(row.record.get(f"{kind}_number") or "") for kind in KINDS}
        named = ("name", *name_of(row))
        heads[id(row)] = head = next(
            (
                first[key]
                for key in (*said.items(), named)
                if key in first and (key[1] and not differ(said, numbers[id(first[key])]))
            ),
            row,
        )
        known = numbers.setdefault(id(head), {})
        known.update({kind: number for kind, number in said.items() if number})
        for key in (*((kind, number) for kind, number in said.items() if number), named):
            first.setdefault(key, head)
    return heads


def name_of(row: Row) -> tuple[str, str, str]:
    """Name, birth date and unit as they are compared."""
    record = row.record
    return spelling(record["name"]), record.get("born") or "", unit_spelling(record.get("unit") or "")


def differ(said: dict[str, str], known: dict[str, str]) -> bool:
    return any(number and known.get(kind, number) != number for kind, number in said.items())


def part_numbers(rows: list[Row]) -> list[Row]:
    """The rows without those whose number another row of the file gives to somebody of another name or birth date: these are conflicts."""
    bearers: dict[tuple[str, str], dict[tuple[str, str], Row]] = {}
    kept = []
    for row in rows:
        keys = [(kind, number_key(row.record.get(f"{kind}_number") or "")) for kind in KINDS]
        others = [one for key in keys if key[1] for one in bearers.get(key, {}).values()]
        other = next((one for one in others if not may_be_one(one.record, row.record)), None)
        if other is None:
            kept.append(row)
            for key in keys:
                if key[1]:
                    bearers.setdefault(key, {}).setdefault(name_of(row)[:2], row)
            continue
        row.end(
            "conflict",
            code="number-twice",
            value=row.record["name"],
            message=f"Số của “{row.record['name']}” trùng với số của “{other.record['name']}” ở {other.at}.",
            remedy="Đối chiếu hồ sơ rồi sửa số hoặc ngày sinh trong tệp.",
        )
    return kept


def may_be_one(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether name and birth date of two rows may be those of one person."""
    alike = names_alike(spelling(one["name"]), spelling(other["name"])) != OTHER
    return alike and births_alike(one.get("born") or "", other.get("born") or "") != CONTRADICTS


def said_of(name: str, rows: list[Row]) -> str:
    """What the rows of one new person say of a particular: of partial dates the most exact, else what was said first."""
    said = [row.record.get(name) or "" for row in rows]
    return max(said, key=len) if name == "born" else next(filter(None, said), "")


def enter_people(rows: list[Row], units: dict[str, int | None], desk: Desk) -> None:
    """Enter new people; afterwards each row's plan holds the id of its subject."""
    head_of = one_person(rows)
    heads = list({id(head): head for head in head_of.values()}.values())
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(id(head_of[id(row)]), []).append(row)
    desk.sources(heads)
    subjects = desk.pen.add([new_subject(row, units[row.at]) for row in heads])
    for row, subject in zip(heads, subjects, strict=True):
        row.plan["subject"] = subject.pk
    for row in rows:
        row.plan["subject"] = head_of[id(row)].plan["subject"]
    desk.pen.add(
        [
            Person(
                subject_id=row.plan["subject"],
                source=row.source,
                **{name: said_of(name, groups[id(row)]) for name in PARTICULARS if name != "note"},
            )
            for row in heads
        ]
    )
    numbers: list[Registered] = []
    for row in rows:  # a later row may give the number that the first did not
        fresh = new_numbers(row, desk)
        for number in fresh:
            number.source = head_of[id(row)].source
        numbers += fresh
    desk.pen.add(numbers)
    for row, subject in zip(heads, subjects, strict=True):
        desk.directory.remember_person(
            KnownPerson(subject.pk, subject.name, said_of("born", groups[id(row)]), units[row.at])
        )


def new_numbers(row: Row, desk: Desk) -> list[PersonNumber]:
    """The numbers that a row gives a person who has none of their kind yet."""
    subject, found = row.plan["subject"], []
    for kind in KINDS:
        number = row.record.get(f"{kind}_number")
        if number and not desk.directory.numbers_of(subject, kind) and not desk.directory.bearers(kind, number):
            found.append(PersonNumber(subject_id=subject, kind=kind, number=number, source=row.source))
            desk.directory.remember_number(kind, number, subject)
    return found


def complete_numbers(rows: list[Row], desk: Desk) -> None:
    """Keep the numbers that rows give known people who have none of their kind: the next list may name them by number alone."""
    added: list[tuple[Row, PersonNumber]] = []
    for row in rows:
        if row.plan["status"] in ("new", "same", "changes") and "subject" in row.plan:
            added += [(row, number) for number in new_numbers(row, desk)]
    desk.sources([row for row, _ in added])
    for row, number in added:
        number.source = row.source
        if row.plan["status"] != "new":
            row.complete([f"{number.kind}_number"])
    desk.pen.add([number for _, number in added])
    words: dict[int, list[str]] = {}
    for _, number in added:
        words.setdefault(number.subject_id, []).append(number.number)
    for subject in Subject.objects.in_bulk(list(words)).values():
        desk.pen.change_soon(subject, search=fold(" ".join([subject.search, *words[subject.pk]])))
    desk.pen.write_changes()


def new_subject(row: Row, unit_id: int | None) -> Subject:
    """A person as a receiver: the register shows names in normal case, whatever the file's letters."""
    name = display_name(row.record["name"])
    words = " ".join(filter(None, [name, row.record.get("service_number"), row.record.get("identity_number")]))
    return Subject(
        kind="individual",
        name=name,
        name_key=name_key(name),
        search=fold(words),
        belongs_to_id=unit_id,
        source=row.source,
    )


def amend_people(rows: list[Row], desk: Desk) -> list[tuple[Row, list[str]]]:
    """Add what the list newly says of known people; what differs from the register is a conflict, never a silent change.

    Answers the rows that added something, each with the columns.
    """
    changed: list[tuple[Row, Person, list[str]]] = []
    persons = {p.subject_id: p for p in Person.objects.filter(subject_id__in={row.plan["subject"] for row in rows})}
    for row in rows:
        person = persons.get(row.plan["subject"])
        if person is None:
            continue
        added = {}
        for name in PARTICULARS:
            said = row.record.get(name) or ""
            stands = getattr(person, name)
            if (said and not stands) or (
                said and stands and name == "born" and said.startswith(stands) and said != stands
            ):
                added[name] = said
            elif said and stands and name in ("born", "sex") and said != stands and not stands.startswith(said):
                row.end(
                    "conflict",
                    code="person-differs",
                    value=said,
                    message=f"Sổ ghi {'ngày sinh' if name == 'born' else 'giới tính'} của {row.record['name']} là {stands}.",
                    remedy="Đối chiếu hồ sơ; sửa tệp, hoặc đính chính trong sổ.",
                )
        if added and row.plan["status"] != "conflict":
            desk.pen.change_soon(person, **added)
            changed.append((row, person, sorted(added)))
    desk.sources([row for row, _, _ in changed])
    for row, person, _ in changed:
        desk.pen.change_soon(person, **row.named())
    desk.pen.write_changes()
    return [(row, added) for row, _, added in changed]


def attest(attested: list[tuple[Row, int, date | None]], units: dict[str, int | None], desk: Desk) -> None:
    """Keep rank, post and unit as the row attests them on a day, where that is news."""
    desk.directory.know_services(subject for _, subject, _ in attested)
    news: list[tuple[Row, Service]] = []
    seen: set[tuple[int, date]] = set()
    for row, subject, day in attested:
        rank, post, unit = row.record.get("rank") or "", row.record.get("post") or "", units[row.at]
        if day is None or row.plan["status"] in ("conflict", "doubtful", "refused") or not (rank or post or unit):
            continue
        last = desk.directory.services_of(subject)[-1:]
        if (subject, day) in seen or (last and (last[0].since >= day or last[0][1:] == (rank, post, unit))):
            continue
        seen.add((subject, day))
        desk.directory.remember_service(subject, Attested(day, rank, post, unit))
        news.append((row, Service(subject_id=subject, since=day, rank=rank, post=post, unit_id=unit)))
    desk.sources([row for row, _ in news])
    for row, service in news:
        service.source = row.source
        if row.plan["status"] in ("same", "changes"):
            row.complete(name for name in ("rank", "post", "unit_id") if getattr(service, name))
    desk.pen.add([service for _, service in news])
    move_subjects([(service.subject_id, service.unit_id) for _, service in news], desk)


def move_subjects(moves: list[tuple[int, int | None]], desk: Desk) -> None:
    """Let each person belong to the unit attested last."""
    where = {subject: unit for subject, unit in moves if unit is not None}
    for subject in Subject.objects.filter(pk__in=where):
        desk.pen.change_soon(subject, belongs_to_id=where[subject.pk])
    desk.pen.write_changes()
