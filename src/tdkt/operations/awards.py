"""Takes award lists in: decisions, and each honour they confer on a person, a collective or a household."""

from typing import Any

from tdkt.law.catalogue import award
from tdkt.operations.decisions import (
    Decisions,
    authority_words,
    complete_decisions,
    date_of,
    enter_decisions,
    level_of,
)
from tdkt.operations.desk import Desk, Row, full_date, year_of
from tdkt.operations.directory import spelling
from tdkt.operations.people import attest, complete_numbers, enter_people, sort_out, units_of
from tdkt.records.models import Conferral, Subject
from tdkt.records.models.awards import STANDING
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold, nfc

STATE_OF_STAGE = {"given": "decided", "proposed": "proposed"}


def take_in_awards(rows: list[Row], desk: Desk) -> None:
    """Enter the honours of a list: who received, by which decision, what."""
    rows = [row for row in rows if row.plan["status"] in ("new", "doubtful") and is_lawful(row)]
    units = units_of(rows, desk, on=None)
    individuals = [row for row in rows if row.record["recipient"] == "individual"]
    known, fresh = sort_out(individuals, units, desk)
    enter_people(fresh, units, desk)
    bodies = [row for row in rows if row.record["recipient"] != "individual" and row.choice != "skip"]
    enter_bodies(bodies, units, desk)
    ready = [*known, *fresh, *bodies]
    decisions = enter_decisions(ready, desk)
    enter_conferrals([row for row in ready if row.plan["status"] != "conflict"], decisions, units, desk)
    complete_decisions(decisions, desk)
    complete_numbers(known, desk)
    attest(
        [(row, row.plan["subject"], full_date(row.record.get("decision_date"))) for row in [*known, *fresh]],
        units,
        desk,
    )


def is_lawful(row: Row) -> bool:
    """Whether the row says enough, and nothing that the catalogue forbids; otherwise it is refused with the reason."""
    record = row.record
    if not record.get("award"):
        row.end(
            "refused",
            code="award-unknown",
            message="Không rõ hình thức khen thưởng.",
            remedy="Thêm cột Hình thức, hoặc ghi ở dòng tiêu đề.",
        )
    elif record["recipient"] not in award(record["award"]).recipients:
        row.end(
            "refused",
            code="award-not-for-recipient",
            value=record["name"],
            message=f"{award(record['award']).name} không tặng cho {RECIPIENT_WORDS[record['recipient']]}.",
            remedy="Kiểm tra lại hình thức hoặc cột tập thể, cá nhân.",
        )
    elif record.get("class") and record["class"] not in award(record["award"]).classes:
        row.end(
            "refused",
            code="class-not-in-award",
            value=record["class"],
            message=f"{award(record['award']).name} không có hạng này.",
            remedy="Kiểm tra lại cột Hạng.",
        )
    elif record.get("stage", "given") == "given" and not record.get("decision_number"):
        row.end(
            "refused",
            code="decision-missing",
            value=record["name"],
            message="Dòng đã khen nhưng không có số quyết định.",
            remedy="Thêm cột Số quyết định, hoặc ghi “(Kèm theo Quyết định số …)” dưới tiêu đề.",
        )
    return row.plan["status"] not in ("refused",)


RECIPIENT_WORDS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}


# --- collectives and households ----------------------------------------------------------------


def enter_bodies(rows: list[Row], units: dict[str, int | None], desk: Desk) -> None:
    """Find the unit that each collective is, or keep it as a body of its own; afterwards each row's plan holds its subject."""
    fresh: dict[str, Row] = {}
    for row in rows:
        day = full_date(row.record.get("decision_date"))
        unit = None
        if row.record["recipient"] == "collective":
            unit = desk.directory.exact_unit(row.record["name"], on=day, within=row.record.get("unit"))
        if unit is not None:
            row.plan["subject"], row.plan["unit"] = desk.directory.units[unit].subject_id, unit
            continue
        name = body_name(row)
        known = desk.directory.body(name)
        if known is not None:
            row.plan["subject"] = known
        else:
            fresh.setdefault(spelling(name), row)
        row.plan["unit"] = units[row.at] or desk.directory.unit(row.record["name"], on=day)
    desk.sources(fresh.values())
    subjects = desk.pen.add([new_body(row) for row in fresh.values()])
    for subject in subjects:
        desk.directory.remember_body(subject.pk, subject.name)
    for row in rows:
        if row.plan.get("subject") is None:
            row.plan["subject"] = desk.directory.body(body_name(row))


def body_name(row: Row) -> str:
    """A collective's whole name: with its unit where the name alone does not say it."""
    name, unit = nfc(row.record["name"]).strip(), nfc(row.record.get("unit") or "").strip()
    return name if not unit or fold(unit) in fold(name) else f"{name}, {unit}"


def new_body(row: Row) -> Subject:
    name = body_name(row)
    return Subject(
        kind=row.record["recipient"],
        name=name,
        name_key=sort_key(name),
        search=fold(name),
        belongs_to_id=row.plan["unit"],
        source=row.source,
    )


# --- conferrals --------------------------------------------------------------------------------


