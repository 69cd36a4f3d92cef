"""Cells in an encoding before Unicode, or in UTF-8 that was read wrongly, brought to Unicode; each keeps what the file held.

`in_unicode` is the step between reading a file and looking for headings, since headings are in the same fonts as the rows. Nothing is
decided on one cell: the words of a column, of a sheet and of the file together say which encoding it is. What was converted is a
`Mended` text: it reads as its Unicode text and carries the repair, or, where it cannot be read for certain, the error.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from tdkt.sheets.grid import Grid, Value
from tdkt.sheets.problems import Finding, TextConverted, TextUncertain
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.legacy import (
    FOREIGN,
    SOFT_HYPHEN,
    TCVN3,
    Evidence,
    Uncertain,
    decide,
    decode,
    has_unicode,
    is_sound_word,
    marked_words,
    sign_of,
    uncertain_words,
    weigh,
)

SMALL_GRID = 3_000
"""Cells up to which every word is looked at; a larger grid in an old encoding surely has one of its tell-tale characters."""


class Mended(str):
    """A cell's text in Unicode, read out of what the file holds. `finding` is what is said about it."""

    finding: Finding

    @property
    def is_certain(self) -> bool:
        """Whether the text may be taken over; an uncertain one only helps to recognise headings."""
        return self.finding.problem is TextConverted


def mended(text: str, finding: Finding) -> Mended:
    made = Mended(text)
    made.finding = finding
    return made


def in_unicode(grids: Iterable[Grid]) -> list[Grid]:
    """The grids of one file with all text in Unicode; cells that cannot be read stay as they are, and are refused where they are used."""
    kept = list(grids)
    suspect = [grid for grid in kept if _is_suspect(grid)]
    if suspect:
        scripts = [_Script(grid) for grid in suspect]
        usual = _unanimous(script.encoding for script in scripts)
        for script in scripts:
            script.mend(usual)
    return kept


def say_mended(grid: Grid, parts: list[dict[str, Any]]) -> None:
    """Adds to the parts read from a grid what was mended in cells that no record took up: titles, headings, group lines, other columns.

    It is said on the row of the plan that the cell stands in, else on the first part.
    """
    found = _mendings(grid)
    if not found or not parts:
        return
    said = {problem["at"] for part in parts for row in part["rows"] for problem in row["problems"]}
    unsaid = [(at, row, text) for at, row, text in found if at not in said]
    lines: dict[str, list[dict[str, Any]]] = {}
    for part in parts if unsaid else ():
        for read in part["rows"]:
            lines.setdefault(_line_of(read["at"]), read["problems"])
    for at, row, text in unsaid:
        line, place = (at, "") if row is None else (_line_of(grid.row_at(row, 0, 0)), grid.spoken_row(row))
        lines.get(line, parts[0]["problems"]).append(text.finding.as_json(at=at, place=place))


def is_unsure(grid: Grid, row: int) -> bool:
    """Whether a cell of the row holds text that cannot be read for certain."""
    return any(isinstance(value, Mended) and not value.is_certain for value in grid.cells[row])


def _mendings(grid: Grid) -> list[tuple[str, int | None, Mended]]:
    """Every mended text as (place, row, text): the paragraphs above and below, which stand in no row, then the cells."""
    beside = [(at, None, text) for at, text in (*grid.above, *grid.below) if isinstance(text, Mended)]
    return beside + [
        (grid.cell_at(r, c), r, value)
        for r, row in enumerate(grid.cells)
        for c, value in enumerate(row)
        if value.__class__ is Mended
    ]


def _line_of(at: str) -> str:
    """The line that a place of a row or a cell lies in: "Sheet1!A7:F7" and "Sheet1!C7" are "Sheet1!7"."""
    return re.sub(r"![A-Z]+(\d+)(?::[A-Z]+\d+)?$", r"!\1", at)


def _is_suspect(grid: Grid) -> bool:
    """A quick no for grids in plain Unicode."""
    if grid.height * max(grid.width, 1) <= SMALL_GRID:
        return any(not text.isascii() for texts in _texts(grid).values() for text in texts)
    if any(FOREIGN.search(text) for _, text in (*grid.above, *grid.below)):
        return True
    for row in grid.cells:
        line = "\n".join([value for value in row if value.__class__ is str])
        if not line.isascii() and FOREIGN.search(line):
            return True
    return False


