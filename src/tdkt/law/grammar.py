"""From the words of a rule block to the conditions of the engine: the one place that knows the keys of the law files.

Every key that is not known, every code that the catalogue does not have and every number that is no number is an error with its line.
"""

import dataclasses
from collections.abc import Iterable
from typing import Any, NoReturn

from tdkt.law.catalogue import RATINGS, awards
from tdkt.law.fences import Entry, LawError
from tdkt.rules.conditions import (
    CONFIDENCES,
    AllOf,
    AnyOf,
    Clean,
    Condition,
    Count,
    Either,
    EveryYear,
    Given,
    Holding,
    Holds,
    Initiated,
    Judgement,
    Leads,
    Members,
    NotHeld,
    NotKnown,
    Number,
    OutsideFlags,
    PostHeld,
    Rated,
    RoundAnniversary,
    Run,
    Service,
    Titled,
    Track,
    UnitLevel,
    WholeService,
)
from tdkt.rules.facts import DISCIPLINES, GROUP_LEVELS, INITIATIVE_KINDS, SCOPES

KIND_WORDS = {
    Run: "run",
    Count: "count",
    Holds: "holds",
    NotHeld: "not-held",
    Service: "service",
    WholeService: "whole-service",
    PostHeld: "post",
    Members: "members",
    Leads: "leads",
    OutsideFlags: "outside-flags",
    RoundAnniversary: "round-anniversary",
    UnitLevel: "unit-level",
    Clean: "clean",
    Judgement: "judgement",
    NotKnown: "not-known",
}
"""How the kind of a limb stands in its id, after the citation and a "#"."""

_TRACK_KEYS = ("rated", "title", "given", "initiative", "every_year", "either")


@dataclasses.dataclass(frozen=True)
class SameAs(Condition):
    """Stands for the condition of another rule until all files are read: `rule` is its id, `award` and `class_` choose among several."""

    rule: str
    award: str = ""
    class_: int | None = None


