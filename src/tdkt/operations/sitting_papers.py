"""The words of a council's papers, from what was recorded of a sitting: the invitation, the minutes, the minutes of the tally."""

from datetime import date
from typing import Any

from tdkt.documents.numbers import write_long_date
from tdkt.operations.letterhead import (
    BLANK,
    UNSAID,
    letterhead,
    recipients,
    signature,
    symbol_of,
    the_office,
)
from tdkt.operations.minutes import minutes
from tdkt.records.models import Office, Sitting
from tdkt.vietnamese.dates import write_date

SEATS = {
    "chair": "Chủ tịch",
    "permanent-vice": "Phó Chủ tịch thường trực",
    "vice": "Phó Chủ tịch",
    "member": "Ủy viên",
    "secretary": "Ủy viên thư ký",
}
PRESENCES = {"present": "có mặt", "absent": "vắng", "written": "ý kiến bằng văn bản", None: ""}
MODES = {"secret": "bỏ phiếu kín", "open": "biểu quyết công khai", "paper": "bỏ phiếu giấy"}
WHOLES = {"all-members": "tổng số thành viên Hội đồng", "present": "số thành viên có mặt"}


def invitation_words(sitting: Sitting, *, on: date) -> dict[str, Any]:
    """The words of the invitation to a sitting."""
    office, held = the_office(), minutes(sitting.pk)
    return (
        _head(office, held, title="GIẤY MỜI", subtitle=f"Họp {held['council']['name']}", kind="GM", on=on)
        | signature(office, lines=_for_the_council(held), signer=_name(held["chair"]), first=("Như trên",))
        | {key: said for key, said in _held(held).items() if not key.startswith("secretary") and key != "day"}
    )


def minutes_words(sitting: Sitting, *, on: date) -> dict[str, Any]:
    """The words of the minutes of a sitting."""
    office, held = the_office(), minutes(sitting.pk)
    return (
        _head(
            office,
            held,
            title="BIÊN BẢN",
            subtitle=f"Họp {held['council']['name']}",
            kind="BB",
            on=held["held_on"],
            number=held["minutes_number"],
        )
        | _held(held)
        | {
            "recipients": recipients(("Thành viên Hội đồng", *office.recipients)),
            "quorum": _quorum(held["quorum"]),
            "notes": _paragraphs(held["notes"]),
            "items": [_item(one) for one in held["items"]],
            "ballots": [_ballot_line(one) for one in held["ballots"] if one["state"] == "closed"],
        }
    )


def tally_words(sitting: Sitting, *, on: date) -> dict[str, Any]:
    """The words of the minutes of the tally: every closed ballot with its numbers."""
    office, held = the_office(), minutes(sitting.pk)
    closed = [one for one in held["ballots"] if one["state"] == "closed"]
    said = _held(held)
    tellers = list(dict.fromkeys(name for one in closed for name in one["tellers"]))
    return (
        _head(
            office,
            held,
            title="BIÊN BẢN KIỂM PHIẾU",
            subtitle=f"Họp {held['council']['name']}",
            kind="BB",
            on=held["held_on"],
        )
        | {key: said[key] for key in ("council", "set_up", "when", "day", "chair")}
        | {
            "teller_names": ", ".join(tellers),
            "ballots": [_ballot(place, one, held["items"]) for place, one in enumerate(closed, 1)],
        }
    )


def _head(
    office: Office, held: dict[str, Any], *, title: str, subtitle: str, kind: str, on: date, number: str = ""
) -> dict[str, Any]:
    """A council issues under the name of the unit that set it up."""
    return letterhead(
        office,
        title=title,
        subtitle=subtitle,
        number=number or f"{BLANK}/{kind}-{symbol_of(office)}",
        on=on,
        year=on.year,
        issuer=held["council"]["name"],
        parent=held["council"]["unit"],
    )


def _held(held: dict[str, Any]) -> dict[str, Any]:
    council = held["council"]
    day = write_long_date(held["held_on"])
    hour = held["at_hour"].replace(":", " giờ ")
    return {
        "council": council["name"],
        "set_up": f"lập theo Quyết định số {council['decision_number']} ngày {write_date(council['decided_on'])}",
        "when": f"{hour}, {day}" if hour else day,
        "day": day,
        "place": held["place"] or UNSAID,
        "chair": _name(held["chair"]) or UNSAID,
        "chair_post": held["chair"]["post"] if held["chair"] else "",
        "secretary": _name(held["secretary"]) or UNSAID,
        "secretary_post": held["secretary"]["post"] if held["secretary"] else "",
        "content": f"{len(held['items'])} hồ sơ của đợt “{held['round']['name']}”",
        "members": [
            {
                "order": str(place),
                "name": one["name"],
                "post": one["post"],
                "seat": SEATS[one["seat"]] + ("" if one["votes"] else ", không biểu quyết"),
                "presence": PRESENCES[one["presence"]],
            }
            for place, one in enumerate(held["members"], 1)
        ],
    }


