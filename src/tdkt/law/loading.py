"""Making the law from its files: every file of `instruments/`, and further folders of the same form that an office keeps itself.

Whatever a file may not say is a `LawError` with file and line; nothing is repaired and nothing is left out.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tdkt.law.catalogue import GROUNDS, RECIPIENTS, awards
from tdkt.law.fences import Block, Entry, LawError, blocks
from tdkt.law.grammar import Grammar, SameAs, numbered
from tdkt.law.instruments import STATES, WHY, Governs, Instrument, Law, Parameter, Provision, Warning_
from tdkt.rules.conditions import CONFIDENCES, AllOf, AnyOf, Condition, Rule
from tdkt.rules.facts import FORCES

FOLDER = Path(__file__).with_name("instruments")


class _Reading:
    """Everything found so far; one method per kind of block."""

    def __init__(self) -> None:
        self.instruments: dict[str, Instrument] = {}
        self.provisions: dict[str, Provision] = {}
        self.rules: list[tuple[Rule, Entry, Grammar]] = []
        self.parameters: list[Parameter] = []
        self.governs: list[Governs] = []
        self.warnings: list[Warning_] = []
        self.dangling: list[tuple[str, int, str]] = []

    def file(self, path: Path) -> None:
        found = blocks(path)
        heads = [block for block in found if block.kind == "instrument"]
        if len(heads) != 1 or found[0].kind != "instrument":
            raise LawError(
                path.name,
                1,
                "mỗi tệp mở đầu bằng đúng một khối “instrument”",
                "a file begins with one instrument block",
            )
        instrument = _instrument(heads[0], path)
        if instrument.id in self.instruments:
            raise LawError(
                path.name, 1, f"văn bản “{instrument.number}” đã có ở tệp khác", "the instrument is in another file"
            )
        self.instruments[instrument.id] = instrument
        grammar = Grammar(path.name, instrument.id)
        for block in found[1:]:
            getattr(self, f"_{block.kind}")(block, instrument, grammar)

    def _provisions(self, block: Block, instrument: Instrument, grammar: Grammar) -> None:
        for key, data in _entry(block).items():
            line = block.data.at(key)
            if not isinstance(data, Entry):
                grammar.wrong(line, "điều khoản cần state, vi, en", "a provision needs state, vi, en")
            _known(data, grammar, ("state", "why", "vi", "en", "note"))
            state = grammar.one_of(data.get("state"), STATES, line)
            why = grammar.one_of(data.get("why"), WHY, line) if state == "not-encoded" else ""
            for one in str(key).split(","):
                id_ = grammar.full(one.strip())
                if id_ in self.provisions:
                    grammar.wrong(line, f"“{id_}” ghi hai lần", f"“{id_}” stands twice")
                self.provisions[id_] = Provision(
                    id_, block.heading, state, _words(data, "vi"), _words(data, "en"), why, _words(data, "note"), line
                )

    def _rule(self, block: Block, instrument: Instrument, grammar: Grammar) -> None:
        data = _entry(block)
        keys = (
            "id",
            "award",
            "for",
            "force",
            "ground",
            "from",
            "to",
            "confidence",
            "details",
            "replaces",
            "when",
            "barred_by_discipline",
        )
        _known(data, grammar, keys)
        for key in ("id", "award", "for", "when"):
            if key not in data:
                grammar.wrong(block.line, f"khối “rule” thiếu khóa “{key}”", f"the rule lacks “{key}”")
        id_ = grammar.full(str(data["id"]))
        award, class_ = grammar.award(data["award"], data.at("award"))
        if awards()[award].classes and class_ is None:
            grammar.wrong(data.at("award"), f"“{award}” phải ghi hạng", f"“{award}” needs its class")
        first = _day(data.get("from"), grammar, data.at("from")) or instrument.in_force
        if first is None:
            grammar.wrong(
                block.line, "văn bản chưa rõ ngày có hiệu lực thì không có quy tắc", "no rule without a first day"
            )
        last = instrument.to + timedelta(days=1) if instrument.to else None
        rule = Rule(
            id=id_,
            award=award,
            class_=class_,
            subjects=frozenset(grammar.one_of(s, RECIPIENTS, data.at("for")) for s in grammar.listed(data["for"])),
            forces=frozenset(
                grammar.one_of(f, FORCES[1:], data.at("force")) for f in grammar.listed(data.get("force"))
            ),
            ground=grammar.one_of(data.get("ground", "cong-trang"), GROUNDS, data.at("ground")),
            condition=grammar.condition(data["when"], id_, data.at("when")),
            from_=first,
            to=_day(data.get("to"), grammar, data.at("to")) or last,
            confidence=grammar.one_of(data.get("confidence", "VERIFIED"), CONFIDENCES, data.at("confidence")),
            barred_by_discipline=bool(data.get("barred_by_discipline", True)),
        )
        self.rules.append((rule, data, grammar))

    def _parameter(self, block: Block, instrument: Instrument, grammar: Grammar) -> None:
        data = _entry(block)
        _known(data, grammar, ("name", "cite", "from", "to", "confidence", "value", "values"))
        if ("value" in data) is ("values" in data) or "name" not in data or "cite" not in data:
            grammar.wrong(
                block.line,
                "tham số cần name, cite và một trong value, values",
                "a parameter needs name, cite and a value",
            )
        first = _day(data.get("from"), grammar, data.at("from")) or instrument.in_force
        if first is None:
            grammar.wrong(block.line, "tham số chưa rõ từ ngày nào", "a parameter needs its first day")
        last = instrument.to + timedelta(days=1) if instrument.to else None
        self.parameters.append(
            Parameter(
                name=str(data["name"]),
                cite=grammar.full(str(data["cite"])),
                from_=first,
                to=_day(data.get("to"), grammar, data.at("to")) or last,
                confidence=grammar.one_of(data.get("confidence", "VERIFIED"), CONFIDENCES, data.at("confidence")),
                value=data["value"] if "value" in data else data["values"],
                instrument=instrument.id,
                authority=instrument.authority,
                line=block.line,
            )
        )

    def _governs(self, block: Block, instrument: Instrument, grammar: Grammar) -> None:
        data = _entry(block)
        for written, article in data.items():
            code, class_ = grammar.award(written, data.at(written))
            none = isinstance(article, Entry)
            self.governs.append(
                Governs(
                    code,
                    instrument.id,
                    "" if none else grammar.full(str(article)),
                    str(article["none"]) if none else "",
                    class_,
                )
            )

    def _warning(self, block: Block, instrument: Instrument, grammar: Grammar) -> None:
        data = _entry(block)
        _known(data, grammar, ("from", "of", "vi", "en"))
        first = _day(data.get("from"), grammar, block.line)
        if first is None:
            grammar.wrong(block.line, "cảnh báo cần ngày bắt đầu", "a warning needs its first day")
        self.warnings.append(Warning_(first, str(data["of"]), str(data["vi"]), str(data["en"])))

    # --- after all files ------------------------------------------------------------------------

    def law(self) -> Law:
        written = {}
        for rule, data, grammar in self.rules:
            key = (rule.id, rule.award, rule.class_, rule.subjects, rule.forces)
            if key in written:
                grammar.wrong(data.line, f"quy tắc “{rule.id}” ghi hai lần", f"the rule “{rule.id}” stands twice")
            written[key] = rule
        resolved = [(self._resolved(rule, data, grammar), data, grammar) for rule, data, grammar in self.rules]
        dated = tuple(self._dated(resolved))
        return Law(
            instruments=MappingProxyType(self.instruments),
            provisions=MappingProxyType(self.provisions),
            rules=dated,
            parameters=tuple(self.parameters),
            governs=tuple(self.governs),
            warnings=tuple(self.warnings),
            dangling=tuple(self.dangling),
        )

    def _resolved(self, rule: Rule, data: Entry, grammar: Grammar) -> Rule:
        return dataclasses.replace(
            rule, condition=numbered(self._expanded(rule.condition, data.line, grammar, (rule.id,)))
        )

    def _expanded(self, part: Condition, line: int, grammar: Grammar, path: tuple[str, ...]) -> Condition:
        """The same with every "same as" replaced by what it stands for; a circle is an error."""
        if isinstance(part, AllOf | AnyOf):
            return dataclasses.replace(
                part, parts=tuple(self._expanded(each, line, grammar, path) for each in part.parts)
            )
        if not isinstance(part, SameAs):
            return part
        found = [
            (rule, other)
            for rule, _, other in self.rules
            if rule.id == part.rule and (not part.award or (rule.award, rule.class_) == (part.award, part.class_))
        ]
        if len({id(rule) for rule, _ in found}) != 1 or part.rule + part.award in path:
            grammar.wrong(
                line,
                f"“same_as: {part.rule}” phải chỉ đúng một quy tắc (tìm thấy {len(found)})",
                f"“same_as: {part.rule}” must name one rule (found {len(found)})",
            )
        rule, other = found[0]
        return self._expanded(rule.condition, line, other, (*path, part.rule + part.award))

    def _dated(self, resolved: list[tuple[Rule, Entry, Grammar]]) -> Iterable[Rule]:
        """Every rule for the days on which it is to be asked: ended by what replaces it, silent while something details it.

        A rule that details another for individuals alone leaves it standing for collectives.
        """
        holes: dict[tuple[int, str], list[tuple[date, date | None]]] = {}
        for rule, data, grammar in resolved:
            for key in ("replaces", "details"):
                for named in grammar.listed(data.get(key)):
                    target = grammar.full(str(named))
                    under = [n for n, (other, _, _) in enumerate(resolved) if _is_part(other.id, target)]
                    if not under:
                        self.dangling.append((grammar.file, data.at(key), target))
                    for number in under:
                        other = resolved[number][0]
                        if other is not rule and (other.award, other.class_) == (rule.award, rule.class_):
                            for subject in other.subjects & rule.subjects:
                                end = None if key == "replaces" else rule.to
                                holes.setdefault((number, subject), []).append((rule.from_, end))
        for number, (rule, _, _) in enumerate(resolved):
            alike: dict[tuple[tuple[date, date | None], ...], set[str]] = {}
            for subject in rule.subjects:
                alike.setdefault(tuple(holes.get((number, subject), ())), set()).add(subject)
            for gaps, subjects in sorted(alike.items(), key=lambda group: sorted(group[1])):
                for first, end in _left(rule.from_, rule.to, list(gaps)):
                    yield dataclasses.replace(rule, subjects=frozenset(subjects), from_=first, to=end)


def _is_part(id_: str, whole: str) -> bool:
    return id_ == whole or id_.startswith(whole + "/")


def _left(first: date, end: date | None, holes: list[tuple[date, date | None]]) -> list[tuple[date, date | None]]:
    """What is left of [first, end) without the holes."""
    spans = [(first, end or date.max)]
    for begin, stop in holes:
        spans = [
            piece
            for low, high in spans
            for piece in ((low, min(high, begin)), (max(low, stop or date.max), high))
            if piece[0] < piece[1]
        ]
    return [(low, None if high == date.max else high) for low, high in spans]


def _instrument(block: Block, path: Path) -> Instrument:
    data = _entry(block)
    id_ = path.stem
    grammar = Grammar(path.name, id_)
    _known(
        data,
        grammar,
        (
            "number",
            "kind",
            "name",
            "issued",
            "in_force",
            "until",
            "dates_confidence",
            "text",
            "amends",
            "replaces",
            "source",
            "checked",
            "summary",
            "authority",
        ),
    )
    name, source = data.get("name") or {}, data.get("source") or {}
    checked, summary = data.get("checked") or {}, data.get("summary") or {}
    if not isinstance(name, dict) or not name.get("vi") or "number" not in data:
        grammar.wrong(block.line, "văn bản cần number và name: {vi, en}", "an instrument needs its number and name")
    return Instrument(
        id=id_,
        number=str(data["number"]),
        kind=grammar.one_of(data.get("kind"), ("law", "decree", "circular", "decision"), data.at("kind")),
        name=str(name["vi"]),
        name_en=str(name.get("en", "")),
        issued=_day(data.get("issued"), grammar, data.at("issued")),
        in_force=_day(data.get("in_force"), grammar, data.at("in_force")),
        to=_day(data.get("until"), grammar, data.at("until")),
        confidence=grammar.one_of(data.get("dates_confidence"), CONFIDENCES, data.at("dates_confidence")),
        text=grammar.one_of(data.get("text"), ("read", "in-part", "not-known"), data.at("text")),
        source=", ".join(str(source[key]) for key in ("instrument", "copy") if source.get(key)),
        checked_by=str(checked.get("by") or ""),
        checked_on=_day(checked.get("on"), grammar, block.line),
        replaces=tuple(map(str, grammar.listed(data.get("replaces")))),
        amends=tuple(map(str, grammar.listed(data.get("amends")))),
        authority=str(data.get("authority") or ""),
        summary=str(summary.get("vi") or ""),
        summary_en=str(summary.get("en") or ""),
        file=path.name,
    )


def _entry(block: Block) -> Entry:
    if not isinstance(block.data, Entry):
        raise LawError(
            block.file,
            block.line,
            f"khối “{block.kind}” phải là một ánh xạ",
            f"the block “{block.kind}” must be a mapping",
        )
    return block.data


def _known(data: Entry, grammar: Grammar, keys: tuple[str, ...]) -> None:
    for key in data:
        if key not in keys:
            grammar.wrong(data.at(key), f"không có khóa “{key}” (có: {', '.join(keys)})", f"no such key as “{key}”")


def _words(data: Entry, key: str) -> str:
    return str(data.get(key) or "")


def _day(value: Any, grammar: Grammar, line: int) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return grammar.wrong(line, f"“{value}” không phải ngày dạng NĂM-THÁNG-NGÀY", f"“{value}” is no day")


@cache
def load_law(folders: tuple[Path, ...] = ()) -> Law:
    """The law of the project, with further folders of files that an office keeps itself. Raises `LawError` with file and line."""
    reading = _Reading()
    for folder in (FOLDER, *folders):
        for path in sorted(folder.rglob("*.md")):
            reading.file(path)
    return reading.law()


def draft_law(draft: Path, folders: tuple[Path, ...] = ()) -> Law:
    """The law as it would be with a draft beside it: in place of the instrument of the same file name where there is one. Raises `LawError`."""
    reading = _Reading()
    for folder in (FOLDER, *folders):
        for path in sorted(folder.rglob("*.md")):
            if path.name != draft.name:
                reading.file(path)
    reading.file(draft)
    return reading.law()


def in_force(on: date) -> tuple[Instrument, ...]:
    """The laws and general decrees in force on a day, laws first, as the screens name the law of the working date."""
    return tuple(i for i in load_law().in_force(on) if i.id in _GENERAL)


_GENERAL = (
    "15-2003-qh11",
    "121-2005-nd-cp",
    "42-2010-nd-cp",
    "65-2014-nd-cp",
    "91-2017-nd-cp",
    "06-2022-qh15",
    "98-2023-nd-cp",
    "152-2025-nd-cp",
    "06-2026-qh16",
)
"""What an office means by "the law": the laws and the decrees that detail them, not what amends them on the way."""
