# ruff: noqa: S608  (statements are built from names of this module and from numbers; words typed are always parameters)
"""People and bodies under some words, in the order in which they are shown, however many have them. Nothing here sorts what a common word finds.

An account of few people has all of them ranked, from an index that stands by unit; so have bodies, which are few. Otherwise those called
just so come first, then those whose given name is the word or begins so, both read from indexes in order. Where that does not fill the list,
or several words were typed, the index of words tells rare ones from common ones: the rows of rare words are ranked, and for common ones the
names are walked in their order, which soon fills any list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tdkt.records.models import Account, Subject
from tdkt.records.models.scope import reach_of
from tdkt.records.search_index import ask, candidates, is_sqlite
from tdkt.records.search_words import Typed

STEPS = 40_000
"""How many names a walk reads in one range before it gives up."""
FEW = 20_000
"""An account with no more people (or bodies) than this has all of them read."""
CANDIDATES = 4_000
"""Words that fewer rows have are rare: all these rows are ranked."""
READ_AHEAD = 200
"""How many names are read where accents were typed: those written so come first among them."""
NUMBERS = " -0123456789"
"""A person's numbers follow the name in `search`, and are no part of it."""

PEOPLE, BODIES = "kind = 'individual'", "kind <> 'individual'"


@dataclass
class Search:
    """One search among people or bodies: `kind` a condition, `units` those whose rows are seen (None: all), `most` how many ids are wanted."""

    kind: str
    typed: Typed
    units: frozenset[int] | None
    most: int
    found: dict[int, None] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.found) >= self.most

    @property
    def ahead(self) -> int:
        """How many rows to read so that the list can be filled in the order of accents."""
        return len(self.found) + (max(self.most, READ_AHEAD) if self.typed.accented else self.most)

    @property
    def seen(self) -> str:
        """The condition that leaves only what the account sees."""
        return self.kind if self.units is None else f"{self.kind} AND {of_units(self.units)}"

    @property
    def also_seen(self) -> str:
        """The same where another condition finds the rows: the sign keeps an engine from starting at the units, which hold far more."""
        return self.seen.replace("belongs_to_id IN", "+belongs_to_id IN")

    def add(self, ids: Iterable[int]) -> None:
        for row in ids:
            self.found.setdefault(row)


def subjects(account: Account, typed: Typed, on: date, *, people: bool, most: int) -> list[int]:
    """The ids of the people (or the bodies) that an account sees under these words, the best first, at most so many."""
    reach = reach_of(account, on=on)
    if not typed.words or not (reach.everything or reach.units):
        return []
    one = Search(PEOPLE if people else BODIES, typed, None if reach.everything else reach.units, most)
    _fill(one)
    return list(one.found)[:most]


def _fill(one: Search) -> None:
    if (one.units is not None or one.kind == BODIES) and not more_than(FEW, one.seen):
        rank(one, f"{one.seen} AND {_has_words(one)}", _starts(one))
        return
    called_just_so(one)
    if len(one.typed.words) == 1:
        _by_given_name(one)
    if one.full:
        return
    rows = candidates(Subject, one.typed.words, CANDIDATES)
    if len(rows) < CANDIDATES:
        one.found.clear()
        if rows:
            rank(one, f"id IN ({listed(rows)}) AND {one.also_seen}")
        return
    if len(one.typed.words) > 1:
        _by_given_name(one)
    if not one.full:
        walk(one, [("", "")])
    if one.full:
        return
    if one.units is not None:  # common words, yet not among these people: more of them are looked through
        rows = candidates(Subject, one.typed.words, 5 * CANDIDATES)
    rank(one, f"id IN ({listed(rows)}) AND {one.also_seen}")


def _by_given_name(one: Search) -> None:
    if one.kind == PEOPLE:
        given_names(one, whole=True)
        given_names(one, whole=False)


def called_just_so(one: Search) -> None:
    """Add those whose whole name is what was typed. Their numbers, where they have any, sort before every letter."""
    within = "search >= %s AND search < %s" if is_sqlite() else "search ~>=~ %s AND search ~<~ %s"
    said = one.typed.said
    rank(one, f"{within} AND {_called()} = %s AND {one.also_seen}", [said, f"{said} :", said])