def _name(member: dict[str, Any] | None) -> str:
    return member["name"] if member else ""


def _for_the_council(held: dict[str, Any]) -> list[str]:
    """In whose name the invitation is signed; a vice chair signs for the chair."""
    seat = next((one["seat"] for one in held["members"] if held["chair"] and one["id"] == held["chair"]["id"]), "chair")
    if seat in ("vice", "permanent-vice"):
        return ["TM. Hội đồng", "KT. Chủ tịch", SEATS[seat]]
    return ["TM. Hội đồng", SEATS["chair"]]


def _quorum(known: dict[str, Any]) -> str:
    said = (
        f"{known['members']} thành viên có quyền biểu quyết: có mặt {known['present']}, vắng {known['absent']}, "
        f"gửi ý kiến bằng văn bản {known['written']}"
    )
    if known["unsaid"]:
        said += f", chưa điểm danh {known['unsaid']}"
    if known["needed"] is None:
        return f"{said}."
    verdict = {True: "đủ điều kiện họp", False: "chưa đủ điều kiện họp", None: "chưa rõ đủ điều kiện họp hay không"}
    return f"{said}; cần có mặt {known['needed']} ({known['source']}): {verdict[known['met']]}."


def _paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _who(item: dict[str, Any]) -> str:
    rank = item["rank"] if item["recipient"] == "individual" else ""
    name = " ".join(part for part in (rank, item["name"]) if part)
    unit = item["unit"] if item["unit"] != item["name"] else ""
    return f"{name}, {unit}" if unit else name


def _item(item: dict[str, Any]) -> dict[str, str]:
    left = f"Không tham gia: {', '.join(item['left'])}." if item["left"] else ""
    words = item["result"]["words"] if item["result"] else ""
    return {
        "order": str(item["place"]),
        "name": _who(item),
        "form": item["award_name"],
        "result": _result(item["result"]),
        "notes": " ".join(part for part in (item["notes"].strip(), words.strip(), left) if part),
    }


def _result(result: dict[str, Any] | None) -> str:
    if result is None:
        return ""
    yes = result["yes"] + result["written_yes"]
    needed = f" (cần {result['needed']})" if result["needed"] is not None else ""
    return f"{yes}/{result['whole']} phiếu đồng ý{needed}: {_verdict(result['passed'])}"


def _verdict(passed: bool | None) -> str:
    return {True: "đạt", False: "không đạt", None: "chưa rõ"}[passed]


def _rule(rule: dict[str, Any]) -> str:
    if rule.get("percent") is None:
        return "chưa rõ tỷ lệ cần có"
    percent = f"{rule['percent']:g}".replace(".", ",")
    source = rule.get("cite") or rule.get("source") or ""
    said = f"cần {percent} % {WHOLES.get(rule.get('of', ''), '')}"
    return f"{said}, theo {source}" if source else said


def _ballot_line(ballot: dict[str, Any]) -> str:
    digest = f"; mã hòm phiếu {ballot['digest']}" if ballot["digest"] else ""
    return f"{_titled(ballot)}: {MODES[ballot['mode']]}, {_rule(ballot['rule'])}{digest}."


def _titled(ballot: dict[str, Any]) -> str:
    turn = f", lượt {ballot['turn']}" if ballot["turn"] > 1 else ""
    return f"{ballot['award_name']}{turn}"


def _ballot(place: int, ballot: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    lines: list[dict[str, str]] = []
    for item in items:
        result = item["result"]
        if result is None or result["ballot"] != ballot["id"]:
            continue
        lines.append(
            {
                "order": str(len(lines) + 1),
                "name": _who(item),
                **{key: str(result[key]) for key in ("yes", "no", "blank", "whole")},
                "written": f"{result['written_yes']} / {result['written_no']}",
                "needed": "" if result["needed"] is None else str(result["needed"]),
                "result": _verdict(result["passed"]),
            }
        )
    return {
        "title": f"{place}. {_titled(ballot)}",
        "mode": MODES[ballot["mode"]],
        "rule": _rule(ballot["rule"]),
        "tellers": ", ".join(ballot["tellers"]) or UNSAID,
        "digest": ballot["digest"],
        "lines": lines,
    }