def _texts(grid: Grid) -> dict[int, set[str]]:
    """The different texts of a grid by their column; the paragraphs above and below are column -1."""
    found: dict[int, set[str]] = {-1: {text for _, text in (*grid.above, *grid.below)}}
    for row in grid.cells:
        for c, value in enumerate(row):
            if isinstance(value, str):
                found.setdefault(c, set()).add(value)
    return found


def _unanimous(encodings: Iterable[str | None]) -> str | None:
    named = {encoding for encoding in encodings if encoding is not None}
    return named.pop() if len(named) == 1 else None


@dataclass
class _Script:
    """What one grid says of its encoding, and the mending of its cells."""

    grid: Grid

    @cached_property
    def _texts(self) -> dict[int, set[str]]:
        return _texts(self.grid)

    @cached_property
    def _words(self) -> dict[int, set[str]]:
        """The different words with marks, by column."""
        return {
            column: set(marked_words(text for text in texts if not text.isascii() and misread_utf8(text) is None))
            for column, texts in self._texts.items()
        }

    @cached_property
    def _evidence(self) -> dict[int, dict[str, Evidence]]:
        return {column: weigh(words) for column, words in self._words.items()}

    @cached_property
    def encoding(self) -> str | None:
        """The encoding of the grid: that of all its words, else the one that its columns name who name any, else that of some words."""
        whole = weigh(set().union(*self._words.values())) if self._words else {}
        by_column = _unanimous(decide(evidence) for evidence in self._evidence.values())
        return decide(whole) or by_column or decide(whole, beside_unicode=True)

    def mend(self, usual: str | None) -> None:
        """Puts the mended text in place of every cell that is in another encoding. `usual` is that of the file's other grids."""
        encoding = self.encoding or usual
        ways = {column: self._way(column, encoding) for column in range(-1, self.grid.width)}
        lost = self._lost_horns(ways)
        ways = {column: replace(way, lost=lost) for column, way in ways.items()}
        # A list says the same things over and over: each text is read once for each column.
        read = {column: {text: _mend(text, ways[column]) for text in texts} for column, texts in self._texts.items()}
        self.grid.above = [(at, read[-1][text]) for at, text in self.grid.above]
        self.grid.below = [(at, read[-1][text]) for at, text in self.grid.below]
        for row in self.grid.cells:
            own = self._way_of_row(row, ways)
            for c, value in enumerate(row):
                if isinstance(value, str):
                    row[c] = _mend(value, own) if own and _speaks(value, own) else read[c][value]

    def _way(self, column: int, encoding: str | None) -> "_Way":
        words = self._words.get(column, set())
        if own := decide(self._evidence.get(column, {})):
            return _Way(own, own, mixed=any(map(has_unicode, words)))
        of = self._evidence.get(column, {}).get(encoding or "", Evidence())
        return _Way(encoding, encoding if of.bad + of.sound <= of.good else None, mixed=True)

    def _way_of_row(self, row: list[Value], ways: dict[int, "_Way"]) -> "_Way | None":
        """Where columns are in Unicode, a row that is not: the headings above them, or rows that came from elsewhere."""
        if not self._has_unicode:
            return None
        texts = [value for value in row if isinstance(value, str) and not value.isascii()]
        if len(texts) < 2 or any(map(has_unicode, texts)) or all(way.usual and not way.mixed for way in ways.values()):
            return None
        evidence = weigh(marked_words(texts))
        own = decide(evidence)
        if own is None or evidence[own].good < 3:
            return None
        return _Way(own, own, lost=ways[-1].lost)

    @cached_property
    def _has_unicode(self) -> bool:
        return any(has_unicode(word) for words in self._words.values() for word in words)

    def _lost_horns(self, ways: dict[int, "_Way"]) -> bool | None:
        """Whether the soft hyphens of the grid were lost: not where one is left, surely where some word is a syllable only with its ư,
        and unknown where nothing shows it."""
        texts = [text for column, texts in self._texts.items() if ways[column].usual == TCVN3 for text in texts]
        if any(SOFT_HYPHEN in text for text in texts):
            return False
        of_old = (decode(text, TCVN3) for text in texts if not has_unicode(text))
        return True if any(uncertain_words(text, horns_were_lost=False) for text in of_old) else None