def given_names(one: Search, *, whole: bool) -> None:
    """Add those whose given name is one of the words (or begins so), and who have the others: first those written with the accents typed."""
    for as_typed in (True, False) if one.typed.accented else (False,):
        ranges = one.typed.given(whole=whole, as_typed=as_typed)
        if ranges and not one.full:
            walk(one, ranges)


def walk(one: Search, ranges: Sequence[tuple[str, str]]) -> None:
    """Add those who have the words within some ranges of names (one without an end is all names), read in their order."""
    parts: list[str] = []
    said: list[str] = []
    wanted = one.ahead
    for start, past in ranges:
        within = " AND name_key >= %s AND name_key < %s" if past else ""
        parts.append(
            f"SELECT * FROM (SELECT id, name_key FROM (SELECT id, name_key, search FROM records_subject WHERE {one.also_seen}{within} "
            f"ORDER BY name_key, id LIMIT {STEPS}) AS walked WHERE {_has_words(one)} LIMIT {wanted}) AS part"
        )
        said += [*([start, past] if past else []), *_starts(one)]
    rows = sorted(ask(" UNION ALL ".join(parts), said), key=lambda row: (row[1], row[0]))
    _add_as_typed(one, [(0, row[0]) for row in rows])


def rank(one: Search, where: str, said: Sequence[str] = ()) -> None:
    """Add the subjects of a condition: those called just so, those whose given name is one of the words, or begins so, then the rest."""
    near, nearly = _closeness(one)
    rows = ask(
        f"SELECT {near} AS near, id FROM records_subject WHERE {where} ORDER BY near, name_key, id LIMIT {one.ahead}",
        [*nearly, *said],
    )
    _add_as_typed(one, rows)


def _closeness(one: Search) -> tuple[str, list[str]]:
    """How near a name is to what was typed, as an expression. A body's name counts from its beginning, a person's from the given name."""
    typed = one.typed
    cases, said = [f"WHEN {_called()} = %s THEN 0"], [typed.said]
    if one.kind == BODIES:
        cases.append(f"WHEN substr(search, 1, {len(typed.said)}) = %s THEN 1")
        return f"CASE {' '.join(cases)} ELSE 2 END", [*said, typed.said]
    for near, (whole, as_typed) in enumerate(((True, True), (True, False), (False, True), (False, False)), start=1):
        for start, past in typed.given(whole=whole, as_typed=as_typed):
            cases.append(f"WHEN name_key >= %s AND name_key < %s THEN {near}")
            said += [start, past]
    return f"CASE {' '.join(cases)} ELSE 5 END", said


def _add_as_typed(one: Search, rows: list[tuple[int, int]]) -> None:
    """Add rows of (nearness, id): among equally near ones, those first that are written with the accents typed."""
    if one.typed.accented and rows:
        names = dict(ask(f"SELECT id, name FROM records_subject WHERE id IN ({listed(row for _, row in rows)})"))
        rows = sorted(rows, key=lambda row: (row[0], one.typed.strangeness(names[row[1]])))
    one.add(row for _, row in rows)


def more_than(number: int, where: str) -> bool:
    """Whether more subjects than so many answer a condition."""
    return bool(ask(f"SELECT 1 FROM records_subject WHERE {where} LIMIT 1 OFFSET {number}"))


def of_units(units: Iterable[int]) -> str:
    """The condition on subjects that they belong to these units."""
    return f"belongs_to_id IN ({listed(units)})"


def _called() -> str:
    return f"rtrim(search, '{NUMBERS}')"


def _has_words(one: Search) -> str:
    """The condition that every word begins a word of `search`, without a pattern: it runs over many rows."""
    place = "instr" if is_sqlite() else "strpos"
    begins = " OR ".join([f"{place}(' ' || search, %s) > 0", *(f"{place}(search, %s) > 0" for _ in _partings(one))])
    return " AND ".join(f"({begins})" for _ in one.typed.words)


def _starts(one: Search) -> list[str]:
    return [sign + word for word in one.typed.words for sign in (" ", *_partings(one))]


def _partings(one: Search) -> str:
    """Signs after which a word begins too, besides a space: in names of people and their numbers, and in names of bodies."""
    return "-" if one.kind == PEOPLE else "-(/."


def listed(ids: Iterable[int]) -> str:
    """Ids as a list within a statement."""
    return ", ".join(str(int(row)) for row in ids)
