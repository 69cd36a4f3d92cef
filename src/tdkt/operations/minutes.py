"""What the minutes of a sitting say, as one plain dictionary for the papers and the screen; made anew from the rows each time."""

from typing import Any

from tdkt.law.catalogue import award
from tdkt.operations.council import members_on
from tdkt.operations.errors import NotFound
from tdkt.operations.presence import quorum
from tdkt.records.models import AgendaItem, Ballot, Conflict, Presence, Sitting, Tally, Teller


def minutes(sitting_id: int) -> dict[str, Any]:
    """Everything that was recorded of a sitting.

        council     {"id", "name", "unit", "decision_number", "decided_on"}
        round       {"id", "name", "kind"}
        number, held_on, at_hour, place, state, minutes_number, notes
        chair, secretary    {"id", "name", "post"} or None
        members     [{"id", "name", "post", "seat", "votes", "presence": present|absent|written|None, "note"}]
        quorum      {"members", "present", "written", "absent", "unsaid", "percent", "share", "source", "needed", "met"};
                    unknown is None, share is "2/3" or "60%"
        items       [{"id", "place", "nomination", "subject", "recipient", "name", "rank", "post", "unit", "award", "class_no", "award_name",
                     "notes", "conflicts": [{"member", "name", "why", "words", "state": stands|lifted}],
                     "left": [names of those who took no part], "result": the tally below or None}]
          result    {"yes", "no", "blank", "written_yes", "written_no", "whole", "needed", "passed", "words", "mode", "ballot"}
        ballots     [{"id", "award", "class_no", "award_name", "turn", "mode", "state", "rule", "members", "digest", "tellers": [names]}]

    Days are `date`, numbers numbers. Raises `NotFound`.
    """
    sitting = (
        Sitting.objects.select_related("council__unit", "round", "chair", "secretary").filter(pk=sitting_id).first()
    )
    if sitting is None:
        raise NotFound("Không có phiên họp này trong sổ.", "There is no such sitting in the register.")
    council = sitting.council
    ballots = list(Ballot.objects.filter(sitting=sitting).order_by("award", "class_no", "turn"))
    return {
        "id": sitting.pk,
        "council": {
            "id": council.pk,
            "name": council.name,
            "unit": council.unit.name,
            "decision_number": council.decision_number,
            "decided_on": council.decided_on,
        },
        "round": {"id": sitting.round_id, "name": sitting.round.name, "kind": sitting.round.kind},
        "number": sitting.number,
        "held_on": sitting.held_on,
        "at_hour": sitting.at_hour,
        "place": sitting.place,
        "state": sitting.state,
        "minutes_number": sitting.minutes_number,
        "notes": sitting.notes,
        "chair": _named(sitting.chair),
        "secretary": _named(sitting.secretary),
        "members": _members(sitting),
        "quorum": vars(quorum(sitting)).copy(),
        "items": _items(sitting),
        "ballots": _ballots(ballots),
    }


def _named(member: Any) -> dict[str, Any] | None:
    return {"id": member.pk, "name": member.name, "post": member.post} if member else None


def _members(sitting: Sitting) -> list[dict[str, Any]]:
    said = {row.member_id: row for row in Presence.objects.filter(sitting=sitting)}
    return [
        {
            "id": one.pk,
            "name": one.name,
            "post": one.post,
            "seat": one.seat,
            "votes": one.votes,
            "presence": said[one.pk].presence if one.pk in said else None,
            "note": said[one.pk].note if one.pk in said else "",
        }
        for one in members_on(sitting.council_id, sitting.held_on)
    ]


def _items(sitting: Sitting) -> list[dict[str, Any]]:
    results: dict[int, Tally] = {}
    closed = Tally.objects.filter(ballot__sitting=sitting, ballot__state="closed").select_related("ballot")
    for tally in closed.order_by("ballot__turn", "ballot__pk"):
        results[tally.nomination_id] = tally
    conflicts: dict[int, list[Conflict]] = {}
    found = Conflict.objects.filter(item__sitting=sitting).select_related("member")
    for one in found.order_by("member__place", "member_id", "why"):
        conflicts.setdefault(one.item_id, []).append(one)
    items = AgendaItem.objects.filter(sitting=sitting).select_related("nomination__subject", "nomination__unit")
    return [
        _item(item, conflicts.get(item.pk, []), results.get(item.nomination_id)) for item in items.order_by("place")
    ]


def _item(item: AgendaItem, conflicts: list[Conflict], tally: Tally | None) -> dict[str, Any]:
    nomination = item.nomination
    return {
        "id": item.pk,
        "place": item.place,
        "nomination": nomination.pk,
        "subject": nomination.subject_id,
        "recipient": nomination.recipient,
        "name": nomination.subject.name,
        "rank": nomination.rank,
        "post": nomination.post,
        "unit": nomination.unit.name if nomination.unit else "",
        "award": nomination.award,
        "class_no": nomination.class_no,
        "award_name": award(nomination.award).titled(nomination.class_no),
        "notes": item.notes,
        "conflicts": [
            {"member": one.member_id, "name": one.member.name, "why": one.why, "words": one.words, "state": one.state}
            for one in conflicts
        ],
        "left": list(dict.fromkeys(one.member.name for one in conflicts if one.state == "stands")),
        "result": _result(tally),
    }


def _result(tally: Tally | None) -> dict[str, Any] | None:
    if tally is None:
        return None
    return {
        "yes": tally.yes,
        "no": tally.no,
        "blank": tally.blank,
        "written_yes": tally.written_yes,
        "written_no": tally.written_no,
        "whole": tally.whole,
        "needed": tally.needed,
        "passed": tally.passed,
        "words": tally.words,
        "mode": tally.ballot.mode,
        "ballot": tally.ballot_id,
    }


def _ballots(ballots: list[Ballot]) -> list[dict[str, Any]]:
    tellers: dict[int, list[str]] = {}
    for one in Teller.objects.filter(ballot__in=ballots).select_related("member").order_by("member__place"):
        tellers.setdefault(one.ballot_id, []).append(one.member.name)
    return [
        {
            "id": one.pk,
            "award": one.award,
            "class_no": one.class_no,
            "award_name": award(one.award).titled(one.class_no),
            "turn": one.turn,
            "mode": one.mode,
            "state": one.state,
            "rule": one.rule,
            "members": one.members,
            "digest": one.digest,
            "tellers": tellers.get(one.pk, []),
        }
        for one in ballots
    ]