@dataclass(frozen=True)
class _Way:
    """How the texts of one column are read: `encoding` where their own words speak for it, `usual` also where they do not; `mixed`
    when sound Unicode stands among them, or the column itself has too few words to tell; `lost` whether soft hyphens were lost."""

    encoding: str | None
    usual: str | None
    mixed: bool = False
    lost: bool | None = False


def _speaks(text: str, way: _Way) -> bool:
    """Whether a text is in the encoding by its own words, none against it."""
    signs = [sign_of(word, way.usual or "") for word in marked_words([text])]
    return max(signs, default=0) > 0 and min(signs) >= 0


def _mend(text: str, way: _Way) -> str:
    """One text: itself where it is sound or cannot be helped, else mended."""
    if text.isascii() and way.usual != TCVN3:
        return text
    if not text.isascii() and (found := misread_utf8(text)) is not None:
        return mended(found, Finding(TextConverted, text, f"UTF-8 bị đọc nhầm bảng mã, được đọc là '{found}'"))
    encoding = way.usual or way.encoding
    if encoding is None or has_unicode(nfc(text)):
        return text
    signs = [sign_of(word, encoding) for word in marked_words([text])]
    if way.usual is None and (signs.count(2) < 2 or min(signs, default=0) < 0):
        return text
    decoded = decode(text, encoding)
    if encoding == TCVN3 and (unsure := uncertain_words(decoded, horns_were_lost=way.lost)):
        return mended(_with_readings(decoded, unsure), Finding(TextUncertain, text, _spoken(unsure)))
    if decoded == nfc(text):
        return text
    speaks, speaks_against = any(sign > 0 for sign in signs), any(sign < 0 for sign in signs)
    is_sound = way.mixed and not speaks and all(map(is_sound_word, marked_words([text])))
    if is_sound and speaks_against:
        return text
    if is_sound or _LEFT_OVER.search(decoded) or (not speaks and encoding == TCVN3 and _may_be_foreign(text)):
        detail = f"bảng mã {encoding} thì là '{decoded}', Unicode thì là '{text}'"
        return mended(text, Finding(TextUncertain, text, detail))
    return mended(decoded, Finding(TextConverted, text, f"bảng mã {encoding}, được đọc là '{decoded}'"))


_LEFT_OVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f¡-§©ª¬-¯´-¶¸¹¾¿ÄÅÆÇËÏÐÑÖØÛÜÞßäåæçëïðñöøûüþÿ]")
"""A character that decoding leaves in place only where the text is not, or not only, in that encoding."""


def _may_be_foreign(text: str) -> bool:
    """Whether the text can be a name of another language as it stands (François): letters only, and in TCVN3 no syllables."""
    words = marked_words([text])
    return all(word.isalpha() and not _NO_LETTER.search(word) and word[1:].islower() for word in words) and any(
        sign_of(word, TCVN3) < 0 for word in words
    )


_NO_LETTER = re.compile("[ªºµ]")


def _with_readings(decoded: str, unsure: Sequence[Uncertain]) -> str:
    """The text with its one reading put in where each uncertain word has but one: good enough to recognise a heading by."""
    text = decoded
    for word in unsure:
        if len(word.readings) == 1:
            text = re.sub(rf"(?<!\w){re.escape(word.word)}(?!\w)", word.readings[0], text)
    return text


def _spoken(unsure: Sequence[Uncertain]) -> str:
    said = "; ".join(f"'{word.word}' có thể là " + " hoặc ".join(f"'{r}'" for r in word.readings) for word in unsure)
    return f"chữ theo bảng mã TCVN3 có thể đã mất chữ ư: {said}"


# --- UTF-8 that was read as something else ---------------------------------------------------------------------------------------

_MAY_BE_MISREAD = re.compile("[ÃÄÆÂ][\u0080-\u00bf‚-™ŒœŠšŸŽžƒˆ˜]|á[º»¸]|áº|á»|â€|Ä‘|Æ°|Æ¡")
_BYTE_OF = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(256)} | {chr(b): b for b in range(256)}


@lru_cache(maxsize=65536)
def misread_utf8(text: str) -> str | None:
    """What the text was before its UTF-8 was read as Windows or Latin-1 letters ("Nguyá»…n" is "Nguyễn"); None where it was not, or
    where a byte was lost on the way."""
    if not _MAY_BE_MISREAD.search(text) or any(c not in _BYTE_OF for c in text):
        return None
    try:
        return nfc(bytes(_BYTE_OF[c] for c in text).decode("utf-8"))
    except UnicodeDecodeError:
        return None
