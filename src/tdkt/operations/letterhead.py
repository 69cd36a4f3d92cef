"""What stands on every paper of the office around its words: who issues it, its number and day, who signs and who receives it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tdkt.documents.numbers import write_long_date, write_place_and_date
from tdkt.documents.paper import SAMPLE_MARK, SAMPLE_NOTE
from tdkt.law.loading import in_force
from tdkt.operations.errors import RuleNotMet
from tdkt.records.models import Office

BLANK = "……"
"""What stands where something is filled in by hand."""
UNSAID = "…………………………"
"""What stands where the register does not know something that the form asks for."""
COUNTED = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}


def the_office() -> Office:
    """The office whose papers these are. Raises `RuleNotMet` before it is set up."""
    office = Office.objects.filter(pk=1).first()
    if office is None:
        raise RuleNotMet(
            "Chưa có thông tin cơ quan nên chưa in được văn bản. Khai tên cơ quan trước.",
            "The office is not set up yet, so no paper can be made.",
        )
    return office


def symbol_of(office: Office) -> str:
    """The sign of the office behind the kind of paper: "CAT" of "BC-CAT"."""
    return office.symbol.removeprefix("BC-") or "TĐKT"


def letterhead(
    office: Office,
    *,
    title: str,
    subtitle: str,
    number: str,
    on: date | None,
    year: int,
    parent: str = "",
    issuer: str = "",
) -> dict[str, Any]:
    """The head of a paper. `on` None: the day is filled in by hand in that year. `issuer` and `parent`: who issues it where not the office."""
    place = office.place or BLANK
    return {
        "parent": (parent if issuer else office.parent).upper(),
        "office": (issuer or office.name).upper(),
        "number": f"Số: {number}" if number else "",
        "place_date": write_place_and_date(place, on) if on else f"{place}, ngày {BLANK} tháng {BLANK} năm {year}",
        "title": title,
        "subtitle": subtitle,
        "sample_mark": SAMPLE_MARK if office.sample else "",
        "sample_note": SAMPLE_NOTE if office.sample else "",
    }


def signature(office: Office, *, lines: Sequence[str], signer: str, first: Iterable[str] = ()) -> dict[str, Any]:
    """Who signs and who receives; `first`: receivers before those of the office."""
    return {
        "sign_lines": [line.upper() for line in lines if line],
        "signer": signer,
        "recipients": recipients((*first, *office.recipients)),
    }


def recipients(names: Iterable[str]) -> list[str]:
    """The list "Nơi nhận" as the decree points it: each line ends in a semicolon, the last in a full stop."""
    bare = list(dict.fromkeys(name.strip().rstrip(";.").removeprefix("- ") for name in names if name.strip()))
    return [f"- {name}{'.' if place == len(bare) else ';'}" for place, name in enumerate(bare, 1)]


def sign_lines(office: Office, *, sign_as: str = "", post: str = "", body: str = "") -> list[str]:
    """In whose name a paper is signed: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC". `sign_as` is TM, Q, KT, TL, TUQ or nothing; `body` the collective
    that TM names."""
    mark, head = sign_as.strip().rstrip(".").upper(), office.signer_post
    if mark == "TM":
        return [f"TM. {body or office.name}", post or head]
    if mark == "Q":
        return [f"Q. {post or head}"]
    if mark in ("KT", "TL", "TUQ"):
        return [f"{mark}. {head}", *([post] if post and post.casefold() != head.casefold() else [])]
    return [post or head]


def legal_grounds(on: date) -> list[str]:
    """The law and the decree on emulation and commendation in force on a day, the newest of each, as papers cite them."""
    newest = {one.kind: one for one in in_force(on)}
    found = []
    for kind in ("law", "decree"):
        if one := newest.get(kind):
            name = "Luật Thi đua, khen thưởng" if kind == "law" else "Nghị định"
            of = " của Chính phủ" if kind == "decree" else ""
            issued = f" {write_long_date(one.issued)}" if one.issued else ""
            found.append(f"Căn cứ {name} số {one.number}{issued}{of};")
    return found


def count_words(kinds: Iterable[str]) -> str:
    """How many of each kind of receiver: "2 tập thể, 15 cá nhân và 1 hộ gia đình"."""
    held = list(kinds)
    parts = [f"{held.count(kind)} {word}" for kind, word in COUNTED.items() if kind in held]
    if not parts:
        return "0 trường hợp"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"
