"""The sample office in the midst of a round: lists of the screening, dossiers on their way, a council about to meet, a draft to be signed."""

from datetime import datetime
from typing import Any

from tdkt.operations.candidates import candidates
from tdkt.operations.council import Seat, set_up_council
from tdkt.operations.dossiers import missing_papers, save_text
from tdkt.operations.drafts import draft, put_to_sign
from tdkt.operations.nominations import nominate
from tdkt.operations.office_papers import make
from tdkt.operations.papers import add_paper, look_at
from tdkt.operations.reporting import root_unit
from tdkt.operations.rounds import make_round, open_round
from tdkt.operations.sittings import call_sitting, put_on_agenda
from tdkt.operations.way import take
from tdkt.records.models import Account, Nomination, Role, Round, Service
from tdkt.sample import rounds as said


def enter(*, at: datetime) -> None:
    """Enter the round with all that belongs to it, as the office's own people."""
    officer, clerk = (Account.objects.get(sample=True, role=role) for role in (Role.OFFICER, Role.CLERK))
    round_ = the_round(officer, at=at)
    appraised: dict[str, list[int]] = {}
    for wanted in said.WANTED:
        made = propose(round_, wanted.award, wanted.proposed, unit=root_unit(), by=officer, at=at)
        take(made, "submit", by=officer, at=at, on=said.SUBMITTED)
        take(made, "receive", by=officer, at=at, on=said.RECEIVED)
        appraised[wanted.award] = appraise(made[: wanted.appraised], officer, at=at)
        if wanted.ready:
            take(appraised[wanted.award][: wanted.ready], "ready", by=officer, at=at, on=said.READY, reason=said.REASON)
    of_the_district(round_, clerk, officer, at=at)
    the_council(round_, officer, at=at)
    agency = appraised["giay-khen"]
    paper = draft(round_.pk, level="agency", nominations=agency, reason=said.REASON, by=officer, at=at, on=said.READY)
    put_to_sign(paper.pk, by=officer, at=at)


def the_round(officer: Account, *, at: datetime) -> Round:
    forms = [{"award": one.award, "class": None, "level": one.level} for one in said.WANTED]
    made = make_round(
        "yearly",
        name=said.NAME,
        unit_id=root_unit() or 0,
        years=(2019, 2019),
        law_on=said.LAW_DAY,
        opens_on=said.OPENS,
        closes_on=said.CLOSES,
        forms=forms,
        by=officer,
        at=at,
    )
    return open_round(made.pk, by=officer, at=at)


def propose(round_: Round, award: str, count: int, *, unit: int | None, by: Account, at: datetime) -> list[int]:
    """Propose the first of those who qualify, then of those whom the council judges; whoever may not be is passed over."""
    found = candidates(round_, [unit or 0], award, None, by=by, on=said.LAW_DAY)
    keys = [key for part in ("eligible", "council") for key in found.parts[part] if key in found.may_be_proposed]
    made = nominate(
        round_,
        keys[:count],
        award=award,
        class_no=None,
        unit=unit or 0,
        by=by,
        at=at,
        on=said.PROPOSED,
        reason=said.REASON,
    ).made
    for place, one in enumerate(made):
        save_text(one.pk, {"thanh-tich": said.ACHIEVEMENT[place % len(said.ACHIEVEMENT)]}, 0, by=by, at=at)
    return [one.pk for one in made]


def appraise(nominations: list[int], officer: Account, *, at: datetime) -> list[int]:
    """Complete the papers of these dossiers and hold them appraised: the achievement report is made from the register itself."""
    for nomination, lines in missing_papers(nominations).items():
        for line in lines:
            name, content, _ = make("bao-cao-thanh-tich", nomination, on=said.APPRAISED, by=officer)
            add_paper(nomination, line.kind, look_at(name, content), by=officer, at=at, on=said.APPRAISED)
    if nominations:
        take(nominations, "check", by=officer, at=at, on=said.APPRAISED, reason=said.REASON)
    return nominations


def of_the_district(round_: Round, clerk: Account, officer: Account, *, at: datetime) -> None:
    """What the clerk of a district has in hand: dossiers being written, two submitted, one returned with a point."""
    made = propose(round_, "giay-khen", said.FROM_THE_DISTRICT, unit=clerk.unit_id, by=clerk, at=at)
    sent = made[:3]
    take(sent, "submit", by=clerk, at=at, on=said.SUBMITTED)
    take(sent[:1], "return", by=officer, at=at, on=said.RECEIVED, reason=said.RETURNED[1], points=[said.RETURNED])


def the_council(round_: Round, officer: Account, *, at: datetime) -> None:
    """The council with the leaders of the force, called for a day after the working day, the ready dossiers on its agenda."""
    council = set_up_council(
        said.COUNCIL,
        unit=root_unit() or 0,
        decision_number=said.COUNCIL_DECISION,
        decided_on=said.COUNCIL_FROM,
        from_date=said.COUNCIL_FROM,
        members=seats(),
        quorum_percent=said.QUORUM,
        quorum_source=said.QUORUM_SOURCE,
        by=officer,
        at=at,
    )
    sitting = call_sitting(
        council.pk, round_.pk, held_on=said.SITTING, at_hour=said.HOUR, place=said.PLACE, by=officer, at=at
    )
    ready = Nomination.objects.filter(round=round_, state="ready").values_list("pk", flat=True)
    put_on_agenda(sitting.pk, ready, by=officer, at=at, on=said.LAW_DAY)


def seats() -> list[Seat]:
    """The seats in the order of posts: the director in the chair, the sample's member with his account, the officer as secretary."""
    held: dict[int, Any] = {}
    for service in Service.objects.filter(
        post__in=said.POSTS, since__lte=said.LAW_DAY, subject__departure=None
    ).order_by("since", "pk"):
        held[service.subject_id] = service
    latest = Service.objects.filter(subject__in=held, since__lte=said.LAW_DAY).select_related("subject", "unit")
    now = {one.subject_id: one for one in latest.order_by("since", "pk")}
    standing = [one for one in now.values() if one.post in said.POSTS]
    standing.sort(key=lambda one: (said.POSTS.index(one.post), one.subject.name_key))
    accounts = {one.name: one.username for one in Account.objects.filter(sample=True, role=Role.MEMBER)}
    found = [
        Seat(
            one.subject.name,
            "chair" if place == 0 else "permanent-vice" if one.post == "Phó Giám đốc" and place == 1 else "member",
            post=one.post,
            username=accounts.get(one.subject.name, ""),
            subject=one.subject_id,
            unit=one.unit_id,
        )
        for place, one in enumerate(standing[: said.MEMBERS - 1])
    ]
    officer = Account.objects.get(sample=True, role=Role.OFFICER)
    return [*found, Seat(officer.name, "secretary", post="Cán bộ thi đua, khen thưởng", votes=False)]
