"""By which rule a council votes on an award: the law's, and the office's own where the law leaves the matter open.

The law files say the share of votes, the denominator, secrecy, written opinions and quorum. A `Round` may carry rules of the office with
the paper they stand on (`Round.ballots`); they count only where no text in force decides: a share where the law asks for no ballot or its number is
carried over from an older text, secrecy where the law does not ask for it. What neither says stays unknown.
"""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from tdkt.law import ballots as law_of_ballots
from tdkt.law.ballots import BallotRule, Outcome
from tdkt.operations.law import office_law
from tdkt.operations.presence import share_of
from tdkt.records.models import Ballot, Sitting

SHARE_OF = ("all-members", "present")


@dataclass(frozen=True)
class HeldBy:
    """The rule of one ballot. `percent` of `of` is needed to pass, None where nobody says; `secret`, `written_opinion` None: no text says.

    `cite` is the provision and `source` the office's own paper, whichever was used; `carried_from` the older text whose numbers stand in
    until the text in force is read.
    """

    award: str
    percent: Fraction | None = None
    of: str = "all-members"
    secret: bool | None = None
    written_opinion: bool | None = None
    quorum_percent: Fraction | None = None
    quorum_source: str = ""
    cite: str = ""
    source: str = ""
    carried_from: str = ""

    def as_data(self) -> dict[str, Any]:
        """As `Ballot.rule` keeps it: percentages are numbers; `share` and `quorum_share` are them as exact fractions."""
        return {
            **asdict(self),
            "percent": _plain(self.percent),
            "quorum_percent": _plain(self.quorum_percent),
            "share": None if self.percent is None else str(self.percent),
            "quorum_share": None if self.quorum_percent is None else str(self.quorum_percent),
        }

    @property
    def quorum_words(self) -> str:
        """The quorum as a rule writes it: "2/3", "70%"; "" where none is known."""
        share = self.quorum_percent
        if share is None:
            return ""
        return f"{share}%" if share.denominator == 1 else str(share / 100)

    def outcome(self, *, members: int, present: int, in_favour: int, written: int = 0) -> Outcome:
        """What a count comes to; `passed` and `needed` None where no share is known."""
        if self.percent is None:
            return Outcome(None, None, in_favour + (written if self.written_opinion else 0), None, self.cite)
        rule = BallotRule(
            award=self.award,
            council="own",
            percent=self.percent,
            of=self.of,
            secret=self.secret,
            written_opinion=self.written_opinion,
            quorum_percent=self.quorum_percent,
            cite=self.cite or self.source,
            confidence="",
        )
        return law_of_ballots.passes(rule, members=members, in_favour=in_favour, present=present, written=written)


def rule_for(sitting: Sitting, award: str, class_no: int | None = None) -> HeldBy:
    """The rule by which this sitting votes on an award, on the day whose law rules its round. `class_no` decides nothing yet: no text tells classes apart."""
    council, round_ = sitting.council, sitting.round
    said = law_of_ballots.rule(office_law(), award, round_.law_on)
    own = _of_the_office(round_.ballots, award)
    quorum, quorum_source = said.quorum_percent if said else None, said.cite if said else ""
    if quorum is None and council.quorum_percent is not None:
        quorum, quorum_source = share_of(council.quorum_percent) * 100, council.quorum_source
    if said is None:
        return HeldBy(
            award,
            percent=own.percent,
            of=own.of,
            secret=own.secret,
            written_opinion=own.written_opinion,
            quorum_percent=quorum,
            quorum_source=quorum_source if quorum is not None else "",
            source=own.source,
        )
    takes_share = bool(said.carried_from) and own.percent is not None
    takes_secrecy = said.secret is not True and own.secret is not None
    takes_writing = said.written_opinion is None and own.written_opinion is not None
    return HeldBy(
        award,
        percent=own.percent if takes_share else said.percent,
        of=own.of if takes_share else said.of,
        secret=own.secret if takes_secrecy else said.secret,
        written_opinion=own.written_opinion if takes_writing else said.written_opinion,
        quorum_percent=quorum,
        quorum_source=quorum_source if quorum is not None else "",
        cite=said.cite,
        source=own.source if takes_share or takes_secrecy or takes_writing else "",
        carried_from="" if takes_share else said.carried_from,
    )


def rule_of(ballot: Ballot) -> HeldBy:
    """The rule that was decided when this ballot was prepared."""
    kept = {name: ballot.rule[name] for name in HeldBy.__dataclass_fields__ if name in ballot.rule}
    quorum = _share(ballot.rule.get("quorum_share") or kept.get("quorum_percent"))
    return HeldBy(**{**kept, "percent": _share(ballot.rule.get("share")), "quorum_percent": quorum})


def _of_the_office(rules: Any, award: str) -> HeldBy:
    """The office's own rule for an award; without the paper it stands on it is none."""
    for one in rules if isinstance(rules, list) else []:
        if isinstance(one, dict) and one.get("award") == award and str(one.get("source") or "").strip():
            of = one.get("of")
            return HeldBy(
                award,
                percent=_share(one.get("percent")),
                of=of if of in SHARE_OF else "all-members",
                secret=_said(one.get("secret")),
                written_opinion=_said(one.get("written_opinion")),
                source=str(one["source"]).strip(),
            )
    return HeldBy(award)


def _share(value: object) -> Fraction | None:
    """A share of votes between 0 and 100; whatever else is no share."""
    try:
        share = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None
    return share if 0 < share <= 100 else None


def _plain(share: Fraction | None) -> int | float | None:
    if share is None:
        return None
    return share.numerator if share.denominator == 1 else float(share)


def _said(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
