"""Making a list public: for comment, for as many working days as the law asks, or for verification with a right of reply.

    posting = post(round.pk, [12, 13], place="Trang thông tin nội bộ", from_date=monday, by=officer, at=now, on=today)
    opinion = receive_opinion(posted.pk, from_whom="Ông …", words="…", received_on=today, by=officer, at=now)
    reply(opinion.pk, "…", by=clerk, at=now, on=today)
    settle(opinion.pk, "unfounded", words="…", by=officer, at=now)
    end(posting.pk, by=officer, at=now, on=today)

A list that the law wants public longer is refused. What came in is settled before a dossier goes on (`operations.conditions`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tdkt.law.telling import cited
from tdkt.law.way import ENDED
from tdkt.law.workdays import Calendar, calendar_of
from tdkt.operations.conditions import PUBLIC, VERIFICATION, comment_needed
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.way import step_back, take_within
from tdkt.records.models import Account, Nomination, Opinion, Posted, Posting, Round, Step
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

SETTLINGS = ("unfounded", "founded")
VERIFIED_FROM = ("received", "checked", "posted", "ready")
"""The states in which a dossier may be put up for verification."""


@dataclass(frozen=True)
class Need:
    """What the law asks of a list: working days (None: it must be public, no text says how long; 0: it need not be), and the provision."""

    working_days: int | None
    cite: str = ""

    def cited(self, language: str = "vi") -> str:
        """The provision as an office cites it."""
        return cited(office_law(), self.cite, language) if self.cite else ""


def need_of(nominations: Iterable[Nomination]) -> Need:
    """The longest public comment that any of these dossiers owes by the law of its round's day. They come with their rounds."""
    law = office_law()
    found = [
        comment for one in nominations if (comment := comment_needed(law, one.award, one.round.law_on)) is not None
    ]
    known = [Need(comment.working_days, comment.cite) for comment in found if comment.working_days is not None]
    if known:
        return max(known, key=lambda need: need.working_days or 0)
    return Need(None, found[0].cite) if found else Need(0)


def calendar() -> Calendar:
    """The working days as this office counts them."""
    return calendar_of(office_law())


def post(
    round_id: int,
    nominations: Sequence[int],
    *,
    place: str,
    from_date: date,
    by: Account | None,
    at: datetime,
    on: date,
    kind: str = PUBLIC,
    working_days: int | None = None,
    note: str = "",
) -> Posting:
    """Put a list of one round's dossiers up from a day on, as one act; those for public comment stand as posted from then.

    `working_days`: how long; as long as the law asks where it is not said. Raises `RuleNotMet` for less than that, for no place, or for
    a day before the dossiers were appraised; `WrongState` for dossiers that cannot be posted now.
    """
    require(by, "post-list")
    place = " ".join(nfc(place).split())
    if not place:
        raise RuleNotMet("Chưa ghi nơi công khai.", "Where the list is public is not written.")
    keys = list(dict.fromkeys(nominations))
    with writing(by=by, at=at, verb="postings.post", detail={"round": round_id, "dossiers": len(keys)}) as pen:
        found = _of_round(round_id, keys)
        need = need_of(found) if kind == PUBLIC else Need(0)
        days = working_days if working_days is not None else need.working_days
        if not days:
            raise RuleNotMet(
                "Chưa ghi số ngày làm việc công khai. Luật không nêu số ngày cho danh sách này nên cơ quan tự định.",
                "For how many working days is not written. No text gives the number for this list, so the office sets it.",
            )
        if days < (need.working_days or 0):
            least = calendar().last_day(from_date, need.working_days or 1)
            raise RuleNotMet(
                f"Phải công khai ít nhất {need.working_days} ngày làm việc ({need.cited()}): đến hết {write_date(least)}.",
                f"The list must be public for {need.working_days} working days at least ({need.cited('en')}): until {write_date(least)}.",
            )
        if kind == PUBLIC:
            latest = max(one.since for one in found)
            if from_date < latest:
                raise RuleNotMet(
                    f"Có hồ sơ đến {write_date(latest)} mới thẩm định xong, nên không thể công khai từ {write_date(from_date)}.",
                    f"A dossier was appraised on {write_date(latest)} only, so the list cannot be public from {write_date(from_date)}.",
                )
        posting = pen.add_one(
            Posting(
                round_id=round_id,
                kind=kind,
                place=place,
                from_date=from_date,
                to_date=calendar().last_day(from_date, days),
                working_days=days,
                cite=need.cite,
                note=note.strip(),
            )
        )
        pen.add(Posted(posting=posting, nomination_id=key) for key in keys)
        pen.entry.detail["posting"] = posting.pk
        if kind == PUBLIC:
            take_within(pen, keys, "post", by=by, on=on, reason=note)
        else:
            _standing(found, VERIFIED_FROM)
    return posting


