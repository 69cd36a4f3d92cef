"""The result of a block's year: totals computed once and kept with how they came, ranks, what each is proposed for, ties settled with a reason.

Read first: `rank_year`, `settle`, `correct_mark`. The ranks also stand in the register as places in a group, where the law's "leads a cụm or
khối" reads them. Nothing of a result is erased: a correction adds to `how`, and every state stays among the versions.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tdkt.operations.blocks import arranged
from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.marks import THOUSANDTH, Entry, counting, sheet_of, the_member, write
from tdkt.operations.permissions import require
from tdkt.records.models import Account, BlockMember, BlockYear, Mark, Outcome, Ranking
from tdkt.records.models.blocks import CHOICES
from tdkt.reports import scoring
from tdkt.reports.scoring import TIED, Total

CHOICE_WORDS = {"flag": ("Cờ", "flag"), "certificate": ("Bằng khen", "certificate")}


def rank_year(year_id: int, *, on: date, by: Account | None, at: datetime) -> list[Outcome]:
    """Total the marks that count, rank the members and propose by rank alone; borders through equal ranks are left to the conference.

    Raises `WrongState` unless marks are being appraised and every member has all that counts; `RuleNotMet` where the register holds another
    place for one of them.
    """
    require(by, "arrange-blocks")
    with writing(by=by, at=at, verb="blocks.rank", detail={"block_year": year_id}) as pen:
        year = arranged(year_id, "appraising", by=by, at=at)
        members, totals = computed(year)
        found = placed(year, totals)
        made = pen.add(outcome_of(one, totals[one.pk], found[one.pk]) for one in members)
        record_places(pen, year, {one.unit.subject_id: found[one.pk][0] for one in members})
        pen.change(year, state="ranked", ranked_on=on)
        pen.entry.detail |= {"members": len(made)}
    return made


def computed(year: BlockYear) -> tuple[list[BlockMember], dict[int, Total]]:
    """The members with the total of each. Raises `WrongState` naming unit and criteria where something that counts is not marked."""
    sheet = sheet_of(year)
    members = list(year.members.select_related("unit").order_by("place", "pk"))
    marks: dict[int, dict[str, dict[str, Mark]]] = {one.pk: {} for one in members}
    for row in Mark.objects.filter(member__in=members):
        marks[row.member_id].setdefault(row.hand, {})[row.criterion] = row
    lacking = []
    for one in members:
        lacks = scoring.missing(sheet, counting(sheet, marks[one.pk]))
        if lacks:
            lacking.append(f"{one.unit.name} ({', '.join(criterion.code for criterion in lacks)})")
    if lacking:
        raise WrongState(f"Chưa chấm đủ: {'; '.join(lacking)}.", f"Not all is marked: {'; '.join(lacking)}.")
    return members, {one.pk: scoring.total_of(sheet, counting(sheet, marks[one.pk])) for one in members}


def placed(year: BlockYear, totals: Mapping[int, Total]) -> dict[int, tuple[int, str]]:
    """The rank of each member and what it is proposed for by it."""
    ranked = scoring.ranks({key: one.total for key, one in totals.items()})
    barred = frozenset(key for key, one in totals.items() if one.bars)
    proposed = scoring.proposals(ranked, flags=year.flags or 0, certificates=year.certificates or 0, barred=barred)
    return {key: (rank, proposed[key]) for key, rank in ranked.items()}


def outcome_of(member: BlockMember, total: Total, found: tuple[int, str]) -> Outcome:
    """The result of a member: its total, and its rank with what it is proposed for by it."""
    rank, proposed = found
    return Outcome(
        member=member,
        total=total.total.quantize(THOUSANDTH),
        rank=rank,
        choice="" if proposed == TIED else proposed,
        how=total.told() | {"proposed": proposed},
    )


def record_places(pen: Pen, year: BlockYear, places: Mapping[int, int]) -> None:
    """Put the ranks into the register as places in the group; what a list has said before must be the same."""
    block = year.block
    known = Ranking.objects.filter(year=year.year, group=block.name, subject__in=places)
    standing = {one.subject_id: one for one in known.select_related("subject")}
    fresh = []
    for subject, rank in places.items():
        before = standing.get(subject)
        if before is None:
            fresh.append(
                Ranking(subject_id=subject, year=year.year, group=block.name, group_level=block.level, rank=rank)
            )
        elif year.state == "ranked":
            pen.change_soon(before, rank=rank)
        elif (before.rank, before.group_level) != (rank, block.level):
            raise RuleNotMet(
                f"Sổ đã ghi {before.subject.name} xếp thứ {before.rank} của {block.name} năm {year.year}, nay tính ra thứ {rank}. "
                "Đối chiếu danh sách xếp hạng đã nhập rồi rút hoặc sửa một trong hai.",
                f"The register has {before.subject.name} as number {before.rank} of {block.name} in {year.year}; now it is number {rank}. "
                "Compare the list that was read in, and mend one of the two.",
            )
    pen.add(fresh)


# --- the conference ----------------------------------------------------------------------------------


def settle(year_id: int, choices: Mapping[int, str], *, reason: str, by: Account | None, at: datetime) -> list[Outcome]:
    """What the conference chose, by member: flag, certificate or nothing, with its reason; within the quotas and never whom the sheet bars.

    Answers the outcomes that changed.
    """
    require(by, "arrange-blocks")
    reason = " ".join(reason.split())
    if not reason:
        raise RuleNotMet(
            "Ghi lý do hội nghị chọn như vậy (ví dụ kết quả bỏ phiếu).", "Say why the conference chose so."
        )
    with writing(by=by, at=at, verb="blocks.settle", detail={"block_year": year_id, "reason": reason}) as pen:
        year = arranged(year_id, "ranked", by=by, at=at)
        outcomes = list(Outcome.objects.filter(member__block_year=year).select_related("member__unit"))
        of = {one.member_id: one for one in outcomes}
        if set(choices) - set(of) or set(choices.values()) - set(CHOICES):
            raise RuleNotMet("Chọn trong các thành viên của khối.", "Choose among the members of the block.")
        after = {key: choices.get(key, one.choice) for key, one in of.items()}
        check_choices(year, of, after)
        changed = [
            of[key]
            for key, choice in choices.items()
            if choice != of[key].choice or (of[key].how.get("proposed") == TIED and not of[key].settled)
        ]
        for one in changed:
            pen.change_soon(one, choice=choices[one.member_id], settled=reason)
        pen.entry.detail["changed"] = len(changed)
    return changed


def check_choices(year: BlockYear, of: Mapping[int, Outcome], after: Mapping[int, str]) -> None:
    """Raises `RuleNotMet` where more are chosen than the quota, or one whom the sheet bars."""
    counts = Counter(after.values())
    for choice, most in (("flag", year.flags), ("certificate", year.certificates)):
        if counts[choice] > (most or 0):
            vietnamese, english = CHOICE_WORDS[choice]
            raise RuleNotMet(
                f"Chọn {counts[choice]} {vietnamese} nhưng chỉ tiêu là {most or 0}. Bỏ bớt, hoặc ghi chỉ tiêu mới kèm văn bản.",
                f"{counts[choice]} are chosen for a {english}, the quota is {most or 0}. Choose fewer.",
            )
    barred = [of[key].member.unit.name for key, choice in after.items() if choice and of[key].how.get("barred")]
    if barred:
        raise RuleNotMet(
            f"{', '.join(barred)} thuộc trường hợp không suy tôn theo bảng điểm.",
            f"The sheet bars {', '.join(barred)} from being proposed.",
        )


def unsettled(outcomes: list[Outcome]) -> list[Outcome]:
    """Those at a border of the quota of whom the conference has not said anything yet."""
    return [one for one in outcomes if one.how.get("proposed") == TIED and not one.settled]


def correct_mark(
    member_id: int, criterion: str, entry: Entry, *, reason: str, by: Account | None, at: datetime, on: date
) -> Outcome:
    """Correct a mark that counts after the ranking: all is totalled anew, and the result says what it was before.

    Where the correction changes who is proposed by rank, what the conference settled stands no more.
    """
    require(by, "arrange-blocks")
    reason = " ".join(reason.split())
    if not reason:
        raise RuleNotMet("Đính chính phải ghi lý do.", "A correction needs a reason.")
    detail = {"member": member_id, "criterion": criterion[:20], "reason": reason}
    with writing(by=by, at=at, verb="blocks.correct-mark", detail=detail) as pen:
        member = the_member(member_id)
        year = arranged(member.block_year_id, "ranked", by=by, at=at)
        line = sheet_of(year).criterion(criterion)
        hand = line.hand if line else ""
        if not write(pen, member, hand, {criterion: entry}):
            raise RuleNotMet("Điểm này không có gì khác so với trước.", "Nothing of this mark differs.")
        pen.write_changes()
        members, totals = computed(year)
        found = placed(year, totals)
        outcomes = {one.member_id: one for one in Outcome.objects.filter(member__in=members)}
        reset = any(outcomes[key].how.get("proposed") != proposed for key, (_, proposed) in found.items())
        for one in members:
            row, (rank, proposed) = outcomes[one.pk], found[one.pk]
            how: dict[str, Any] = {**row.how, **totals[one.pk].told(), "proposed": proposed}
            if one.pk == member.pk:
                said = {"on": on.isoformat(), "criterion": criterion, "reason": reason, "before": str(row.total)}
                how["corrections"] = [*row.how.get("corrections", []), said]
            columns: dict[str, Any] = {"total": totals[one.pk].total.quantize(THOUSANDTH), "rank": rank, "how": how}
            if reset:
                columns |= {"choice": "" if proposed == TIED else proposed, "settled": ""}
            pen.change_soon(row, **columns)
        record_places(pen, year, {one.unit.subject_id: found[one.pk][0] for one in members})
    return outcomes[member.pk]
