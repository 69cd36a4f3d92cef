"""Tallies of community models: so many types, models, places, groups and members, one fact for each clause that counts them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tdkt.law.tally import ModelTally
from tdkt.reader.amounts import Amount, amount_at
from tdkt.reader.authorities import keys_at
from tdkt.reader.periods import as_of_at
from tdkt.reader.phrases import Phrases, words
from tdkt.reader.tokens import NUMBER, Sentence, Token

TYPES, MODELS, PLACES, GROUPS, MEMBERS = "types", "models", "places", "groups", "members"

_LEVELS = Phrases(
    [
        *((noun, TYPES) for noun in ("loại", "loại mô hình", "loại hình", "loại hình mô hình", "dạng mô hình", "kiểu mô hình")),
        *((noun, MODELS) for noun in ("mô hình", "lượt mô hình", "MH")),
        *((noun, PLACES) for noun in ("điểm", "điểm mô hình", "điểm nhân rộng")),
        *((noun, GROUPS) for noun in ("tổ", "đội", "nhóm", "câu lạc bộ", "CLB", "tổ mô hình", "tổ, đội, nhóm", "tổ, nhóm", "tổ, đội", "nhóm, tổ")),
        *((noun, MEMBERS) for noun in ("thành viên",)),
    ]
)  # fmt: skip
_PLACES = words(
    "thôn", "bản", "ấp", "làng", "khu phố", "khối phố", "tổ dân phố", "khu dân cư", "cơ quan", "đơn vị",
    "doanh nghiệp", "trường", "trường học", "xã",
    "phường", "thị trấn", "địa bàn", "khóm", "xóm", "buôn", "thôn, bản", "thôn bản", "xã, phường",
    "xã, phường, thị trấn", "giáo xứ", "cơ sở",
    "địa phương", "huyện",
)  # fmt: skip
_PARTS = words("trong đó", "trong số đó", "trong số này", "bao gồm", "gồm")
_RANKS = words("xếp loại", "phân loại", "không phân loại", "đạt loại", "loại tốt", "loại khá", "loại yếu", "trung bình", "yếu", "khá", "tốt",
               "đạt tốt", "đạt khá", "hoạt động tốt", "hoạt động khá", "hoạt động yếu", "kém hiệu quả",
               "hoạt động kém", "loại trung bình",
               "được xếp loại", "hoạt động trung bình", "xếp")  # fmt: skip
_OTHER_FIELDS = words("kinh tế", "phát triển kinh tế", "sản xuất", "chăn nuôi", "trồng trọt", "trồng", "nuôi", "nông nghiệp", "khởi nghiệp",
                      "làm ăn", "giảm nghèo", "VAC", "OCOP")  # fmt: skip
_PLANS = words("phấn đấu", "chỉ tiêu", "mục tiêu", "kế hoạch", "dự kiến", "sẽ", "đăng ký")
_HONOURED = words(
    "được tặng",
    "được khen",
    "được biểu dương",
    "được tuyên dương",
    "được UBND",
    "được chủ tịch",
    "được bộ",
    "được giám đốc",
)

UNSURE = "Mô hình thuộc lĩnh vực khác (kinh tế, sản xuất …) hoặc mới là kế hoạch: không đếm vào mô hình của phong trào."


@dataclass(slots=True)
class _Count:
    """What one clause has counted so far, and where its words stand."""

    start: int
    end: int
    numbers: dict[str, int | None] = field(default_factory=dict)
    approximate: bool = False
    total: bool = False
    as_of: date | None = None
    is_part: bool = False


@dataclass(frozen=True)
class FoundModel:
    """A model tally and the tokens of its words, `start` to `end` (exclusive), in its sentence."""

    tally: ModelTally
    start: int
    end: int


def models_in(
    sentence: Sentence, *, taken: frozenset[int] | set[int] = frozenset()
) -> tuple[list[FoundModel], list[str]]:
    """The model tallies of a sentence, and the reasons for counts that were left. `taken` are tokens whose numbers honours have used."""
    tokens = sentence.tokens
    if not any(keys_at(tokens, at, 2) == ("mô", "hình") or tokens[at].text == "MH" for at in range(len(tokens))):
        return [], []
    reader = _Reader(tokens, taken)
    return [FoundModel(_tally(c), c.start, c.end) for c in reader.counts], reader.reasons


def _tally(count: _Count) -> ModelTally:
    numbers = count.numbers
    return ModelTally(
        types=numbers.get(TYPES),
        models=numbers.get(MODELS),
        places=numbers.get(PLACES),
        groups=numbers.get(GROUPS),
        members=numbers.get(MEMBERS),
        as_of=count.as_of,
        approximate=count.approximate,
        total=count.total,
    )


class _Reader:
    """Goes through a sentence once and opens a count where a clause begins or a level comes a second time."""

    def __init__(self, tokens: Sequence[Token], taken: frozenset[int] | set[int]) -> None:
        self.tokens = tokens
        self.counts: list[_Count] = []
        self.reasons: list[str] = []
        self.open: _Count | None = None
        self.as_of: date | None = None
        self.in_parts = self.spoken = self.raised = self.raised_models = False
        at = 0
        while at < len(tokens):
            at = self._step(at, taken)

    def _step(self, at: int, taken: frozenset[int] | set[int]) -> int:
        tokens = self.tokens
        if tokens[at].quoted:
            return at + 1
        if tokens[at].text == ";":
            self.open, self.spoken, self.in_parts = None, False, False
        elif parts := _PARTS.match(tokens, at):
            self.in_parts = True
            return at + parts[0]
        elif as_of := as_of_at(tokens, at):
            self.as_of = as_of[1]
            return as_of[0]
        elif tokens[at].key in ("nâng", "đưa") and keys_at(tokens, at + 1, 1) in (("tổng",), ("số",)):
            self.open, self.raised, self.raised_models = None, True, "mô" in keys_at(tokens, at, 6)
        elif at not in taken and (amount := amount_at(tokens, at)):
            return self._amount(at, amount)
        elif keys_at(tokens, at, 2) == ("mô", "hình"):
            self.spoken = True
        return at + 1

    def _amount(self, at: int, amount: Amount) -> int:
        tokens, level = self.tokens, _LEVELS.match(self.tokens, amount.end)
        if self.raised and self.raised_models and level is None and tokens[at - 1].key == "lên":
            self._count(at, amount.end, MODELS, amount)
            return amount.end
        if level is None:
            if self.in_parts and "điển" in keys_at(tokens, amount.end, 2):
                self._mark_whole()
            place = _PLACES.match(tokens, amount.end)
            if (
                place
                and tokens[at - 1].key in ("tại", "ở", "trên", "cho")
                and (self.open or self.spoken)
                and not amount.is_range
            ):
                self._count(at, amount.end + place[0], PLACES, amount)
                return amount.end + place[0]
            return amount.end
        end = amount.end + level[0]
        if not self._means(at, amount.end, end, level[1]) or amount.is_range:
            return end
        self._count(at, end, level[1], amount)
        return end

    def _means(self, at: int, noun: int, end: int, level: str) -> bool:
        """Whether the noun counts models here, and not ranks, points, plans or models of another field."""
        tokens = self.tokens
        if any(_PLANS.match(tokens, k) for k in range(max(0, at - 6), at)) or (
            level in (TYPES, MODELS) and _OTHER_FIELDS.match(tokens, end)
        ):
            self.reasons.append(UNSURE)
            return False
        if level in (TYPES, MODELS):
            self.spoken = True
            return not (
                _RANKS.match(tokens, end)
                or any(_HONOURED.match(tokens, k) for k in range(end, min(end + 4, len(tokens))))
            )
        near = (
            self.open is not None
            or self.spoken
            or keys_at(tokens, end, 2) == ("mô", "hình")
            or "mô" in keys_at(tokens, noun, 3)
        )
        return near and tokens[end - 1].kind != NUMBER

    def _count(self, at: int, end: int, level: str, amount: Amount) -> None:
        if self.open is None or level in self.open.numbers:
            if level in (PLACES, GROUPS, MEMBERS) and not self.spoken:
                return
            self.open = _Count(at, end, as_of=self.as_of, is_part=self.in_parts, total=self.raised)
            if self.in_parts:
                self._mark_whole()
            self.counts.append(self.open)
            self.raised = self.raised_models = False
        self.open.numbers[level] = amount.count
        self.open.approximate = self.open.approximate or amount.approximate
        self.open.end = end

    def _mark_whole(self) -> None:
        whole = next((count for count in reversed(self.counts) if not count.is_part), None)
        if whole is not None:
            whole.total = True


def with_total(found: FoundModel) -> FoundModel:
    """The same tally, marked as one whose parts the text goes on to give."""
    return replace(found, tally=replace(found.tally, total=True))
