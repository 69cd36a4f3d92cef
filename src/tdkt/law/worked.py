"""Worked cases as sentences: a subject with its history, a question, and what the law must say, in YAML that a lawyer can write.

`worked_cases` reads a file or a folder of them, `tried` asks the law and tells where it disagrees. The keys are in
`docs/guides/change-the-law.md`.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tdkt.law.fences import LawError, parse
from tdkt.law.instruments import Law
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
from tdkt.rules.explain import verdict_of

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


def worked_cases(place: Path) -> list[Worked]:
    """Every case of a file, or of the YAML files of a folder, in order. Raises `LawError` naming file, line and the key that is wrong."""
    files = [place] if place.is_file() else sorted(place.glob("*.yaml"))
    found = []
    for path in files:
        listed = parse(path.read_text(encoding="utf-8"), file=path.name)
        if not isinstance(listed, list):
            raise LawError(path.name, 1, "tệp phải là một danh sách trường hợp", "the file must be a list of cases")
        for data in listed:
            try:
                found.append(_worked(path.stem, data))
            except (KeyError, TypeError, ValueError, AttributeError) as why:
                raise LawError(
                    path.name,
                    getattr(data, "line", 1),
                    f"trường hợp không đọc được: {why}",
                    f"the case cannot be read: {why}",
                ) from why
    return found


@dataclass(frozen=True)
class Tried:
    """What the law says of a case: its word and provisions, and whether both are what the case says."""

    worked: Worked
    verdict: str
    provisions: tuple[str, ...]
    missing: tuple[str, ...]
    earliest: str

    @property
    def decides(self) -> bool:
        """Whether the provision that the case names is the one that holds, or one of those that lack."""
        lacking = (id_.removeprefix("judgement:").removeprefix("pathway:").partition("#")[0] for id_ in self.missing)
        return self.worked.decides in (*self.provisions, *lacking)

    @property
    def agrees(self) -> bool:
        on_time = self.worked.earliest is None or self.worked.earliest == self.earliest
        return self.verdict == self.worked.verdict and self.decides and on_time


def tried(law: Law, worked: Worked) -> Tried:
    """Ask the law about one case. Raises `LawError` where no pathway can be asked."""
    rules = law.rules_on(worked.on, worked.award, worked.class_)
    if not any(worked.pathway in (None, rule.id) for rule in rules):
        raise LawError(
            worked.file,
            1,
            f"“{worked.says}”: không có con đường nào để hỏi ngày {worked.on:%d/%m/%Y}",
            f"“{worked.says}”: no pathway to ask on {worked.on.isoformat()}",
        )
    outcome = verdict_of(rules, worked.case, worked.on, titles=law.titles, posts=law.posts, pathway=worked.pathway)
    return Tried(worked, outcome.verdict.word, outcome.provisions, outcome.missing, outcome.earliest)


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