def enter_conferrals(rows: list[Row], decisions: Decisions, units: dict[str, int | None], desk: Desk) -> None:
    """Write each honour that the register does not have; complete one that a later list says more of."""
    subjects = {row.plan["subject"] for row in rows}
    standing = standing_conferrals(subjects)
    proposes = any(row.record.get("stage") == "proposed" for row in rows)
    granted = granted_proposals(standing) if proposes else {}
    fresh: list[tuple[Row, Conferral]] = []
    completed: list[tuple[Row, Conferral]] = []
    for row in desk.pace.along(rows):
        conferral = new_conferral(row, decisions, units, desk)
        before = standing.get(conferral_key(conferral)) or proposed_before(conferral, standing)
        if before is None and conferral.state == "proposed":
            before = granted.get(conferral_key(conferral))
        if before is None:
            standing[conferral_key(conferral)] = conferral
            fresh.append((row, conferral))
        elif before.pk is None:
            taken = additions(before, conferral)
            for name, value in taken.items():
                setattr(before, name, value)
            row.end(
                "same",
                code="row-twice",
                message="Dòng này trùng một dòng khác trong tệp"
                + ("; những gì dòng kia để trống được lấy từ đây." if taken else "."),
                level="warning",
                value=row.record["name"],
            )
        elif complete(row, before, conferral, desk):
            completed.append((row, before))
    desk.sources([row for row, _ in [*fresh, *completed]])
    for row, before in completed:
        desk.pen.change_soon(before, **row.named())
    desk.pen.write_changes()
    for row, conferral in fresh:
        conferral.source_id = row.named()["source_id"]
        row.end("new")
    desk.pen.add([conferral for _, conferral in fresh])


Key = tuple[int, str, int | None, int | None, int | None]


def conferral_key(conferral: Conferral) -> Key:
    """One receiver, one award, one class, one decision, one title year: one honour."""
    return (conferral.subject_id, conferral.award, conferral.class_no, conferral.decision_id, conferral.for_to)


def standing_conferrals(subjects: set[int]) -> dict[Key, Conferral]:
    keys = sorted(subjects)
    chunks = [keys[i : i + 500] for i in range(0, len(keys), 500)]
    return {conferral_key(c): c for chunk in chunks for c in Conferral.objects.filter(subject_id__in=chunk)}


def proposed_before(conferral: Conferral, standing: dict[Key, Conferral]) -> Conferral | None:
    """The proposal that this decision now grants: same receiver, award, class and year, without a decision so far."""
    before = standing.get((conferral.subject_id, conferral.award, conferral.class_no, None, conferral.for_to))
    return before if before is not None and before.state == "proposed" and conferral.state != "proposed" else None


def granted_proposals(standing: dict[Key, Conferral]) -> dict[Key, Conferral]:
    """Honours in force by what their proposal said: a list of proposals that comes again proposes nothing anew.

    The proposal is remembered among the states of the row; of an honour for a stated year it needs none, since a year is honoured so once.
    """
    in_force = {c.pk: c for c in standing.values() if c.state in STANDING}
    found: dict[Key, Conferral] = {
        (c.subject_id, c.award, c.class_no, None, c.for_to): c for c in in_force.values() if c.for_to is not None
    }
    keys = sorted(in_force)
    for start in range(0, len(keys), 500):
        proposals = Conferral.versions.objects.filter(row__in=keys[start : start + 500], state="proposed")  # type: ignore[attr-defined]
        for row, *said in proposals.values_list("row", "subject_id", "award", "class_no", "for_to"):
            subject, award_code, class_no, for_to = said
            found[subject, award_code, class_no, None, for_to] = in_force[row]
    return found


def new_conferral(row: Row, decisions: Decisions, units: dict[str, int | None], desk: Desk) -> Conferral:
    record = row.record
    decision = decisions.of(row) if record.get("stage", "given") == "given" else None
    level = level_of(record)
    signed_year = year_of(date_of(record))
    titled = record.get("for_to")
    return Conferral(
        subject_id=row.plan["subject"],
        recipient=record["recipient"],
        award=record["award"],
        class_no=record.get("class"),
        level=level,
        authority=authority_words(level, desk),
        ground=record.get("ground") or "",
        for_from=record.get("for_from"),
        for_to=titled,
        year=(titled or signed_year) if award(record["award"]).kind == "title" else (signed_year or titled),
        decision_id=decision.pk if decision else None,
        state=STATE_OF_STAGE[record.get("stage") or "given"],
        unit_id=row.plan.get("unit") if record["recipient"] != "individual" else units[row.at],
        rank=record.get("rank") or "",
        post=record.get("post") or "",
        reason=record.get("reason") or "",
        posthumous=bool(record.get("posthumous")),
        note=record.get("note") or "",
    )


FILLED = ("rank", "post", "reason", "ground", "level", "authority", "note", "for_from", "unit_id")
"""What another line on the same honour may add where the first left it out."""


def additions(before: Conferral, said: Conferral) -> dict[str, Any]:
    """What a line says of an honour beyond what is said already: columns that were empty, and the decision that grants a proposal."""
    added = {name: getattr(said, name) for name in FILLED if getattr(said, name) and not getattr(before, name)}
    if before.state == "proposed" and said.state == "decided":
        added |= {"state": said.state, "decision_id": said.decision_id, "year": said.year}
    return added


def complete(row: Row, before: Conferral, said: Conferral, desk: Desk) -> bool:
    """The register has this honour: grant a proposal, fill what was empty, and leave what differs for a person to settle.

    Answers whether anything is added; the source is named and all is written afterwards, together.
    """
    added = additions(before, said)
    if not added:
        row.end("same")
        return False
    desk.pen.change_soon(before, **added)
    row.complete(added)
    return True
