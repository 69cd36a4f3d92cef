"""From clauses to tallies: who gave, for which years, to whom and how many, with what is carried over from the words before.

The rules of carrying are those of the facts contract: a giver is carried across commas and "và" and into lists without verbs, and is lost
where a passive clause opens after a semicolon or a full stop; a period is carried from the nearest statement above.
"""

from collections.abc import Sequence
from dataclasses import replace

from tdkt.law.catalogue import awards
from tdkt.law.tally import Authority, AwardTally, Period
from tdkt.reader.authorities import Body, authority_of, keys_at
from tdkt.reader.award_names import ADVANCED, FIGHTER, FLAG, MERIT
from tdkt.reader.awards import codes_of, level_words_at
from tdkt.reader.carrying import Carried, Found, SentenceResult, Topic
from tdkt.reader.clauses import (
    AFTER_AND,
    AFTER_COMMA,
    AFTER_SEMICOLON,
    PARTS,
    RAISE,
    START,
    Clause,
    clauses_of,
)
from tdkt.reader.pieces import ACHIEVE, COMMEND, AnyPiece, Honour, Named, Receiver, Span, Times
from tdkt.reader.tokens import Sentence, Token

PLANNED = "Câu nói chỉ tiêu, kế hoạch hoặc điều kiện, chưa phải kết quả."
RANGE = "Số lượng ghi theo khoảng (từ … đến …), không phải một con số."
UNTIED = "Có con số nhưng chưa rõ gắn với hình thức khen thưởng nào."


