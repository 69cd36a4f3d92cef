"""Clauses: who gets what from whom, put together from the pieces of a sentence.

Two orders occur. "4 tập thể được tặng Cờ" has receivers, verb, award; "tặng Cờ cho 4 tập thể" has verb, award, receivers. A receiver that
follows an award belongs to that award, unless a verb of getting follows him: then he opens a clause of his own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tdkt.law.tally import Period
from tdkt.reader.authorities import Body
from tdkt.reader.pieces import (
    ACHIEVE,
    COMMEND,
    AnyPiece,
    Honour,
    Joint,
    Named,
    Ordinal,
    Piece,
    Receiver,
    Span,
    Times,
    Verb,
)

_WIDTH = {"agency": 0, "commune": 1, "district": 2, "province": 3}
"""How wide a place is: thôn, xã, huyện, tỉnh; "xã A, huyện B" is one place and "xã A, xã B" are two."""

REACH = 60
"""Pieces that are looked ahead for the verb of a receiver; no clause is longer, and a list of thousands stays quick."""

START, AFTER_SEMICOLON, AFTER_COMMA, AFTER_AND, PARTS, RAISE = "start", ";", ",", "và", "parts", "raise"
IN_BRACKET, AFTER_BRACKET = "(", ")"


@dataclass(slots=True)
class Clause:
    """One statement: `opened` tells what stands before it. `givers` are those of its own verb; `verb` is None in a list without verbs."""

    opened: str
    receivers: list[Receiver] = field(default_factory=list)
    subjects: list[Named] = field(default_factory=list)
    verb: Verb | None = None
    givers: tuple[Body, ...] = ()
    giver_start: int | None = None
    honours: list[Honour] = field(default_factory=list)
    objects: list[Receiver] = field(default_factory=list)
    named_objects: list[Named] = field(default_factory=list)
    times: Times | None = None
    ordinal: int | None = None
    period: Period | None = None
    proposed: bool = False
    planned: bool = False
    principal: bool = False
    opened_at: int | None = None
    label: Receiver | None = None
    does_otherwise: bool = False
    proposed_here: bool = False
    is_whole: bool = False
    shares: "Clause | None" = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_passive(self) -> bool:
        """Whether receivers stand before the award: a passive, or "đạt", or a list "3 tập thể Cờ thi đua"."""
        if self.objects:
            return False
        if self.verb is not None and not self.verb.is_having:
            return self.verb.passive or self.verb.kind == ACHIEVE
        return bool(self.receivers)

    @property
    def is_complete(self) -> bool:
        """Whether what was given has been said, so that a new receiver may open a clause."""
        return bool(self.honours) or (self.verb is not None and self.verb.kind == COMMEND)

    @property
    def is_empty(self) -> bool:
        return not (self.receivers or self.verb or self.honours or self.objects or self.times or self.subjects)


def clauses_of(pieces: Sequence[AnyPiece]) -> list[Clause]:
    """The clauses of one sentence, in order."""
    return _Walk(pieces).clauses


class _Walk:
    """Goes through the pieces once, opening a clause where one begins."""

    def __init__(self, pieces: Sequence[AnyPiece]) -> None:
        self.pieces = pieces
        self.clauses: list[Clause] = []
        self.clause = Clause(START)
        self.joint = START
        self.label: Receiver | None = None
        self.in_bracket = self.bracket_closed = False
        self.previous: AnyPiece | None = None
        for at, piece in enumerate(pieces):
            match piece:
                case Joint():
                    self._joint(piece, at)
                case Receiver():
                    self._receiver(piece, at)
                case Honour():
                    self._honour(piece)
                case Verb():
                    self._verb(piece)
                case Named():
                    self._named(piece, at)
                case Times():
                    self._times(piece, at)
                case Ordinal():
                    self.clause.ordinal = self.clause.ordinal or piece.number
                case Span():
                    self.clause.period = self._own_period(piece)
            self.previous = piece
        self._close()
        self._share_receivers()

    def _close(self) -> None:
        if not self.clause.is_empty:
            self.clauses.append(self.clause)

    def _share_receivers(self) -> None:
        """ "2 Huân chương …, 12 Bằng khen cho các tập thể": those who get the last get the ones before it too."""
        for clause in reversed(self.clauses):
            earlier = clause.shares
            if earlier is not None and not (earlier.objects or earlier.named_objects):
                earlier.objects = [r for r in clause.objects if not r.is_counted]

    def _open(self, opened: str) -> None:
        """Begins a clause; what follows in it of years and proposals before the first word stays with it."""
        past = self.clause
        self._close()
        if past.is_whole and opened in (AFTER_COMMA, AFTER_AND):
            opened = PARTS
        elif self.bracket_closed and opened in (AFTER_COMMA, AFTER_AND):
            opened = AFTER_BRACKET
        self.bracket_closed = False
        self.clause = Clause(opened, label=self.label)
        self.clause.planned = past.planned
        self.clause.proposed = past.proposed and opened != PARTS and not (past.verb is not None and past.verb.passive)
        self.joint = opened

    def _own_period(self, span: Span) -> Period | None:
        counted = any(receiver.is_counted for receiver in self.clause.receivers)
        if self.joint == IN_BRACKET and counted and self.clause.is_complete and not span.is_range:
            return self.clause.period  # the year of one of the names that follow a number
        return span.period if self.clause.period is None or span.is_range else self.clause.period

    def _joint(self, joint: Joint, at: int) -> None:
        if joint.kind == ";":
            self._open(AFTER_SEMICOLON)
        elif joint.kind == "parts":
            self._open(PARTS)
        elif joint.kind == "raise":
            self._open(RAISE)
            self.clause.opened_at = joint.start
        elif joint.kind == "(":
            self.joint = IN_BRACKET
        elif joint.kind == ")":
            self.bracket_closed, self.in_bracket, self.joint = self.in_bracket, False, AFTER_COMMA
        elif joint.kind == ",":
            self.joint = AFTER_COMMA
        elif joint.kind == "và":
            self.joint = AFTER_AND
        elif joint.kind == "proposal":
            if self.clause.is_complete:
                self._open(self.joint)
            self.clause.proposed = self.clause.proposed_here = True
            if self.clause.subjects and not self.clause.receivers:
                self.clause.subjects = []
        elif joint.kind == "plan":
            if self.clause.is_complete and self.joint not in (AFTER_COMMA, AFTER_AND):
                return
            self.clause.planned = True
        elif joint.kind == "principal":
            if self.clause.is_complete:
                self._open(self.joint)
            self.clause.givers, self.clause.principal = joint.bodies, True
        elif joint.kind == ":":
            self._colon(joint, at)
        elif joint.kind == "among":
            self.clause.is_whole = True
        elif joint.kind == "other":
            self.clause.does_otherwise = True

    def _colon(self, joint: Joint, at: int) -> None:
        """What stands before a colon heads a list: its giver ("Bộ Công an: …"), or the kind of its receivers ("Tập thể: …")."""
        clause = self.clause
        if clause.verb or clause.honours:
            return
        if clause.receivers and not any(r.is_counted for r in clause.receivers):
            self.label = clause.receivers[-1]
            self.clause = Clause(clause.opened, label=self.label, planned=clause.planned, period=clause.period)
        elif clause.subjects:
            body, role = clause.subjects[-1].body, clause.subjects[-1].role
            if clause.subjects[-1].end != joint.start or body is None or role or body.is_generic:
                return
            if self._heads_a_list(body, at):
                clause.givers, clause.subjects = (body,), []

    def _receiver(self, receiver: Receiver, at: int) -> None:
        clause, verb = self.clause, self.clause.verb
        if receiver.is_modifier:
            return
        joint = self.previous.kind if isinstance(self.previous, Joint) else ""
        listed = joint == ":" and bool(clause.honours) and not clause.receivers  # "Đạt danh hiệu …: 45 đồng chí"
        after_cho = joint == "cho" or listed
        follows_award = after_cho or isinstance(self.previous, Honour)
        if (
            not receiver.is_counted
            and clause.is_complete
            and not (follows_award and not clause.is_passive)
            and not after_cho
        ):
            return  # "… được tặng Bằng khen vì giúp các hộ nghèo"
        counted_before = any(r.is_counted for r in (*clause.receivers, *clause.objects))
        counted_before = counted_before or any(h.is_counted for h in clause.honours)
        if self.joint == IN_BRACKET and receiver.is_counted and counted_before:
            self._open(PARTS)  # "337 mẹ (65 mẹ được trao tặng, 272 mẹ được truy tặng)"
            self.in_bracket = True
            self._take(self.clause.receivers, receiver)
            return
        if clause.opened == RAISE and not counted_before:
            opens = False
        elif clause.is_complete:
            opens = not after_cho and (clause.is_passive or self._gets(at))
        else:
            passive = verb is not None and verb.passive and bool(clause.receivers) and not after_cho
            opens = (passive and self._gets(at)) or (clause.does_otherwise and bool(clause.receivers) and verb is None)
        if opens:
            self._open(self.joint if self.joint != START else AFTER_COMMA)
            self._take(self.clause.receivers, receiver)
        elif (
            clause.is_complete or clause.opened == RAISE or (verb is not None and (after_cho or not clause.is_passive))
        ):
            self._take(clause.objects, receiver)
        elif verb is None:
            self._take(clause.receivers, receiver)

    def _honour(self, honour: Honour) -> None:
        clause = self.clause
        given_on = clause.honours and (clause.objects or clause.named_objects)
        shared = (
            self.joint == AFTER_AND and not honour.is_counted
        )  # "121 Huân chương Chiến công và Huân chương Lao động"
        own_number = clause.honours and (honour.is_counted or (clause.honours[-1].is_counted and not shared))
        relative = (
            clause.honours and clause.receivers and not honour.is_counted and clause.verb is None and clause.is_passive
        )
        if (
            self.joint == IN_BRACKET
            and honour.is_counted
            and any(r.is_counted for r in (*clause.receivers, *clause.objects))
        ):
            self._open(PARTS)  # "3 cá nhân … (1 hạng Nhì, 2 hạng Ba)"
            self.in_bracket = True
        elif given_on or own_number:
            inherited = clause.verb if own_number and not given_on else None
            subjects, receivers = clause.subjects, [r for r in clause.receivers if not r.is_counted]
            self._open(self.joint if self.joint != START else AFTER_COMMA)
            if inherited is not None or (own_number and not given_on):
                self.clause.verb, self.clause.subjects, self.clause.receivers = inherited, list(subjects), receivers
                self.clause.givers, self.clause.shares = clause.givers, clause
        elif relative and self.joint == START:
            return
        self._take(self.clause.honours, honour)

    def _verb(self, verb: Verb) -> None:
        clause = self.clause
        if clause.verb is not None and not clause.is_complete:
            self._merge(verb)
            return
        if (
            verb.passive
            and clause.honours
            and not (clause.verb or clause.receivers or clause.subjects or clause.objects or clause.times)
        ):
            # "Bằng khen của Thủ tướng được trao cho 5 tập thể": what is given stands first
            clause.verb = Verb(verb.start, verb.end, verb.kind, passive=False, is_present=verb.is_present)
            clause.givers = () if verb.is_present else verb.agents
            return
        if clause.is_complete:
            trailing = clause.named_objects[-1:] if verb.passive or verb.kind == ACHIEVE else []
            self._open(self.joint if self.joint != START else AFTER_COMMA)
            if trailing and isinstance(self.previous, Named):
                self._take(self.clause.subjects, trailing[0])
            clause = self.clause
        clause.pieces.append(verb)
        clause.verb = verb
        gets = verb.passive or verb.kind == ACHIEVE
        clause.proposed = (clause.proposed_here if gets else clause.proposed) or verb.is_proposed
        if verb.passive:
            clause.givers = clause.givers or (() if verb.is_present else verb.agents)
        elif verb.kind != ACHIEVE:
            self._subject_gives(clause, verb)

    def _merge(self, verb: Verb) -> None:
        """Two verbs before one award: "quyết định … tặng", "được Chủ tịch nước công nhận đạt danh hiệu"."""
        clause, first = self.clause, self.clause.verb
        clause.pieces.append(verb)
        if first is not None and not first.passive and verb.passive and first.kind != ACHIEVE:
            clause.verb = verb
        if verb.passive and verb.agents and not clause.givers:
            clause.givers = () if verb.is_present else verb.agents
        elif (
            first is not None
            and first.kind == ACHIEVE
            and not first.passive
            and not verb.passive
            and verb.kind != ACHIEVE
        ):
            clause.verb = verb
            self._subject_gives(clause, verb)

    def _subject_gives(self, clause: Clause, verb: Verb) -> None:
        """Bodies that stand before an active verb give, unless they only hand over or stand there for another reason."""
        if any(receiver.is_counted for receiver in clause.receivers) and not clause.subjects:
            clause.verb = Verb(
                verb.start, verb.end, verb.kind, passive=True
            )  # "4.222 tập thể tặng bằng khen": được is left out
            return
        near = max((r.end for r in clause.receivers), default=0)
        standing = [n for n in clause.subjects if n.start >= near]
        givers = [n for n in standing if n.body is not None and n.role in ("", "do") and not n.body.is_vice]
        if not clause.givers and not verb.is_present:
            clause.givers = tuple(n.body for n in givers if n.body is not None)
            clause.giver_start = givers[0].start if givers else None
        clause.subjects = []

    def _named(self, named: Named, at: int) -> None:
        clause = self.clause
        if self._is_apposition(named):
            return
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        decides = (
            named.role in ("của", "do")
            and isinstance(following, Verb)
            and not following.passive
            and following.start <= named.end + 1
        )
        if decides and following is not None and not clause.is_complete:
            named.role = ""  # "Quyết định của Chủ tịch UBND tỉnh tặng …"
            clause.subjects = []
        if named.role in ("của", "thuộc", "tại", "ở", "theo", "về", "bàn", "từ", "giữa", "đến", "với", "được", "bị"):
            return
        if clause.is_complete:
            given_to = isinstance(self.previous, Joint) and self.previous.kind == "cho"
            if not given_to and self._acts(at):
                self._open(self.joint if self.joint != START else AFTER_COMMA)
                self._take(self.clause.subjects, named)
            elif (
                given_to
                or (clause.named_objects and self._goes_on())
                or (not clause.is_passive and not clause.objects and isinstance(self.previous, Honour))
            ):
                self._take(clause.named_objects, named)
        elif clause.verb is not None and not clause.is_passive:
            self._take(clause.named_objects, named)
        elif clause.verb is None:
            if clause.subjects and not self._goes_on() and not clause.receivers:
                clause.subjects = []
            self._take(clause.subjects, named)

    def _is_apposition(self, named: Named) -> bool:
        """Whether this is the post of the person just named: "Đại tá Lê Văn A, Giám đốc Công an tỉnh"."""
        body = named.body
        if body is None or not (body.is_head or named.is_place):
            return False
        for names in (self.clause.subjects, self.clause.named_objects):
            if not names or names[-1].is_sector or names[-1].end + (5 if named.is_place else 1) < named.start:
                continue
            last = names[-1].body
            post = body.is_head and last is None
            place = named.is_place and isinstance(self.previous, Joint) and self.previous.kind == ","
            within = place and (
                last is None or not names[-1].is_place or _WIDTH.get(last.level, 0) < _WIDTH.get(body.level, 0)
            )
            if post or within:
                names[-1].end = named.end
                return True
        return False

    def _times(self, times: Times, at: int) -> None:
        if self.clause.is_complete and (self._gets(at) or self._acts(at)) and self.joint != START:
            self._open(self.joint)
        self.clause.times = times
        self.clause.pieces.append(times)

    def _heads_a_list(self, body: Body, at: int) -> bool:
        """Whether "Bộ Công an: Bằng khen cho 3 tập thể" names the giver, and not, as "Trường A: Huân chương …", who got them."""
        for piece in self.pieces[at + 1 : at + REACH]:
            if isinstance(piece, Receiver):
                return True
            if isinstance(piece, Joint) and piece.kind == ";":
                break
        return body.level != "agency"

    def _goes_on(self) -> bool:
        return isinstance(self.previous, Joint) and self.previous.kind in (",", "và")

    def _take(self, into: list[AnyPiece] | list[Receiver] | list[Honour] | list[Named], piece: AnyPiece) -> None:
        into.append(piece)  # type: ignore[arg-type]
        self.clause.pieces.append(piece)
        if isinstance(piece, Receiver | Honour):
            self.joint = START

    def _gets(self, at: int) -> bool:
        """Whether a verb of getting comes before any award: then what stands here is who gets."""
        for piece in self.pieces[at + 1 : at + REACH]:
            if isinstance(piece, Verb):
                return piece.passive or piece.kind == ACHIEVE
            if isinstance(piece, Honour) or (
                isinstance(piece, Joint) and piece.kind in (";", "parts", "cho", "raise", ":")
            ):
                return False
        return False

    def _acts(self, at: int) -> bool:
        """Whether the one named here goes on to get or to give."""
        for piece in self.pieces[at + 1 : at + REACH]:
            if isinstance(piece, Verb):
                return True
            if isinstance(piece, Honour | Receiver) or (
                isinstance(piece, Joint) and piece.kind in (";", "parts", "cho", "raise", ":")
            ):
                return False
        return False