def end(posting_id: int, *, by: Account | None, at: datetime, on: date) -> Posting:
    """Take a list down. Raises `RuleNotMet` before the working days of the law are over, `WrongState` for one that is not up."""
    require(by, "post-list")
    with writing(by=by, at=at, verb="postings.end", detail={"posting": posting_id}) as pen:
        posting = _up(posting_id)
        nominations = Nomination.objects.filter(posted__posting=posting).select_related("round")
        need = need_of(nominations) if posting.kind == PUBLIC else Need(0)
        last = min(on, posting.to_date)
        stood = calendar().working_days_between(posting.from_date, last)
        if stood < (need.working_days or 0):
            until = calendar().last_day(posting.from_date, need.working_days or 1)
            raise RuleNotMet(
                f"Mới công khai {stood} trong {need.working_days} ngày làm việc ({need.cited()}). Kết thúc được từ {write_date(until)}.",
                f"Public for {stood} of {need.working_days} working days ({need.cited('en')}). It can end on {write_date(until)}.",
            )
        pen.change(posting, state="ended", to_date=max(last, posting.from_date))
    return posting


def call_off(posting_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> Posting:
    """Call a list off as if it had not been: its dossiers stand as appraised again. Raises `WrongState` where one has moved on."""
    require(by, "post-list")
    if not reason.strip():
        raise RuleNotMet("Chưa ghi lý do hủy danh sách.", "Why the list is called off is not written.")
    detail = {"posting": posting_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="postings.call-off", detail=detail) as pen:
        posting = _up(posting_id)
        keys = list(Posted.objects.filter(posting=posting).values_list("nomination_id", flat=True))
        if Opinion.objects.filter(posted__posting=posting).exists():
            raise WrongState(
                "Đã có ý kiến gửi đến danh sách này nên không hủy được. Giải quyết ý kiến rồi kết thúc.",
                "Opinions have come in on this list, so it is not called off. Settle them and end it.",
            )
        if posting.kind == PUBLIC:
            steps = Step.objects.filter(nomination__in=keys, name="post", undone_by__isnull=True).order_by("pk")
            newest = {step.nomination_id: step for step in steps}
            _, skipped = step_back(pen, list(newest.values()), by=by, on=on)
            if skipped:
                raise WrongState(
                    f"Không hủy được danh sách. {skipped[0].vietnamese}",
                    f"The list cannot be called off. {skipped[0].english}",
                )
        pen.change(posting, state="called-off", note=reason.strip())
    return posting


# --- opinions -----------------------------------------------------------------------------------


def receive_opinion(
    posted_id: int, *, from_whom: str, words: str, received_on: date, by: Account | None, at: datetime
) -> Opinion:
    """Enter an opinion on a posted dossier: from whom, and what it says. Raises `WrongState` once the dossier has ended."""
    require(by, "post-list")
    from_whom, words = " ".join(nfc(from_whom).split()), nfc(words).strip()
    if not from_whom or not words:
        raise RuleNotMet("Ghi cả người góp ý và nội dung ý kiến.", "Write both who sent the opinion and what it says.")
    with writing(by=by, at=at, verb="opinions.receive", detail={"posted": posted_id}) as pen:
        posted = Posted.objects.filter(pk=posted_id).select_related("posting", "nomination").first()
        if posted is None:
            raise NotFound("Không có hồ sơ này trong danh sách công khai.", "This dossier is on no list.")
        if posted.posting.state == "called-off" or posted.nomination.state in ENDED:
            raise WrongState(
                "Danh sách đã hủy hoặc hồ sơ đã kết thúc nên không nhận thêm ý kiến.",
                "The list is called off or the dossier has ended: no more opinions are taken.",
            )
        if received_on < posted.posting.from_date:
            raise RuleNotMet(
                f"Ý kiến không thể đến trước ngày công khai {write_date(posted.posting.from_date)}.",
                f"No opinion comes before the list was public, on {write_date(posted.posting.from_date)}.",
            )
        pen.entry.detail["nomination"] = posted.nomination_id
        return pen.add_one(Opinion(posted=posted, from_whom=from_whom, words=words, received_on=received_on))


def reply(opinion_id: int, words: str, *, by: Account | None, at: datetime, on: date) -> Opinion:
    """Enter what the person proposed, or the unit, replies. It can be said again until the opinion is settled."""
    require(by, "reply-opinion")
    if not words.strip():
        raise RuleNotMet("Chưa ghi nội dung giải trình.", "The reply is not written.")
    with writing(by=by, at=at, verb="opinions.reply", detail={"opinion": opinion_id}) as pen:
        opinion = _open_opinion(opinion_id, by, on)
        pen.change(opinion, reply=nfc(words).strip(), replied_on=on)
    return opinion


def settle(opinion_id: int, settled: str, *, words: str, by: Account | None, at: datetime, on: date) -> Opinion:
    """Conclude on an opinion: founded or not, and why. In a verification only after the reply of the person concerned is in."""
    require(by, "post-list")
    if settled not in SETTLINGS or not words.strip():
        raise RuleNotMet(
            "Chọn kết luận có cơ sở hay không, và ghi căn cứ.", "Choose whether it is founded, and write the grounds."
        )
    detail = {"opinion": opinion_id, "settled": settled}
    with writing(by=by, at=at, verb="opinions.settle", detail=detail) as pen:
        opinion = _open_opinion(opinion_id, by, on)
        if opinion.posted.posting.kind == VERIFICATION and not opinion.reply:
            raise RuleNotMet(
                "Người được đề nghị có quyền giải trình. Ghi giải trình, hoặc ghi là không giải trình, rồi kết luận.",
                "The person proposed has a right of reply. Enter the reply, or that none was given, then conclude.",
            )
        pen.change(opinion, settled=settled, settled_words=nfc(words).strip())
    return opinion


def reopen(opinion_id: int, *, by: Account | None, at: datetime, on: date) -> Opinion:
    """Take the conclusion on an opinion back. Raises `WrongState` once the dossier has gone before the council."""
    require(by, "post-list")
    with writing(by=by, at=at, verb="opinions.reopen", detail={"opinion": opinion_id}) as pen:
        opinion = _opinion(opinion_id, by, on)
        if not opinion.settled or opinion.posted.nomination.state not in VERIFIED_FROM:
            raise WrongState(
                "Ý kiến chưa được kết luận, hoặc hồ sơ đã đi tiếp.",
                "The opinion is not settled, or the dossier has moved on.",
            )
        pen.change(opinion, settled="", settled_words="")
    return opinion


# --- rows ---------------------------------------------------------------------------------------


def _of_round(round_id: int, keys: Sequence[int]) -> list[Nomination]:
    """These dossiers, which must be of this round."""
    if not Round.objects.filter(pk=round_id).exists():
        raise NotFound("Không có đợt xét này.", "There is no such round.")
    found = list(Nomination.objects.filter(pk__in=keys, round=round_id).select_related("round", "subject"))
    if not keys or len(found) != len(keys):
        raise NotFound(
            "Chưa chọn hồ sơ, hoặc có hồ sơ không thuộc đợt này.", "No dossier is chosen, or one is not of this round."
        )
    return found


def _standing(found: Iterable[Nomination], states: Sequence[str]) -> None:
    """Raises `WrongState` where one of these dossiers stands elsewhere."""
    for one in found:
        if one.state not in states:
            raise WrongState(
                f"{one.subject.name}: hồ sơ không ở bước có thể xác minh.",
                f"{one.subject.name}: the dossier is not at a step where it is verified.",
            )


def _up(posting_id: int) -> Posting:
    posting: Posting | None = Posting.objects.filter(pk=posting_id).first()
    if posting is None:
        raise NotFound("Không có danh sách công khai này.", "There is no such list.")
    if posting.state != "up":
        raise WrongState("Danh sách này đã kết thúc hoặc đã hủy.", "This list has ended or was called off.")
    return posting


def _opinion(opinion_id: int, by: Account | None, on: date) -> Opinion:
    every = Opinion.objects.all() if by is None else Opinion.objects.visible_to(by, on=on)
    opinion: Opinion | None = (
        every.filter(pk=opinion_id).select_related("posted__posting", "posted__nomination").first()
    )
    if opinion is None:
        raise NotFound("Không có ý kiến này.", "There is no such opinion.")
    return opinion


def _open_opinion(opinion_id: int, by: Account | None, on: date) -> Opinion:
    opinion = _opinion(opinion_id, by, on)
    if opinion.settled:
        raise WrongState(
            "Ý kiến này đã được kết luận. Mở lại trước khi sửa.", "This opinion is settled. Open it again first."
        )
    return opinion