class TallyReader:
    """Reads the award tallies of sentence after sentence; keeps what is carried from one to the next."""

    def __init__(self, carried: Carried) -> None:
        self.carried = carried
        self.tokens: Sequence[Token] = ()
        self.sentence_period: Period | None = None
        self.later_period: Period | None = None
        self.is_own_list = self.is_vague = False
        self.kinds_of_whole: frozenset[str | None] = frozenset()

    def read(self, sentence: Sentence, pieces: Sequence[AnyPiece]) -> SentenceResult:
        """The tallies of one sentence. `totals_before`: it opens with the parts of the numbers in the sentence before."""
        carried, result = self.carried, SentenceResult()
        if sentence.paragraph != carried.paragraph:
            carried.givers, carried.paragraph = (), sentence.paragraph
        self.tokens = sentence.tokens
        spans = [piece for piece in pieces if isinstance(piece, Span)]
        self.sentence_period = None
        self.later_period = next((span.period for span in spans if span.is_range), None)
        self.is_vague = False
        last_whole = range(0)
        inherited: Clause | None = None
        clauses = clauses_of(pieces)
        self.is_own_list = _is_own_list(pieces, clauses)
        if clauses and clauses[0].opened != PARTS:
            carried.honours = ()
        in_parts = False
        for clause in clauses:
            in_parts = clause.opened == PARTS or (in_parts and clause.opened in (AFTER_COMMA, AFTER_AND))
            clause.opened = PARTS if in_parts else clause.opened
            self._note_period(clause, spans)
            began = len(result.found)
            if clause.planned:
                self._refuse(clause, PLANNED, result)
            else:
                self._give(clause)
                self._tally(clause, inherited, sentence, result)
            now = range(began, len(result.found))
            if clause.opened != PARTS and len(now):
                self.kinds_of_whole = frozenset(result.found[i].tally.recipient for i in now)
            if clause.opened == PARTS and len(now):
                if last_whole:
                    self._mark_totals(result.found, last_whole)
                elif clause is clauses[0]:
                    result.totals_before = True
            if clause.opened == RAISE:
                self._mark_totals(result.found, now)
            if clause.opened != PARTS and len(now):
                last_whole = now
            if clause.honours:
                inherited = clause
                carried.honours = tuple(self._named_honours(clause))
        self._keep_period(sentence, spans)
        return result

    def _mark_totals(self, found: list[Found], at: range) -> None:
        for i in at:
            found[i] = replace(found[i], tally=replace(found[i].tally, total=True))

    # --- years ------------------------------------------------------------------------------

    def _note_period(self, clause: Clause, spans: Sequence[Span]) -> None:
        start = clause.pieces[0].start if clause.pieces else 0
        earlier = [span for span in spans if span.start < start]
        if earlier:
            self.sentence_period = next((s.period for s in reversed(earlier) if s.is_range), earlier[-1].period)

    def _keep_period(self, sentence: Sentence, spans: Sequence[Span]) -> None:
        carried = self.carried
        for span in spans:
            if span.is_range:
                carried.range_, carried.year = span.period, None
            elif span.start <= 2 or self._is_heading_year(sentence.tokens, span.start):
                carried.year, carried.year_paragraph = span.period, sentence.paragraph
                if self._is_heading_year(sentence.tokens, span.start):
                    carried.range_ = span.period

    def _is_heading_year(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the year stands in words such as "tổng kết công tác năm 2023", which sets the years of all that follows."""
        before = {token.key for token in tokens[max(0, at - 12) : at]}
        return bool({"kết", "cáo"} & before and {"tổng", "báo", "quả"} & before) and "theo" not in before

    def _period(self, clause: Clause, honour: Honour | None) -> tuple[Period | None, bool]:
        """The years of a tally, and whether they are carried from a sentence above."""
        if honour is not None and honour.award.period is not None:
            return honour.award.period, False
        if clause.period or self.sentence_period:
            return clause.period or self.sentence_period, False
        carried = self.carried
        if carried.year is not None and carried.year_paragraph == carried.paragraph:
            return carried.year, True
        if carried.range_ is not None:
            return carried.range_, True
        return self.later_period, False

    # --- givers -----------------------------------------------------------------------------

    def _authority(self, body: Body) -> Authority:
        authority = authority_of(body, self.tokens, self.carried.text)
        keys = keys_at(self.tokens, body.start, body.end - body.start)
        if (
            authority.level == "province"
            and self.carried.cities_are_districts
            and "phố" in keys
            and not body.is_military_region
        ):
            lone = keys[-1] == "phố"
            authority = replace(authority, level="district") if lone else authority
        return authority

    def _give(self, clause: Clause) -> None:
        """Sets the giver that this clause and those after it lean on."""
        carried = self.carried
        if clause.givers:
            carried.givers = tuple(self._authority(body) for body in clause.givers)
            carried.military = frozenset(self._authority(b) for b in clause.givers if b.is_military_region)
            return
        verb = clause.verb
        if verb is None:
            return
        own_verb = verb.passive or verb.kind == ACHIEVE
        afresh = own_verb and (clause.opened in (START, AFTER_SEMICOLON) or verb.is_having)
        if afresh or (verb.is_present and not own_verb):
            carried.givers = ()

    def _givers(
        self, clause: Clause, honour: Honour | None
    ) -> tuple[tuple[Authority, ...], list[tuple[str, bool]], bool]:
        """The authorities of an award, their levels, and whether they are carried from another clause."""
        if honour is not None and honour.award.givers:
            told = tuple(self._authority(body) for body in honour.award.givers)
            pairs = zip(honour.award.givers, told, strict=True)
            return told, [(authority.level, body.is_military_region) for body, authority in pairs], False
        if (
            honour is not None
            and honour.award.level
            and honour.award.name in (FLAG, MERIT)
            and honour.award.level_words
        ):
            first, last = honour.award.level_words
            words = self.carried.text[self.tokens[first + 1].start : self.tokens[last - 1].end]
            return (Authority(honour.award.level, words),), [(honour.award.level, False)], False
        if honour is not None and honour.award.at_large and not clause.givers:
            return (), [], False
        givers = self.carried.givers
        levels = [(authority.level, authority in self.carried.military) for authority in givers]
        return givers, levels, bool(givers) and not clause.givers

    # --- tallies ----------------------------------------------------------------------------

    def _named_honours(self, clause: Clause) -> list[Honour]:
        """The awards of a clause; one named by its class only ("hạng Nhì cho 5 tập thể") takes the name before it."""
        named: list[Honour] = []
        for honour in clause.honours:
            if honour.class_only:
                known = named[-1] if named else next(iter(self.carried.honours[-1:]), None)
                if known is None:
                    continue
                told = honour.award
                award = replace(
                    known.award,
                    classes=told.classes,
                    period=told.period,
                    each_year=told.each_year,
                    ordinal=told.ordinal,
                    givers=told.givers or known.award.givers,
                )
                honour = Honour(
                    honour.start,
                    honour.end,
                    award,
                    honour.count,
                    honour.approximate,
                    honour.instances,
                    honour.is_counted,
                    honour.is_range,
                )
            named.append(honour)
        return named

    def _tally(self, clause: Clause, before: Clause | None, sentence: Sentence, result: SentenceResult) -> None:
        honours = self._named_honours(clause)
        counted = [r for r in (*clause.receivers, *clause.objects) if r.is_counted]
        inherits = not honours and not (clause.verb is not None and clause.verb.kind == COMMEND)
        if inherits and counted and self._may_inherit(clause, before):
            honours = [self._without_number(h) for h in self.carried.honours]
            counted = [r for r in counted if not r.is_unknown]
        if any(r.is_range for r in counted) or any(h.is_range for h in honours):
            self._refuse(clause, RANGE, result)
            return
        commended = clause.verb is not None and clause.verb.kind == COMMEND and not honours
        if commended or (inherits and clause.opened == PARTS and before is None and not honours):
            self._commended(clause, counted, result, only_part=not commended)
            return
        if not honours:
            if any(not (r.is_unknown or r.is_model) for r in counted):
                result.reasons.append(UNTIED)
            return
        if any(r.is_unknown for r in counted) and clause.verb is None:
            counted = [r for r in counted if not r.is_unknown]
        if counted:
            self._to_counted(clause, honours, counted, result)
        elif any(h.is_counted for h in honours):
            self._counted_honours(clause, honours, sentence, result)
        else:
            self._uncounted(clause, honours, sentence, result)

    def _may_inherit(self, clause: Clause, before: Clause | None) -> bool:
        """Whether a clause without an award speaks of the award before it ("trong đó có 8 mẹ còn sống", "và 233 mẹ được truy tặng")."""
        if not self.carried.honours:
            return False
        if clause.opened in (PARTS, RAISE):
            return True
        gives = clause.verb is not None and clause.verb.kind not in (COMMEND, ACHIEVE)
        return gives and before is not None and clause.opened in (AFTER_AND, AFTER_COMMA)

    def _without_number(self, honour: Honour) -> Honour:
        return Honour(honour.start, honour.end, honour.award)

    def _commended(
        self, clause: Clause, counted: Sequence[Receiver], result: SentenceResult, *, only_part: bool
    ) -> None:
        """ "được khen thưởng": an honour of no named form."""
        if only_part:
            return
        givers, _, carried = self._givers(clause, None)
        level = level_words_at(self.tokens, clause.verb.end) if clause.verb is not None else None
        if level is not None and not givers:
            givers = (
                Authority(level[1], self.carried.text[self.tokens[level[0] + 1].start : self.tokens[level[2] - 1].end]),
            )
        for receiver in counted:
            if not receiver.is_unknown:
                tally = AwardTally(award=None, recipient=receiver.kind, count=receiver.count)
                self._add(clause, self._of_receiver(tally, receiver), None, givers, carried, result, used=[receiver])
        if (
            not counted
            and clause.times is not None
            and not clause.times.is_vague
            and clause.verb is not None
            and clause.verb.passive
        ):
            recipient = self._subject(clause) or "self"
            tally = AwardTally(award=None, recipient=recipient, count=clause.times.count, measure="times")
            self._add(clause, tally, None, givers, carried, result, used=[])

    def _of_receiver(self, tally: AwardTally, receiver: Receiver) -> AwardTally:
        return replace(
            tally, approximate=receiver.approximate, measure="instances" if receiver.instances else "subjects"
        )

    def _to_counted(
        self, clause: Clause, honours: Sequence[Honour], counted: Sequence[Receiver], result: SentenceResult
    ) -> None:
        """One tally for each number of receivers, over all the awards of the clause; and one for those named beside them."""
        beside = self._named_beside(clause, counted[0])
        if beside:
            self._each(clause, honours, self._kind_of_names(beside, clause), len(beside), result)
        for receiver in counted:
            tally, givers, carried = self._of_awards(clause, honours, receiver.kind)
            tally = replace(self._of_receiver(tally, receiver), recipient=receiver.kind, count=receiver.count)
            self._add(clause, tally, honours[0], givers, carried, result, used=[receiver])
        kinds = {receiver.kind for receiver in counted}
        for honour in honours:
            result.used.add(honour.start)
            if honour.is_counted and honour.count not in [receiver.count for receiver in counted]:
                kind = next(iter(kinds)) if len(kinds) == 1 else None
                self._medals(clause, [honour], kind, result)

    def _named_beside(self, clause: Clause, first: Receiver) -> list[Named]:
        """Those named in one list with a number: "cho Phòng Hậu cần và 5 cá nhân"; not those whose the number is."""
        names = clause.named_objects if self._is_active(clause) or clause.verb is None else clause.subjects
        before = [name for name in names if name.start < first.start]
        joined = first.start > 0 and (
            self.tokens[first.start - 1].text == "," or self.tokens[first.start - 1].key == "và"
        )
        beside = joined and before and before[-1].end + 1 == first.start and not self._is_sector(before)
        return before if beside else []

    def _counted_honours(
        self, clause: Clause, honours: Sequence[Honour], sentence: Sentence, result: SentenceResult
    ) -> None:
        """Numbers that count awards ("3 Bằng khen") or those who hold a title ("13 Chiến sĩ thi đua toàn quốc")."""
        recipient = self._plain_kind(clause)
        if recipient is None:
            named = clause.named_objects or ([] if self._is_active(clause) else clause.subjects)
            recipient = self._kind_of_names(named, clause)
            self._remember(clause, sentence)
        if (
            recipient is None
            and not clause.named_objects
            and self._leans_on_topic(clause, sentence)
            and self.carried.topic
        ):
            recipient = self.carried.topic.recipient
        if recipient is None and clause.opened == PARTS and len(self.kinds_of_whole) == 1:
            recipient = next(iter(self.kinds_of_whole))
        groups: list[list[Honour]] = []
        for honour in honours:
            if honour.is_counted or not groups:
                groups.append([honour])
            else:
                groups[-1].append(honour)
        for group in groups:
            self._medals(clause, group, recipient, result)

    def _medals(self, clause: Clause, group: Sequence[Honour], recipient: str | None, result: SentenceResult) -> None:
        honour = group[0]
        tally, givers, carried = self._of_awards(clause, group, recipient)
        holders = self._holders(honour)
        measure = "subjects" if holders else "medals"
        if holders and recipient in ("self", None):
            kinds = (
                awards()[tally.award].recipients
                if tally.award
                else frozenset(["individual"] if honour.award.name == FIGHTER else [])
            )
            recipient = next(iter(kinds)) if len(kinds) == 1 else None
            tally = replace(tally, recipient=recipient)
        if recipient == "self":
            measure = "medals"
        tally = replace(
            tally,
            recipient=recipient,
            count=honour.count if honour.is_counted else 1,
            approximate=honour.approximate,
            measure="instances" if honour.instances else measure,
        )
        self._add(clause, tally, honour, givers, carried, result, used=[honour])

    def _holders(self, honour: Honour) -> bool:
        """Whether the name means who holds it ("3 Nhà giáo ưu tú") and not the thing given ("3 danh hiệu Nhà giáo ưu tú")."""
        said = {token.key for token in self.tokens[honour.start : honour.award.name_start]}
        if "hiệu" in said:
            return False
        if honour.award.name in (FIGHTER, ADVANCED):
            return True
        known = awards().get(honour.award.name)
        return known is not None and known.kind in ("title", "honorary-title") and "co-thi-dua" not in known.code

    def _uncounted(self, clause: Clause, honours: Sequence[Honour], sentence: Sentence, result: SentenceResult) -> None:
        """Awards without a number: of receivers called by name, or of the body that the text is about."""
        if any(not r.is_counted for r in (*clause.receivers, *clause.objects)):
            return  # "các tập thể", "nhiều cá nhân": no quantity
        names = clause.named_objects or ([] if self._is_active(clause) else clause.subjects)
        self._remember(clause, sentence)
        self.is_vague = (self.is_vague and not names and clause.times is None) or bool(
            clause.times and clause.times.is_vague
        )
        if self.is_vague:
            return  # "nhiều năm liền": no quantity
        if clause.times is not None:
            self._several_times(clause, honours, names, result)
            return
        if not names:
            if self._leans_on_topic(clause, sentence) and self.carried.topic is not None:
                self._each(clause, honours, self.carried.topic.recipient, 1, result)
            return
        if self._is_sector(names):
            self._each(clause, honours, None, 1, result)
            return
        groups: dict[str, list[Named]] = {}
        for name in names:
            groups.setdefault(self._kind_of(name, clause, honours), []).append(name)
        classes = honours[0].award.classes if len(honours) == 1 else ()
        if len(names) > 1 and len(classes) == len(names):
            for name, class_ in zip(names, classes, strict=True):
                honour = honours[0]
                single = Honour(honour.start, honour.end, replace(honour.award, classes=(class_,)))
                self._each(clause, [single], self._kind_of(name, clause, honours), 1, result)
            return
        for kind, members in groups.items():
            self._each(clause, honours, kind, len(members), result)

    def _each(
        self, clause: Clause, honours: Sequence[Honour], recipient: str | None, count: int, result: SentenceResult
    ) -> None:
        """One named receiver has a tally for each award; several named ones share the awards under their one number."""
        shared = [list(honours)] if count > 1 else [[honour] for honour in honours]
        for group in shared:
            tally, givers, carried = self._of_awards(clause, group, recipient)
            times = group[0].award.each_year if len(group) == 1 else 1
            is_times = recipient == "self" or times > 1
            tally = replace(
                tally,
                recipient=recipient,
                count=times if times > 1 else count,
                measure="times" if is_times else "subjects",
            )
            self._add(clause, tally, group[0], givers, carried, result, used=list(group))

    def _several_times(
        self, clause: Clause, honours: Sequence[Honour], names: Sequence[Named], result: SentenceResult
    ) -> None:
        times = clause.times
        if times is None or times.is_vague:
            return
        recipient: str | None = self._kind_of(names[0], clause, honours) if names else None
        if self._is_sector(names):
            recipient = None
        elif not names:
            recipient = self.carried.topic.recipient if self.carried.topic else "self"
        tally, givers, carried = self._of_awards(clause, honours, recipient)
        tally = replace(tally, recipient=recipient, count=times.count, measure="times", consecutive=times.consecutive)
        self._add(clause, tally, honours[0], givers, carried, result, used=list(honours))

    # --- who receives -----------------------------------------------------------------------

    def _is_active(self, clause: Clause) -> bool:
        return clause.verb is not None and not clause.is_passive and not clause.verb.is_having

    def _plain_kind(self, clause: Clause) -> str | None:
        kinds = {r.kind for r in (*clause.receivers, *clause.objects) if not r.is_counted}
        if not kinds and clause.label is not None:
            return clause.label.kind
        return kinds.pop() if len(kinds) == 1 else ("mixed" if kinds else None)

    def _is_sector(self, names: Sequence[Named]) -> bool:
        return any(name.is_sector for name in names)

    def _kind_of_names(self, names: Sequence[Named], clause: Clause) -> str | None:
        if not names or self._is_sector(names):
            return None
        kinds = {self._kind_of(name, clause, clause.honours) for name in names}
        return kinds.pop() if len(kinds) == 1 else "mixed"

    def _kind_of(self, name: Named, clause: Clause, honours: Sequence[Honour]) -> str:
        body = name.body
        if body is None or body.is_head:
            return "individual"
        keys = keys_at(self.tokens, body.start, body.end - body.start)
        if self.carried.reporter.is_self(keys):
            return "self"
        own_list = self.is_own_list or len(honours) > 1
        subject = name in clause.subjects and len(clause.subjects) == 1
        return "self" if own_list and subject and not self.carried.reporter.is_known else "collective"

    def _subject(self, clause: Clause) -> str | None:
        return self._kind_of_names(clause.subjects, clause)

    def _remember(self, clause: Clause, sentence: Sentence) -> None:
        if clause.subjects and not self._is_active(clause):
            self.carried.topic = Topic(self._subject(clause), sentence.paragraph, sentence)

    def _leans_on_topic(self, clause: Clause, sentence: Sentence) -> bool:
        """Whether a clause without a receiver goes on about the body named before: in its sentence, or at the head of the next."""
        topic = self.carried.topic
        if topic is None or topic.paragraph != sentence.paragraph or clause.principal:
            return False
        if self._is_active(clause):  # "được Bộ tặng Bằng khen, UBND tỉnh tặng Cờ thi đua"
            return clause.opened in (AFTER_COMMA, AFTER_AND) and bool(clause.givers) and topic.sentence is sentence
        if clause.opened != START:
            return True
        return clause.verb is not None and clause.verb.start <= 6

    # --- putting together -------------------------------------------------------------------

    def _of_awards(
        self, clause: Clause, honours: Sequence[Honour], recipient: str | None
    ) -> tuple[AwardTally, tuple[Authority, ...], bool]:
        """The awards of a tally: one code, or several under one number, or the words where no code is settled."""
        codes: list[str] = []
        givers: list[Authority] = []
        classes: list[int] = []
        warning, settled, carried = None, True, False
        for honour in honours:
            told, levels, is_carried = self._givers(clause, honour)
            found, warned = codes_of(honour.award, levels, recipient=recipient)
            codes += [code for code in found if code not in codes]
            givers += [giver for giver in told if giver not in givers]
            classes += [class_ for class_ in honour.award.classes if class_ not in classes]
            warning, settled, carried = warning or warned, settled and bool(found), carried or is_carried
        one = codes[0] if settled and len(codes) == 1 else None
        return (
            AwardTally(
                award=one,
                recipient=recipient,
                count=None,
                classes=tuple(classes),
                ordinal=next((h.award.ordinal for h in honours if h.award.ordinal), None) or clause.ordinal,
                award_text=None if one else self._words(honours),
                awards=tuple(codes) if settled and len(codes) > 1 else (),
                warning=warning,
            ),
            tuple(givers),
            carried,
        )

    def _words(self, honours: Sequence[Honour]) -> str:
        first, last = honours[0].award, honours[-1].award
        end = last.name_end if last.start >= first.start else first.name_end
        return " ".join(
            self.carried.text[
                self.tokens[first.name_start].start : self.tokens[max(end, first.name_end) - 1].end
            ].split()
        )

    def _add(
        self,
        clause: Clause,
        tally: AwardTally,
        honour: Honour | None,
        givers: tuple[Authority, ...],
        givers_carried: bool,
        result: SentenceResult,
        *,
        used: Sequence[Receiver | Honour],
    ) -> None:
        period, period_carried = self._period(clause, honour)
        carried = [name for name, is_so in (("authorities", givers_carried), ("period", period_carried)) if is_so]
        consecutive = clause.times.consecutive if clause.times is not None and not clause.times.is_vague else None
        start, end = self._extent(clause)
        result.found.append(
            Found(
                replace(
                    tally,
                    authorities=givers,
                    period=period,
                    consecutive=consecutive,
                    status="proposed" if clause.proposed else "given",
                    carried=tuple(carried),
                ),
                start,
                end,
            )
        )
        result.used.update(piece.start for piece in used)

    def _extent(self, clause: Clause) -> tuple[int, int]:
        """The tokens of a clause's own words; of one who only hands over, neither he nor his verb."""
        pieces = list(clause.pieces)
        verb = clause.verb
        if verb is not None and verb.is_present and not verb.passive:
            pieces = [p for p in pieces if p is not verb and not (isinstance(p, Named) and p.start < verb.start)]
        if any(isinstance(p, Receiver) and p.is_counted for p in pieces) and (clause.is_passive or clause.verb is None):
            pieces = [p for p in pieces if not isinstance(p, Named)]  # "toàn tỉnh có 5 tập thể": where, not who
        starts = [piece.start for piece in pieces]
        if clause.opened_at is not None:
            starts.append(clause.opened_at)
        if clause.giver_start is not None and not (verb is not None and verb.is_present):
            starts.append(clause.giver_start)
        elif clause.verb is not None and not clause.verb.passive and clause.verb.kind != ACHIEVE:
            named = {n.start for n in clause.pieces if isinstance(n, Named) and n.start < clause.verb.start}
            starts = [start for start in starts if start not in named]
        return min(starts), max(piece.end for piece in pieces)

    def _refuse(self, clause: Clause, reason: str, result: SentenceResult) -> None:
        if clause.honours or any(r.is_counted for r in (*clause.receivers, *clause.objects)):
            result.reasons.append(reason)


def _is_own_list(pieces: Sequence[AnyPiece], clauses: Sequence[Clause]) -> bool:
    """Whether a sentence lists one body's own honours: how often it won, or several awards without a number."""
    if sum(len(clause.subjects) for clause in clauses if clause.is_passive or clause.verb is None) > 1:
        return False
    alone = [p for p in pieces if isinstance(p, Honour) and not p.is_counted]
    counted = any(isinstance(p, Receiver) and p.is_counted for p in pieces)
    return any(isinstance(p, Times) for p in pieces) or (len(alone) > 1 and not counted)
