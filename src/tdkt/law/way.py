"""The way of a dossier: ONE table of transitions. What is not in the table cannot happen.

A transition has a name, the states it leads from and to, who may take it, what must hold before it (conditions by name; whoever keeps the
register answers them), which time limit of the law it ends, and what it is called for the office and for the person proposed. Read first:
`TABLE`, `from_state`, `named`; `limit` says by when a state is to be left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tdkt.law.instruments import Law
from tdkt.law.parameters import figure, full_cite, rows

STATES = (
    "drafting",
    "submitted",
    "received",
    "returned",
    "checked",
    "posted",
    "ready",
    "tabled",
    "passed",
    "failed",
    "drafted",
    "sent-up",
    "decided",
    "refused",
    "withdrawn",
    "lowered",
)
"""drafting: with the unit's clerk. submitted: sent up, not yet received. received: at the office, being appraised. returned: back for
correction. checked: complete and lawful. posted: out for public comment. ready: may go before the council. tabled: on the agenda of a
sitting. passed, failed: by the council. drafted: on the list of a draft decision. sent-up: submitted to a higher level. decided: an honour of
the register. refused: by whoever decides. withdrawn; lowered: became a nomination for a lower award."""

ENDED = ("failed", "decided", "refused", "withdrawn", "lowered")

CONDITIONS: Mapping[str, tuple[str, str]] = {
    "within-round": ("trong thời gian của đợt xét", "within the days of the round"),
    "points": ("nêu điểm cần sửa", "the points for correction are named"),
    "remarks-settled": ("các điểm yêu cầu sửa đã được trả lời", "every point for correction is answered"),
    "papers-complete": ("đủ giấy tờ theo danh mục", "every paper of the checklist is there"),
    "lawful": ("đủ điều kiện, hoặc có lý do ghi lại", "eligible, or a reason is recorded"),
    "clean-record": ("không đang bị kỷ luật, xem xét, điều tra", "under no discipline or investigation"),
    "commented": ("đã công khai đủ số ngày làm việc", "public for the working days that the law asks"),
    "opinions-settled": ("ý kiến nhận được đã giải quyết", "the opinions received are settled"),
    "answered": ("các cơ quan được hỏi đã trả lời", "the bodies that were asked have answered"),
    "consulted": ("đã lấy ý kiến cơ quan mà luật định", "the bodies that the law names were asked"),
    "council": ("hội đồng đã thông qua, hoặc không phải qua hội đồng", "passed by the council, or none is asked for"),
    "off-lists": (
        "không đứng trong chương trình họp hay danh sách dự thảo",
        "on no agenda and on no list of a draft",
    ),
}
"""Every condition by name, as the office and as English readers are told of it. `operations.conditions` answers them."""

CLERK, OFFICER, MEMBER, SIGNER = "clerk", "officer", "member", "signer"


@dataclass(frozen=True)
class Transition:
    """One row of the table. `roles` are account roles; `conditions` names of `CONDITIONS`, all of which must hold.

    `within`: the transition is no act by itself, it happens within one of this noun (posting, sitting, draft, nomination); empty: by hand.
    `own`: the states from which the proposing unit may take it itself, where that is not all. `steps`: the steps of the law's
    `processing-days` whose time limit this transition ends. `reverses`: it leads back to where the newest step of that name came from,
    `after` being the usual one. `label`/`told`: (Vietnamese, English) for the office and for the nominee. `undo`: the name of the step
    that takes it back while nothing was built on it; empty: it cannot be taken back.
    """

    name: str
    before: tuple[str, ...]
    after: str
    roles: tuple[str, ...]
    label: tuple[str, str]
    told: tuple[str, str]
    conditions: tuple[str, ...] = ()
    within: str = ""
    own: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    needs_reason: bool = False
    undo: str = ""
    reverses: str = ""


TABLE: tuple[Transition, ...] = (
    Transition(
        name="submit",
        before=("drafting", "returned"),
        after="submitted",
        roles=(CLERK, OFFICER),
        conditions=("within-round", "remarks-settled"),
        label=("Gửi hồ sơ", "Submit"),
        told=("Đơn vị đã gửi hồ sơ", "Your unit submitted the dossier"),
        undo="unsubmit",
    ),
    Transition(
        name="receive",
        before=("submitted",),
        after="received",
        roles=(OFFICER,),
        conditions=("within-round",),
        label=("Tiếp nhận", "Receive"),
        told=("Hồ sơ đã được tiếp nhận", "The dossier was received"),
        steps=("tra-ho-so",),
        undo="unreceive",
    ),
    Transition(
        name="check",
        before=("received",),
        after="checked",
        roles=(OFFICER,),
        conditions=("within-round", "papers-complete", "lawful", "clean-record", "remarks-settled"),
        label=("Xong thẩm định", "Appraised"),
        told=("Hồ sơ đầy đủ, hợp lệ", "The dossier is complete and valid"),
        steps=("appraisal",),
        undo="uncheck",
    ),
    Transition(
        name="post",
        before=("checked",),
        after="posted",
        roles=(OFFICER,),
        conditions=("within-round", "lawful"),
        label=("Công khai", "Post"),
        told=("Đang công khai lấy ý kiến", "Out for public comment"),
        within="posting",
        undo="unpost",
    ),
    Transition(
        name="ready",
        before=("checked", "posted"),
        after="ready",
        roles=(OFFICER,),
        conditions=(
            "within-round",
            "papers-complete",
            "lawful",
            "clean-record",
            "remarks-settled",
            "commented",
            "opinions-settled",
            "answered",
        ),
        label=("Sẵn sàng trình hội đồng", "Ready for the council"),
        told=("Chờ hội đồng họp", "Waiting for the council"),
        undo="unready",
    ),
    Transition(
        name="table",
        before=("ready",),
        after="tabled",
        roles=(OFFICER,),
        conditions=("within-round", "clean-record", "commented", "opinions-settled", "answered"),
        label=("Đưa vào chương trình họp", "Put on the agenda"),
        told=("Có trong chương trình họp hội đồng", "On the agenda of the council"),
        within="sitting",
        undo="untable",
    ),
    Transition(
        name="untable",
        before=("tabled",),
        after="ready",
        roles=(OFFICER,),
        label=("Đưa khỏi chương trình họp", "Take off the agenda"),
        told=("Chờ hội đồng họp", "Waiting for the council"),
        within="sitting",
        reverses="table",
    ),
    Transition(
        name="pass",
        before=("tabled",),
        after="passed",
        roles=(OFFICER, MEMBER),
        conditions=("commented", "opinions-settled"),
        label=("Hội đồng thông qua", "Passed by the council"),
        told=("Hội đồng đã thông qua", "The council approved"),
        within="sitting",
    ),
    Transition(
        name="fail",
        before=("tabled",),
        after="failed",
        roles=(OFFICER, MEMBER),
        label=("Hội đồng không thông qua", "Not passed by the council"),
        told=("Hội đồng không thông qua", "The council did not approve"),
        within="sitting",
    ),
    Transition(
        name="draft",
        before=("passed", "checked", "ready"),
        after="drafted",
        roles=(OFFICER, SIGNER),
        conditions=("within-round", "council", "clean-record", "commented", "opinions-settled", "answered"),
        label=("Đưa vào dự thảo quyết định", "Put on a draft decision"),
        told=("Đang trình ký", "Being submitted for signature"),
        within="draft",
        undo="undraft",
    ),
    Transition(
        name="undraft",
        before=("drafted",),
        after="passed",
        roles=(OFFICER, SIGNER),
        label=("Đưa khỏi dự thảo quyết định", "Take off the draft decision"),
        told=("Chờ trình ký", "Waiting to be submitted for signature"),
        within="draft",
        reverses="draft",
    ),
    Transition(
        name="send-up",
        before=("drafted",),
        after="sent-up",
        roles=(OFFICER, SIGNER),
        conditions=("consulted", "answered", "commented", "opinions-settled"),
        label=("Trình cấp trên", "Send up"),
        told=("Đã trình cấp trên", "Submitted to the higher level"),
        within="draft",
        steps=("trinh",),
        undo="unsend",
    ),
    Transition(
        name="decide",
        before=("drafted", "sent-up"),
        after="decided",
        roles=(OFFICER, SIGNER),
        label=("Quyết định khen thưởng", "Decide"),
        told=("Đã có quyết định khen thưởng", "Commended by decision"),
        within="draft",
        steps=("tham-dinh-va-trinh", "central-appraisal"),
    ),
    Transition(
        name="refuse",
        before=("drafted", "sent-up"),
        after="refused",
        roles=(OFFICER, SIGNER),
        label=("Không khen thưởng", "Refuse"),
        told=("Cấp có thẩm quyền không khen thưởng", "Not commended by whoever decides"),
        within="draft",
        needs_reason=True,
    ),
    Transition(
        name="return",
        before=("submitted", "received", "checked"),
        after="returned",
        roles=(OFFICER,),
        conditions=("points",),
        label=("Trả lại để sửa", "Return for correction"),
        told=("Hồ sơ được trả lại để bổ sung", "The dossier was returned to be completed"),
        undo="unreturn",
    ),
    Transition(
        name="lower",
        before=("received", "checked", "ready", "tabled", "failed"),
        after="lowered",
        roles=(OFFICER,),
        label=("Chuyển mức khen thấp hơn", "Lower the award"),
        told=("Chuyển sang hình thức khen thấp hơn", "Proposed for a lower award instead"),
        within="nomination",
        needs_reason=True,
    ),
    Transition(
        name="withdraw",
        before=tuple(state for state in STATES if state not in ENDED),
        after="withdrawn",
        roles=(CLERK, OFFICER),
        own=("drafting", "submitted", "returned"),
        conditions=("off-lists",),
        label=("Rút hồ sơ", "Withdraw"),
        told=("Đề nghị đã rút", "The nomination was withdrawn"),
        needs_reason=True,
        undo="unwithdraw",
    ),
)


@dataclass(frozen=True)
class Limit:
    """Within how many working days a transition is to be taken, by which provision (full id), whose words say for whom it is."""

    transition: str
    working_days: int
    cite: str
    words: str
    words_en: str
    confidence: str


def from_state(state: str) -> tuple[Transition, ...]:
    """The transitions that lead away from a state, in the order of the table."""
    return tuple(one for one in TABLE if state in one.before)


def named(name: str) -> Transition:
    """The transition of this name. Raises `KeyError`."""
    found = next((one for one in TABLE if one.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def undone(name: str) -> Transition:
    """The transition that a step of this name takes back ("unreceive": receive). Raises `KeyError`."""
    found = next((one for one in TABLE if one.undo == name), None)
    if found is None:
        raise KeyError(name)
    return found


def limit(law: Law, state: str, *, award: str, level: str, on: date) -> Limit | None:
    """By which time limit a state is to be left, by the law of a day: that of the first transition from it that has one; None: none known.

    A row of the law files that names levels is for those alone; an office's own rows go before the general ones.
    """
    known = rows(law, "processing-days", on)
    for transition in from_state(state):
        for row, parameter in known:
            days = figure(row.get("working_days"), parameter)
            levels, awards = row.get("level"), row.get("awards")
            if (
                days is not None
                and row["step"] in transition.steps
                and (not levels or level in levels)
                and (not awards or award in awards)
            ):
                return Limit(
                    transition=transition.name,
                    working_days=int(days.value),
                    cite=full_cite(row.get("cite"), parameter),
                    words=str(row.get("vi", "")),
                    words_en=str(row.get("en", row.get("vi", ""))),
                    confidence=days.confidence,
                )
    return None
