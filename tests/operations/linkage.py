"""Who tries to find out how members voted: with the database file, its write-ahead log, a copy of the box after each vote, and the order of voting.

    game = Game(office, sessions=200, seed=7)
    wins = game.play(Attacker())

In each session the attacker is told that of two members one said yes and the other no on one item, and says who said yes. Whoever knows
nothing is right every second time. The attacker uses what there is: a key, if one is found; the length of what was sealed; the place of rows.
"""

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from tdkt.operations.ballot_boxes import cast
from tdkt.operations.ballots import close, open_ballot, prepare
from tdkt.records.models import AgendaItem, Ballot, Office, Presence, SealedVote, Sitting
from tdkt.seals import sealing
from tdkt.seals.sharing import join
from tests.operations.voting import AT, AWARD, Session, codes, in_session

Copy = list[bytes]
"""The sealed votes in the order in which the database has them."""


@dataclass
class Seen:
    """What the attacker holds after a session: the box after each vote, who voted when, and a key if nobody destroyed it."""

    ballot: Ballot
    order: list[int]
    copies: list[Copy]
    items: int
    secret: int | None = None


@dataclass
class Attacker:
    """`copies_between`: a copy was taken after each vote; without, only the last box before closing is known."""

    copies_between: bool = True
    keeps_key: bool = False

    def guess(self, seen: Seen, *, item: int, pair: tuple[int, int]) -> int:
        """Which of the two members said yes."""
        first, second = (self._vote_of(member, seen) for member in pair)
        said = [self._read(vote, seen, item) for vote in (first, second)]
        if said.count("yes") == 1:
            return pair[said.index("yes")]
        if len(first) != len(second):
            return pair[0] if len(first) > len(second) else pair[1]
        return pair[0] if first < second else pair[1]

    def _vote_of(self, member: int, seen: Seen) -> bytes:
        """The vote that came when this member voted, or the row at that place."""
        turn = seen.order.index(member)
        if not self.copies_between:
            return seen.copies[-1][turn]
        before = set(seen.copies[turn - 1]) if turn else set()
        (fresh,) = set(seen.copies[turn]) - before
        return fresh

    def _read(self, vote: bytes, seen: Seen, item: int) -> str | None:
        if not self.keeps_key or seen.secret is None:
            return None
        bags = sealing.open_box([vote], secret=seen.secret, items=seen.items, label=f"ballot {seen.ballot.pk}")
        bag = bags[item]
        return "yes" if bag.yes else "no" if bag.no else "blank"


@dataclass
class Game:
    """Sessions of one council of `members` on `items` candidates, random votes. What every session must not leave behind is in `left`."""

    office: Office
    sessions: int
    seed: int
    members: int = 15
    items: int = 10
    left: list[str] = field(default_factory=list)

    def play(self, attacker: Attacker) -> int:
        """How many times the attacker was right."""
        chance = random.Random(self.seed)
        council = in_session(self.office, members=self.members, items=self.items, name=f"Trò {Sitting.objects.count()}")
        return sum(self._one(council, number, attacker, chance) for number in range(2, self.sessions + 2))

    def _one(self, council: Session, number: int, attacker: Attacker, chance: random.Random) -> bool:
        sitting = self._sitting(council, number)
        tellers = [one.pk for one in council.members[:3]]
        ballot = prepare(sitting.pk, award=AWARD, mode="secret", tellers=tellers, by=None, at=AT)
        shares = open_ballot(ballot.pk, by=None, at=AT)
        ballot.refresh_from_db()
        votes = {member: [chance.choice(("yes", "no")) for _ in range(self.items)] for member in range(self.members)}
        item = chance.randrange(self.items)
        first, second = chance.sample(range(self.members), 2)
        votes[first][item], votes[second][item] = chance.choice((("yes", "no"), ("no", "yes")))
        order = chance.sample(range(self.members), self.members)
        copies = []
        for member in order:
            said = dict(zip(council.items, votes[member], strict=True))
            cast(ballot.pk, member_account=council.accounts[member], choices=said)
            copies.append(box_of(ballot))
        secret = join(*codes(shares))
        written = [*(one.code for one in shares), *(one.code.replace("-", "") for one in shares)]
        self._look(f"session {number} open", key_of(secret) + [one.encode() for one in written])
        close(ballot.pk, shares=codes(shares), by=None, at=AT)
        self._look(f"session {number} closed", key_of(secret) + [vote[:48] for vote in copies[-1]])
        seen = Seen(ballot, order, copies, self.items, secret if attacker.keeps_key else None)
        right = first if votes[first][item] == "yes" else second
        pair = chance.choice(((first, second), (second, first)))
        return attacker.guess(seen, item=item, pair=pair) == right

    def _sitting(self, council: Session, number: int) -> Sitting:
        """Another sitting of the same council on the same nominations."""
        before = council.sitting
        sitting = Sitting.objects.create(
            council=before.council, round=before.round, number=number, held_on=before.held_on, state="opened"
        )
        AgendaItem.objects.bulk_create(
            AgendaItem(sitting=sitting, nomination=one, place=place) for place, one in enumerate(council.nominations)
        )
        Presence.objects.bulk_create(
            Presence(sitting=sitting, member=one, presence="present") for one in council.members
        )
        return sitting

    def _look(self, when: str, what: Sequence[bytes]) -> None:
        """Look for bytes in everything that lies on the disk."""
        for name, content in files().items():
            self.left += [f"{when}: {name}" for one in what if one in content]


def box_of(ballot: Ballot) -> Copy:
    """A copy of the box as the database has it, in the order of its rows on the disk."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT sealed FROM "{SealedVote._meta.db_table}" WHERE ballot_id = %s ORDER BY {place}', [ballot.pk]
        )
        return [bytes(one) for (one,) in cursor.fetchall()]


def files() -> dict[str, bytes]:
    """The database's files: nothing on PostgreSQL, whose files are another's."""
    if connection.vendor != "sqlite":
        return {}
    file = Path(str(connection.settings_dict["NAME"]))
    both = (file, Path(f"{file}-wal"))
    return {one.name: one.read_bytes() for one in both if one.exists()}


def key_of(secret: int) -> list[bytes]:
    """The ways in which a key might lie on the disk."""
    raw = secret.to_bytes(16, "big")
    private = sealing._key(secret).private_bytes_raw()
    return [raw, raw[::-1], raw.hex().encode(), str(secret).encode(), private, private.hex().encode()]


def bounds(trials: int, *, in_a_thousand: int = 1) -> tuple[int, int]:
    """Between which numbers of wins a mere guesser stays, but for so many times in a thousand (exact binomial, a half each)."""
    weight = total = 1
    wins = 0
    while total * 2000 <= in_a_thousand * 2**trials:
        weight = weight * (trials - wins) // (wins + 1)
        wins += 1
        total += weight
    return wins, trials - wins


def unpadded(choices: Sequence[str | None], *, public: bytes, label: str) -> bytes:
    """A wrong seal, for the control: the words of the choices as they are, so that their length tells."""
    said = "".join(str(choice) for choice in choices).encode()
    return secrets.token_bytes(48) + bytes(len(said))
