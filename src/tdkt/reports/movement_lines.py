"""What a report knows of movements besides their names: launches, who joined, reviews, places in blocks, exemplars, directions; plain lines.

Each has an address ("launch/12") under which a number opens to it, and `row_of` says it as every list shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

Json = dict[str, Any]

LEVEL_NAMES = {
    "national": "toàn quốc",
    "ministry": "bộ, ngành, địa phương",
    "cluster": "cụm, khối thi đua",
    "office": "cơ quan, đơn vị",
}
METHOD_NAMES = {"standing": "thường xuyên", "thematic": "theo chuyên đề", "peak": "đợt cao điểm"}
REVIEW_NAMES = {"interim": "sơ kết", "final": "tổng kết"}
DIRECTION_NAMES = {
    "open": "đang thực hiện",
    "done": "đã thực hiện",
    "carried": "chuyển sang năm sau",
    "dropped": "thôi",
}
EXEMPLAR_NAMES = {
    "found": "mới phát hiện",
    "nurtured": "đang bồi dưỡng",
    "reviewed": "đã tổng kết",
    "honoured": "được khen thưởng, biểu dương",
    "spread": "được nhân rộng",
    "ended": "thôi theo dõi",
}


@dataclass(frozen=True, slots=True)
class LaunchLine:
    """A movement as launched; `unit_id` None: by the office itself, or above it."""

    id: int
    movement: int
    name: str
    level: str
    method: str
    launched_on: date
    ends_on: date | None
    document: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """A unit that joined a movement: how many targets it pledged, of how many a result is in, how many are reached."""

    id: int
    movement: int
    name: str
    unit_id: int
    responded_on: date
    document: str
    pledged: int
    known: int
    reached: int


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """An interim or final review of a movement; `unit_id` None: of the whole office."""

    id: int
    movement: int
    name: str
    kind: str
    held_on: date
    document: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The place of a collective in its cluster or block for a year; `unit_of_receiver` is the unit that the collective is."""

    id: int
    receiver: str
    receiver_id: int
    unit_of_receiver: int | None
    unit_id: int | None
    year: int
    group: str
    rank: int


@dataclass(frozen=True, slots=True)
class ExemplarLine:
    """An exemplar: who, for what, found when; how many honours it was given and how many units took up its way."""

    id: int
    receiver: str
    receiver_id: int
    recipient: str
    unit_of_receiver: int | None
    unit_id: int | None
    new_way: str
    found_on: date
    state: str
    honours: int
    followers: int


@dataclass(frozen=True, slots=True)
class DirectionLine:
    """A direction of a leader, with the units it was given to."""

    id: int
    words: str
    leader: str
    occasion: str
    said_on: date
    document: str
    due_on: date | None
    state: str
    units: tuple[int, ...]


Known: TypeAlias = LaunchLine | ResponseLine | ReviewLine | PlaceLine | ExemplarLine | DirectionLine

KINDS: Mapping[type[Any], str] = {
    LaunchLine: "launch",
    ResponseLine: "response",
    ReviewLine: "review",
    PlaceLine: "place",
    ExemplarLine: "exemplar",
    DirectionLine: "direction",
}


def address_of(line: Known) -> str:
    """Where a line stands among the rows of a report: "launch/12"."""
    return f"{KINDS[type(line)]}/{line.id}"


def row_of(line: Known, *, unit: str) -> Json:
    """A line as a row of the report: a name, what it is, the unit, the day, its document, and `of`: the noun and key that it belongs to."""
    said: Json = {"kind": KINDS[type(line)], "id": line.id, "unit": unit, "document": ""}
    if isinstance(line, LaunchLine):
        until = f", đến {line.ends_on:%d/%m/%Y}" if line.ends_on else ""
        what = f"cấp {LEVEL_NAMES[line.level]}; {METHOD_NAMES[line.method]}{until}"
        return said | _dated(line.name, what, line.launched_on, line.document, ("movement", line.movement))
    if isinstance(line, ResponseLine):
        what = "hưởng ứng, không đăng ký chỉ tiêu"
        if line.pledged:
            what = f"{line.pledged} chỉ tiêu, {line.known} có kết quả, {line.reached} đạt"
        return said | _dated(line.name, what, line.responded_on, line.document, ("response", line.id))
    if isinstance(line, ReviewLine):
        return said | _dated(
            line.name, REVIEW_NAMES[line.kind], line.held_on, line.document, ("movement", line.movement)
        )
    if isinstance(line, PlaceLine):
        what = f"thứ {line.rank}, {line.group}"
        whole = {"name": line.receiver, "what": what, "year": line.year, "date": None, "of": ["body", line.receiver_id]}
        return said | whole
    if isinstance(line, ExemplarLine):
        what = f"{line.new_way} ({EXEMPLAR_NAMES[line.state]})"
        return said | _dated(line.receiver, what, line.found_on, "", ("exemplar", line.id))
    what = f"{line.leader}, {line.occasion} ({DIRECTION_NAMES[line.state]})"
    return said | _dated(line.words, what, line.said_on, line.document, ("direction", line.id))


def _dated(name: str, what: str, day: date, document: str, of: tuple[str, int]) -> Json:
    return {
        "name": name,
        "what": what,
        "year": day.year,
        "date": day.isoformat(),
        "document": document,
        "of": list(of),
    }
