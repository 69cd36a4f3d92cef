"""Worked cases as sentences: how a YAML case becomes a subject with its history."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tdkt.law.fences import parse
from tdkt.rules.case import (
    AwardRow,
    Case,
    DisciplineRow,
    InitiativeRow,
    MemberRow,
    PostRow,
    RankingRow,
    RatingRow,
)

FOLDER = Path(__file__).with_name("cases")
_SUBJECT = (
    "kind",
    "force",
    "sex",
    "born",
    "service_from",
    "service_to",
    "outside_flags",
    "unit_level",
    "history_complete_since",
)
_HISTORY = ("ratings", "awards", "initiatives", "disciplines", "posts", "members", "rankings")


@dataclass(frozen=True)
class Worked:
    """One case: the sentence, the question, the subject, and what the law says."""

    file: str
    says: str
    on: date
    award: str
    class_: int | None
    pathway: str | None
    case: Case
    verdict: str
    decides: str
    earliest: str | None


def worked_cases() -> list[Worked]:
    """Every case of every file, in order; an unknown key is an error that names the sentence."""
    return [
        _worked(path.stem, each)
        for path in sorted(FOLDER.glob("*.yaml"))
        for each in parse(path.read_text(encoding="utf-8"), file=path.name)
    ]


def _worked(file: str, data: dict[str, Any]) -> Worked:
    allowed = {"says", "on", "award", "pathway", "subject", "verdict", "decides", "earliest", *_HISTORY}
    if extra := set(data) - allowed:
        raise ValueError(f"{file}: {data.get('says')}: no such key as {extra}")
    code, _, class_ = str(data["award"]).partition(":")
    earliest = data.get("earliest")
    return Worked(
        file=file,
        says=data["says"],
        on=data["on"],
        award=code,
        class_=int(class_) if class_ else None,
        pathway=data.get("pathway"),
        case=_case(data["subject"], data, data["says"]),
        verdict=data["verdict"],
        decides=data["decides"],
        earliest=None if earliest is None else str(earliest),
    )


def _case(subject: dict[str, Any], history: dict[str, Any], says: str) -> Case:
    if extra := set(subject) - set(_SUBJECT):
        raise ValueError(f"{says}: a subject has no {extra}")
    return Case(
        id="case",
        name=says,
        kind=subject["kind"],
        sex=subject.get("sex") or "",
        force=subject.get("force") or "",
        born=subject.get("born"),
        service_from=subject.get("service_from"),
        service_to=subject.get("service_to"),
        outside_flags=bool(subject.get("outside_flags", False)),
        complete_since=subject.get("history_complete_since"),
        unit_level=subject.get("unit_level") or "",
        **_rows(history),
    )


def _rows(history: dict[str, Any]) -> dict[str, Any]:
    lines = iter(range(2, 10_000))
    return {
        "ratings": tuple(
            RatingRow(year, rating, next(lines))
            for years, rating in (history.get("ratings") or {}).items()
            for year in _years(years)
        ),
        "awards": tuple(_award(one, next(lines)) for one in history.get("awards") or ()),
        "initiatives": tuple(
            InitiativeRow(one["year"], one.get("kind", "sang-kien"), one["scope"], next(lines))
            for one in history.get("initiatives") or ()
            for _ in range(one.get("times", 1))
        ),
        "disciplines": tuple(
            DisciplineRow(one["form"], one.get("from"), one.get("to"), next(lines))
            for one in history.get("disciplines") or ()
        ),
        "posts": tuple(
            PostRow(one["post"], float(one.get("coefficient", 1)), one.get("from"), one.get("to"), next(lines))
            for one in history.get("posts") or ()
        ),
        "rankings": tuple(
            RankingRow(one["year"], one["level"], one["rank"], next(lines)) for one in history.get("rankings") or ()
        ),
        "members": tuple(
            MemberRow(_member(one), one.get("from"), one.get("to"), next(lines))
            for one in history.get("members") or ()
            for _ in range(one.get("times", 1))
        ),
    }


def _member(one: dict[str, Any]) -> Case:
    rows = _rows({key: one[key] for key in _HISTORY if key in one})
    return Case(id="member", name="", kind="individual", complete_since=one.get("history_complete_since"), **rows)


def _award(one: dict[str, Any], line: int) -> AwardRow:
    code, _, class_ = str(one["award"]).partition(":")
    years = _years(one["for"]) if "for" in one else []
    return AwardRow(
        award=code,
        class_=int(class_) if class_ else None,
        day=_day(one.get("date")),
        for_from=years[0] if years else None,
        for_to=years[-1] if years else None,
        ground=one.get("ground") or "",
        status=one.get("status", "valid"),
        line=line,
    )


def _day(value: Any) -> date | None:
    return date(value, 12, 31) if isinstance(value, int) else value


def _years(written: Any) -> list[int]:
    first, _, last = str(written).partition("-")
    return list(range(int(first), int(last or first) + 1))
