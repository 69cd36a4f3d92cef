"""Questions about clusters and blocks: their years, who is in them, who has handed in, and how they came out."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from tdkt.records.models import Block, BlockMember, BlockYear, Mark, Outcome, Proof


@dataclass(frozen=True)
class BlockLine:
    """A block with its latest year, how many are in it then, and how many have handed in."""

    block: Block
    latest: BlockYear | None
    members: int
    handed_in: int
    years: tuple[BlockYear, ...]


def block_lines() -> list[BlockLine]:
    """Every block with its years, the latest first; two queries however many there are."""
    counted = BlockYear.objects.annotate(
        inside=Count("members"), handed=Count("members", filter=Q(members__handed_in_on__isnull=False))
    )
    years: dict[int, list[Any]] = defaultdict(list)
    for year in counted.order_by("-year"):
        years[year.block_id].append(year)
    found = []
    for block in Block.objects.order_by("level", "name", "pk"):
        its = years[block.pk]
        latest = its[0] if its else None
        found.append(
            BlockLine(block, latest, latest.inside if latest else 0, latest.handed if latest else 0, tuple(its))
        )
    return found


def members_of(year_id: int) -> list[BlockMember]:
    """The members of a year in their order, each with its unit."""
    return list(BlockMember.objects.filter(block_year=year_id).select_related("unit").order_by("place", "pk"))


def outcomes_of(year_id: int) -> list[Outcome]:
    """How the members came out, the first first; of equal ranks whoever is proposed for more."""
    rows = Outcome.objects.filter(member__block_year=year_id).select_related("member__unit")
    order = ("flag", "certificate", "")
    return sorted(rows, key=lambda one: (one.rank, order.index(one.choice), one.member.place))


def marked(year_id: int) -> dict[int, dict[str, int]]:
    """How many criteria each hand has marked of each member."""
    rows = Mark.objects.filter(member__block_year=year_id).order_by().values_list("member", "hand")
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for member, hand, number in rows.annotate(Count("pk")):
        found[member][hand] = number
    return found


def proofs_of(member_id: int) -> dict[str, list[Proof]]:
    """The evidence of a member by criterion, in the order in which it came."""
    found: dict[str, list[Proof]] = defaultdict(list)
    for proof in Proof.objects.filter(member=member_id).order_by("added_on", "pk"):
        found[proof.criterion].append(proof)
    return found
