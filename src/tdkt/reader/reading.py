"""A text read: every tally of honours and of community models in it, each with its exact words, and what could not be read surely.

The way through: `tokens` cuts the text, `pieces` finds the phrases of a sentence, `clauses` says who gets what from whom, `tallies` and
`models` count. `Reading.as_json` is the object of the facts contract.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from tdkt.law.tally import Tally
from tdkt.reader.carrying import Carried
from tdkt.reader.models import models_in
from tdkt.reader.movements import Movement, find_movement, find_reporter
from tdkt.reader.pieces import COMMEND, AnyPiece, Honour, Receiver, Times, Verb, pieces_of
from tdkt.reader.tables import table_spans, without_tables
from tdkt.reader.tallies import UNTIED, TallyReader
from tdkt.reader.tokens import Sentence, keys_of, sentences, tokenise
from tdkt.vietnamese.folding import nfc

TABLE = "Bảng số: con số trong ô do tiêu đề hàng và cột nói, chưa đọc; hãy đối chiếu bảng với báo cáo trong sổ."
UNKNOWN_TITLE = "Có danh hiệu không thuộc danh mục khen thưởng."
_CLOSING = '”"»'
_OPENING = '“"«'


@dataclass(frozen=True)
class FoundFact:
    """A tally and where the text says it: `text[span[0]:span[1]] == quote`."""

    tally: Tally
    quote: str
    span: tuple[int, int]

    def as_json(self) -> dict[str, Any]:
        return {"quote": self.quote, "span": list(self.span), **self.tally.as_json()}


@dataclass(frozen=True)
class Unread:
    """A sentence with numbers and words of honour that could not be read surely, and why."""

    quote: str
    span: tuple[int, int]
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {"quote": self.quote, "span": list(self.span), "reason": self.reason}


@dataclass(frozen=True)
class Reading:
    """What a text says: `text` is in NFC, and all places are counted in it."""

    source: str
    text: str
    movement: Movement | None
    facts: tuple[FoundFact, ...]
    unread: tuple[Unread, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of the facts contract."""
        return {
            "source": self.source,
            "movement": self.movement.as_json() if self.movement else None,
            "facts": [fact.as_json() for fact in self.facts],
            "unread": [sentence.as_json() for sentence in self.unread],
        }


def read(text: str, *, source: str, reporting_body: str | None = None) -> Reading:
    """Every tally in a text, in the order of the text.

    `source` is the name of the file, repeated in the result. `reporting_body` is whose report the text is; where it is not told, the text
    is searched for who reports or holds the conference. Any text can be read; one that speaks of no honours gives no facts.
    """
    text = nfc(text)
    tokens = tokenise(without_tables(text))
    found_sentences = list(sentences(tokens))
    told = nfc(reporting_body) if reporting_body else None
    reporter = find_reporter(found_sentences, told=told, told_keys=keys_of(told) if told else ())
    carried = Carried(reporter, text, cities_are_districts=_speaks_of_a_province(found_sentences))
    tallies = TallyReader(carried)
    facts: list[FoundFact] = []
    unread: list[Unread] = []
    before: list[int] = []
    for sentence in found_sentences:
        pieces = pieces_of(sentence.tokens)
        result = tallies.read(sentence, pieces)
        models, reasons = models_in(sentence, taken=result.used)
        now = [_fact(f.tally, f.start, f.end, sentence, text) for f in result.found]
        if result.totals_before:
            _mark_totals(facts, before)
        before = list(range(len(facts), len(facts) + len(now))) if now else before
        facts += now
        facts += [_fact(m.tally, m.start, m.end, sentence, text) for m in models]
        unread += _left(sentence, pieces, result.used, [*result.reasons, *reasons], bool(now), text)
    unread += _tables_left(text)
    unread.sort(key=lambda left: left.span)
    facts.sort(key=lambda fact: fact.span)
    return Reading(source, text, find_movement(found_sentences, text), tuple(facts), tuple(unread))


def _tables_left(text: str) -> list[Unread]:
    """Each table that speaks of honours and holds numbers: its cells are not read."""
    left = []
    for first, last in table_spans(text):
        words = text[first:last]
        pieces = [piece for sentence in sentences(tokenise(words)) for piece in pieces_of(sentence.tokens)]
        if any(isinstance(piece, Honour) for piece in pieces) and any(sign.isdigit() for sign in words):
            left.append(Unread(words, (first, last), TABLE))
    return left


def _speaks_of_a_province(found: list[Sentence]) -> bool:
    """Whether the text speaks of a province, so that "UBND thành phố" alone is a city of it."""
    return any(a.key in ("ubnd", "dân") and b.key == "tỉnh" for s in found for a, b in pairwise(s.tokens))


def _mark_totals(facts: list[FoundFact], at: list[int]) -> None:
    for i in at:
        facts[i] = replace(facts[i], tally=replace(facts[i].tally, total=True))


def _fact(tally: Tally, first: int, last: int, sentence: Sentence, text: str) -> FoundFact:
    span = _span(first, last, sentence, text)
    return FoundFact(tally, text[span[0] : span[1]], span)


def _span(first: int, last: int, sentence: Sentence, text: str) -> tuple[int, int]:
    """The letters of tokens `first` to `last`, with a quotation mark that closes or opens there."""
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    if (
        tokens[last - 1].quoted
        and end < len(text)
        and text[end] in _CLOSING
        and (last == len(tokens) or not tokens[last].quoted)
    ):
        end += 1
    if tokens[first].quoted and start and text[start - 1] in _OPENING and (first == 0 or not tokens[first - 1].quoted):
        start -= 1
    return start, end


def _speaks_of_a_title(sentence: Sentence) -> bool:
    return any(a.key == "danh" and b.key == "hiệu" for a, b in pairwise(sentence.tokens))


def _left(
    sentence: Sentence, pieces: list[AnyPiece], used: set[int], reasons: list[str], has_facts: bool, text: str
) -> list[Unread]:
    """The sentence with a reason, where it speaks of honours and a number in it has found no place in a tally."""
    honours = [p for p in pieces if isinstance(p, Honour) or (isinstance(p, Verb) and p.kind == COMMEND)]
    numbers = [
        p
        for p in pieces
        if (isinstance(p, Receiver | Honour) and p.is_counted and p.start not in used)
        and not (isinstance(p, Receiver) and (p.is_unknown or p.is_model or p.is_modifier))
    ]
    repeated = any(isinstance(p, Times) and p.count for p in pieces)
    if not honours and not has_facts and (numbers or repeated) and _speaks_of_a_title(sentence):
        reasons = [*reasons, UNKNOWN_TITLE]
    if not reasons and not (honours and numbers):
        return []
    reasons = reasons if honours else [reason for reason in reasons if reason != UNTIED]
    if not honours and not reasons:
        return []
    start, end = _span(0, len(sentence.tokens), sentence, text)
    return [Unread(text[start:end], (start, end), reason) for reason in dict.fromkeys(reasons or [UNTIED])]