class Grammar:
    """Reads the conditions of one instrument's file; `prefix` is the instrument's folded number."""

    def __init__(self, file: str, prefix: str) -> None:
        self.file, self.prefix = file, prefix

    def wrong(self, line: int, why: str, why_en: str) -> NoReturn:
        raise LawError(self.file, line, why, why_en)

    def full(self, provision: str) -> str:
        """The full id of a provision named in this file."""
        return f"{self.prefix}/{provision}" if provision.startswith("art-") else provision

    def condition(self, data: Any, cite: str, line: int) -> Condition:
        """The condition of a mapping, cited to `cite` unless it names its own. Raises `LawError`."""
        if not isinstance(data, Entry):
            self.wrong(line, "điều kiện phải là một ánh xạ khóa: giá trị", "a condition must be a mapping")
        at, _ = data.line, data
        own = self.full(str(data["cite"])) if "cite" in data else cite
        said = {
            "cite": own,
            "confidence": self.one_of(str(data.get("confidence", "VERIFIED")), CONFIDENCES, data.at("confidence")),
        }
        keys = [key for key in data if key not in ("cite", "confidence")]
        if len(keys) != 1:
            self.wrong(
                at,
                f"một điều kiện phải có đúng một khóa, đây có: {', '.join(map(str, keys))}",
                "a condition has one key",
            )
        key, value, at = keys[0], data[keys[0]], data.at(keys[0])
        reader = getattr(self, f"_{key}", None) if key in _CONDITION_KEYS else None
        if reader is None:
            self.wrong(at, f"không có loại điều kiện “{key}”", f"no such condition as “{key}”")
        return dataclasses.replace(reader(value, own, at), **said)

    # --- the kinds ----------------------------------------------------------------------------

    def _all(self, value: Any, cite: str, line: int) -> Condition:
        return AllOf(self._parts(value, cite, line))

    def _any(self, value: Any, cite: str, line: int) -> Condition:
        return AnyOf(self._parts(value, cite, line))

    def _parts(self, value: Any, cite: str, line: int) -> tuple[Condition, ...]:
        if not isinstance(value, list) or not value:
            self.wrong(line, "“all” và “any” cần một danh sách điều kiện", "“all” and “any” need a list")
        return tuple(self.condition(part, cite, line) for part in value)

    def _in_year(self, value: Any, cite: str, line: int) -> Condition:
        return Run(self.yearly(self._taken(value, (), line), line), Number(1))

    def _run(self, value: Any, cite: str, line: int) -> Condition:
        data = self._taken(value, ("years", "ending", "after", "which", "within"), line)
        within = self.condition(data["within"], cite, line) if "within" in data else None
        if within is not None:
            self._only_counts(within, line)
        return Run(
            of=self.yearly(data, line),
            years=self.number(data.get("years"), data.at("years")),
            ending=self.one_of(data.get("ending", "proposal"), ("proposal", "any"), data.at("ending")),
            after=self.holdings(data.get("after", []), data.at("after")),
            which=self.one_of(data.get("which", "earliest"), ("earliest", "latest"), data.at("which")),
            within=within,
        )

    def _only_counts(self, within: Condition, line: int) -> None:
        if within.confidence != "VERIFIED":
            self.wrong(
                line,
                "trong “within” độ tin ghi ở từng con số, không ở điều kiện",
                "inside “within” each number has its confidence, not the condition",
            )
        if isinstance(within, AllOf | AnyOf):
            for part in within.parts:
                self._only_counts(part, line)
        elif not isinstance(within, Count | OutsideFlags):
            self.wrong(
                line, "trong “within” chỉ đếm được (all, any, count, outside_flags)", "only counts stand in “within”"
            )

    def _count(self, value: Any, cite: str, line: int) -> Condition:
        data = self._taken(value, ("at_least", "last"), line)
        last = data.get("last")
        return Count(self.track(data, line), self.number(data.get("at_least"), line), int(last) if last else None)

    def _holds(self, value: Any, cite: str, line: int) -> Condition:
        if isinstance(value, Entry):
            self._known(value, ("any_of", "times"))
            return Holds(self.holdings(value.get("any_of"), line), int(value.get("times", 1)))
        return Holds(self.holdings(value, line))

    def _not_held(self, value: Any, cite: str, line: int) -> Condition:
        return NotHeld(self.holdings(value, line))

    def _service(self, value: Any, cite: str, line: int) -> Condition:
        data = self._only(value, ("at_least", "under", "women", "weighted"), line)
        return Service(
            at_least=self.number(data.get("at_least"), line),
            under=self.number(data["under"], line) if "under" in data else None,
            women=self.number(data["women"], line) if "women" in data else None,
            weighted=bool(data.get("weighted", False)),
        )

    def _whole_service(self, value: Any, cite: str, line: int) -> Condition:
        return WholeService(self.one_of(value, RATINGS, line))

    def _post(self, value: Any, cite: str, line: int) -> Condition:
        data = self._only(value, ("posts", "at_least", "women"), line)
        posts = data.get("posts")
        if not isinstance(posts, list) or not posts:
            self.wrong(line, "“post” cần danh sách “posts”", "“post” needs a list of posts")
        women = self.number(data["women"], line) if "women" in data else None
        return PostHeld(tuple(map(str, posts)), self.number(data.get("at_least"), line), women)

    def _members(self, value: Any, cite: str, line: int) -> Condition:
        data = self._taken(value, ("share", "at_least", "every", "none", "strict", "disciplined"), line)
        measures = [key for key in ("share", "at_least", "every", "none") if key in data]
        tests = [key for key in (*_TRACK_KEYS, "disciplined") if key in data]
        if len(measures) != 1 or len(tests) != 1:
            self.wrong(line, "“members” cần đúng một phép thử và một mức", "“members” needs one test and one measure")
        disciplined = data.get("disciplined", "")
        if disciplined:
            self.one_of(disciplined, DISCIPLINES[1:], data.at("disciplined"))
        return Members(
            that=None if disciplined else self.yearly(data, line),
            disciplined=disciplined,
            share=self.number(data["share"], line) if "share" in data else None,
            at_least=int(data["at_least"]) if "at_least" in data else None,
            every=bool(data.get("every", False)),
            none=bool(data.get("none", False)),
            strict=bool(data.get("strict", False)),
        )

    def _leads(self, value: Any, cite: str, line: int) -> Condition:
        return Leads(tuple(self.one_of(level, GROUP_LEVELS, line) for level in self.listed(value)))

    def _outside_flags(self, value: Any, cite: str, line: int) -> Condition:
        return OutsideFlags()

    def _round_anniversary(self, value: Any, cite: str, line: int) -> Condition:
        return RoundAnniversary(int(value) if value is not True else 10)

    def _unit_level(self, value: Any, cite: str, line: int) -> Condition:
        return UnitLevel(tuple(map(str, self.listed(value))))

    def _clean(self, value: Any, cite: str, line: int) -> Condition:
        return Clean(self.number(value, line))

    def _judgement(self, value: Any, cite: str, line: int) -> Condition:
        data = self._only(value, ("vi", "en"), line)
        if not data.get("vi") or not data.get("en"):
            self.wrong(line, "“judgement” cần lời tiếng Việt và tiếng Anh", "“judgement” needs vi and en words")
        return Judgement(str(data["vi"]), str(data["en"]))

    def _not_known(self, value: Any, cite: str, line: int) -> Condition:
        if isinstance(value, Entry):
            self._known(value, ("vi", "en"))
            return NotKnown(str(value.get("vi", "")), str(value.get("en", "")))
        return NotKnown(str(value))

    def _same_as(self, value: Any, cite: str, line: int) -> Condition:
        rule, _, which = str(value).partition("@")
        award, class_ = self.award(which, line) if which else ("", None)
        return SameAs(self.full(rule), award, class_)

    # --- the words inside ---------------------------------------------------------------------

    def yearly(self, data: Entry, line: int) -> Track:
        """A track that is so or not so in each year; counted forms are refused."""
        track = self.track(data, line)
        if isinstance(track, Given | Initiated):
            self.wrong(
                line, "“given”, “initiative” đếm từng lần, không làm chuỗi năm được", "a counted track is no run"
            )
        return track

    def track(self, data: Entry, line: int) -> Track:
        """The track that a mapping names by one of its keys."""
        named = [key for key in _TRACK_KEYS if key in data]
        if len(named) != 1:
            self.wrong(
                line, f"cần đúng một trong: {', '.join(_TRACK_KEYS)}", f"one of {', '.join(_TRACK_KEYS)} is needed"
            )
        value = data[named[0]]
        if named[0] == "rated":
            return Rated(self.one_of(value, RATINGS, line))
        if named[0] == "title":
            return Titled(self._codes(value, line, titles=True))
        if named[0] == "given":
            return Given(self._codes(value, line, titles=False))
        if named[0] == "initiative":
            kinds = tuple(self.one_of(kind, INITIATIVE_KINDS, line) for kind in self.listed(data.get("kinds", [])))
            return Initiated(self.one_of(value, SCOPES, line), kinds)
        if named[0] == "every_year":
            return EveryYear()
        tracks = [self.yearly(self._taken(part, (), line), line) for part in self.listed(value)]
        return Either(tuple(tracks))

    def _codes(self, value: Any, line: int, *, titles: bool) -> tuple[str, ...]:
        codes = tuple(self.award(code, line)[0] for code in self.listed(value))
        for code in codes:
            if (awards()[code].kind == "title") is not titles:
                self.wrong(
                    line,
                    f"“{code}”: danh hiệu hằng năm ghi ở “title”, hình thức khác ở “given”",
                    f"“{code}” under the wrong key",
                )
        return codes

    def award(self, written: Any, line: int) -> tuple[str, int | None]:
        """The code and class of "huan-chuong-lao-dong:3"."""
        code, _, class_ = str(written).partition(":")
        if code not in awards():
            self.wrong(line, f"không có mã danh hiệu “{code}”", f"no such award as “{code}”")
        number = int(class_) if class_.isdigit() else None
        if class_ and number not in awards()[code].classes:
            self.wrong(line, f"“{code}” không có hạng “{class_}”", f"“{code}” has no class “{class_}”")
        return code, number

    def holdings(self, value: Any, line: int) -> tuple[Holding, ...]:
        return tuple(Holding(*self.award(one, line)) for one in self.listed(value))

    def number(self, value: Any, line: int) -> Number:
        """A number as written: plain, with its confidence, delegated, or not known."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Number(float(value))
        if isinstance(value, Entry):
            self._known(value, ("value", "confidence", "parameter", "unknown"))
            confidence = self.one_of(str(value.get("confidence", "VERIFIED")), CONFIDENCES, value.line)
            if "value" in value:
                return Number(float(value["value"]), confidence)
            if "parameter" in value:
                return Number(None, "UNKNOWN", parameter=str(value["parameter"]), what=str(value["parameter"]))
            if "unknown" in value:
                return Number(None, "UNKNOWN", what=str(value["unknown"]))
        return self.wrong(line, f"“{value}” không phải một con số", f"“{value}” is no number")

    def one_of(self, value: Any, allowed: Iterable[str], line: int) -> str:
        if value not in (known := tuple(allowed)):
            self.wrong(line, f"“{value}” không thuộc: {', '.join(known)}", f"“{value}” is none of {', '.join(known)}")
        return str(value)

    @staticmethod
    def listed(value: Any) -> list[Any]:
        return value if isinstance(value, list) else [] if value is None else [value]

    def _taken(self, value: Any, extra: tuple[str, ...], line: int) -> Entry:
        """A mapping that names a track and may have these other keys."""
        return self._only(value, (*_TRACK_KEYS, "kinds", *extra), line)

    def _only(self, value: Any, keys: tuple[str, ...], line: int) -> Entry:
        if not isinstance(value, Entry):
            self.wrong(line, "cần một ánh xạ khóa: giá trị", "a mapping is needed")
        self._known(value, keys)
        return value

    def _known(self, data: Entry, keys: tuple[str, ...]) -> None:
        for key in data:
            if key not in keys:
                self.wrong(data.at(key), f"không có khóa “{key}” (có: {', '.join(keys)})", f"no such key as “{key}”")


_CONDITION_KEYS = (
    "all",
    "any",
    "in_year",
    "run",
    "count",
    "holds",
    "not_held",
    "service",
    "whole_service",
    "post",
    "members",
    "leads",
    "outside_flags",
    "round_anniversary",
    "unit_level",
    "clean",
    "judgement",
    "not_known",
    "same_as",
)


def numbered(condition: Condition) -> Condition:
    """The same condition with an id on every limb: the citation, "#", the kind, and "-2" where the same stands again."""
    seen: dict[str, int] = {}

    def walk(part: Condition) -> Condition:
        if isinstance(part, AllOf | AnyOf):
            return dataclasses.replace(part, parts=tuple(walk(each) for each in part.parts))
        base = f"{part.cite}#{KIND_WORDS[type(part)]}"
        seen[base] = seen.get(base, 0) + 1
        return dataclasses.replace(part, id=base if seen[base] == 1 else f"{base}-{seen[base]}")

    return walk(condition)
