"""Enters people, decisions and honours as the office does: through the pen, so that each has its versions and its entry in the log."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tdkt.operations.ledger import writing
from tdkt.records.models import (
    Conferral,
    Decision,
    ImportBatch,
    Person,
    PersonNumber,
    Rating,
    Service,
    SourceLine,
    Subject,
    Unit,
)
from tdkt.vietnamese.collation import name_key, sort_key
from tdkt.vietnamese.folding import fold

NOON = datetime(2020, 5, 20, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def enter_person(
    name: str, unit: Unit, *, born: str = "", rank: str = "Đại úy", post: str = "Cán bộ", **numbers: str
) -> Subject:
    """A person with one line of service since 2016; `service="123-456"` and `identity="…"` give numbers."""
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "can-bo.xlsx"}) as pen:
        subject = pen.add_one(
            Subject(
                kind="individual",
                name=name,
                name_key=name_key(name),
                search=fold(" ".join([name, *numbers.values()])),
                belongs_to=unit,
            )
        )
        pen.add_one(Person(subject=subject, born=born))
        pen.add([PersonNumber(subject=subject, kind=kind, number=number) for kind, number in numbers.items()])
        pen.add_one(Service(subject=subject, since=date(2016, 1, 5), rank=rank, post=post, unit=unit))
    return subject


def enter_body(name: str, unit: Unit | None, *, kind: str = "collective") -> Subject:
    """A collective outside the tree of units, or a household."""
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "tap-the.xlsx"}) as pen:
        return pen.add_one(Subject(kind=kind, name=name, name_key=sort_key(name), search=fold(name), belongs_to=unit))


def enter_decision(number: str, signed_on: date, **said: Any) -> Decision:
    """A decision of the ministry, unless told otherwise."""
    said = {"level": "ministry", "authority": "Bộ Công an"} | said
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "khen.xlsx"}) as pen:
        return pen.add_one(Decision(number=number, signed_on=signed_on, year=signed_on.year, **said))


def enter_award(
    subject: Subject, decision: Decision, *, award: str = "bang-khen-bo-tinh", unit: Unit | None = None, **said: Any
) -> Conferral:
    """An honour by a decision, from row 12 of a file."""
    said = {"state": "decided", "level": decision.level, "authority": decision.authority, "year": decision.year} | said
    batch, _ = ImportBatch.objects.get_or_create(
        file_name="khen.xlsx", defaults={"sha256": "0" * 64, "received": NOON, "state": "applied"}
    )
    line = SourceLine.objects.create(batch=batch, at="Danh sách!A12:G12")
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "khen.xlsx", "batch": batch.pk}) as pen:
        return pen.add_one(
            Conferral(
                subject=subject,
                recipient=subject.kind,
                award=award,
                decision=decision,
                unit=unit or subject.belongs_to,
                source=line,
                **said,
            )
        )


def enter_ratings(subject: Subject, years: range, *, rating: str, title: str = "") -> list[Rating]:
    """The same rating for each of several years."""
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "xep-loai.xlsx"}) as pen:
        return pen.add(
            [Rating(subject=subject, year=year, rating=rating, title=title, unit=subject.belongs_to) for year in years]
        )
