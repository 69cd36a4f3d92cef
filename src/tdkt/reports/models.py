"""Section III: community models by type, district, rating and year of founding, as the latest census within the period counted them.

Types (loại), models (mô hình), places (điểm), groups (tổ) and members are counted apart and never mixed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date

from tdkt.law.tally import ModelTally
from tdkt.reports import wording
from tdkt.reports.award_tables import bars_of
from tdkt.reports.numbers import Bucket, Column, Cross, CrossTable, Json, Line, NumberBook, paragraph, said, sentence
from tdkt.reports.register import ModelLine
from tdkt.reports.tally import levels_of
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.numbers import write_number

NOUNS = {"types": "loại", "models": "mô hình", "places": "điểm", "groups": "tổ", "members": "thành viên"}
_COUNTS = {
    "types": "loại mô hình, mỗi loại một lần",
    "models": "mô hình, mỗi mô hình một lần",
    "places": "điểm áp dụng mô hình",
    "groups": "tổ, nhóm của mô hình",
    "members": "thành viên của mô hình",
}
_LABELS = {"places": "Điểm", "groups": "Tổ", "members": "Thành viên"}
_UNRATED = "Chưa đánh giá"
_NO_DISTRICT = "Chưa rõ địa bàn"


def census_of(book: NumberBook) -> tuple[date, tuple[ModelLine, ...]] | None:
    """The latest census on or before the last day of the period, and its models of the unit; None where there is none."""
    days = [day for day in book.register.censuses if day <= date(book.last, 12, 31)]
    if not days:
        return None
    models = book.register.models_of(book.unit_id, days[-1])
    return (days[-1], models) if models else None


def model_section(book: NumberBook, *, heading: str) -> tuple[Json, list[Json], list[Json]]:
    """The section with its tables and charts; without a census it says so."""
    found = census_of(book)
    if found is None:
        nothing = said("Trong kỳ, sổ chưa có đợt thống kê mô hình nào.")
        return {"heading": heading, "paragraphs": [paragraph([nothing])], "tables": [], "charts": []}, [], []
    as_of, models = found
    book.know_models(models)
    section = _ModelSection(book, as_of, models)
    tables = [section.by_type("t7"), section.by_district("t8"), section.by_founding("t9")]
    charts = [section.district_chart("c3", tables[1]), section.founding_chart("c4", tables[2])]
    return (
        {
            "heading": heading,
            "paragraphs": section.paragraphs(),
            "tables": [table["id"] for table in tables],
            "charts": [chart["id"] for chart in charts],
        },
        tables,
        charts,
    )


class _ModelSection:
    """The models of one census, in the sentences, tables and charts of the section."""

    def __init__(self, book: NumberBook, as_of: date, models: Sequence[ModelLine]) -> None:
        self.book = book
        self.as_of = as_of
        self.models = models
        self.ratings = [
            rating for rating, _ in sorted(Counter(map(_rating, models)).items(), key=lambda r: (-r[1], sort_key(r[0])))
        ]
        self.basis = f"thống kê đến ngày {write_date(as_of)}"

    # --- sentences ---------------------------------------------------------------------------------

    def paragraphs(self) -> list[Json]:
        levels = levels_of(self.models)
        rows = [_address(m) for m in self.models]
        day = self.as_of
        when = f"Đến cuối năm {day.year}" if (day.month, day.day) == (12, 31) else f"Đến ngày {write_date(day)}"
        head = self.book.model_fact(ModelTally(levels["types"], levels["models"], as_of=day), rows)
        runs = [
            said(f"{when}, trên địa bàn có "),
            self._level(head, "types", levels["types"] or 0, rows),
            said(" với "),
            self._level(head, "models", levels["models"] or 0, rows),
            said(" tự phòng, tự quản, tự bảo vệ về an ninh, trật tự."),
        ]
        further = {name: value for name in _LABELS if (value := levels[name]) is not None}
        if further:
            tally = ModelTally(
                places=further.get("places"), groups=further.get("groups"), members=further.get("members"), as_of=day
            )
            fact = self.book.model_fact(tally, rows)
            clauses = [
                [self._level(fact, name, value, [_address(m) for m in self.models if getattr(m, name) is not None])]
                for name, value in further.items()
            ]
            runs += [said(" Các mô hình có "), *_listed(clauses), said(".")]
        rated = [
            [
                said(f"{rating[:1].lower()}{rating[1:]} "),
                self._opened(f"{head}.rating.{place}", len(mine), f"mô hình · {rating}", [_address(m) for m in mine]),
            ]
            for place, rating in enumerate(self.ratings)
            if (mine := [m for m in self.models if _rating(m) == rating])
        ]
        # Without the word "mô hình": a part rated so is no number of all models, and must not be read as one.
        spread = self.spread()
        return [
            paragraph(runs),
            paragraph([said("Xếp loại: "), *sentence(rated)]),
            *([paragraph(spread)] if spread else []),
        ]

    def spread(self) -> list[Json]:
        """How many were taken up from others within the period, and from how many; nothing where the register holds no such edge.

        Said without the words that count models, as with ratings.
        """
        mine = {m.id: m for m in self.models}
        years = range(self.book.first, self.book.last + 1)
        edges = [
            one
            for one in self.book.register.replications
            if one.copy in mine and (day := one.day or mine[one.copy].founded)[:4].isdigit() and int(day[:4]) in years
        ]
        if not edges:
            return []
        copies = sorted({one.copy for one in edges})
        origins = sorted({one.origin for one in edges if one.origin in mine})
        runs = [
            said("Nhân rộng trong kỳ: "),
            self._opened("model.spread.copies", len(copies), "nơi làm theo", [f"model/{key}" for key in copies]),
            said(" nơi làm theo"),
        ]
        if origins:
            runs += [
                said(" từ "),
                self._opened(
                    "model.spread.origins", len(origins), "nơi được làm theo", [f"model/{key}" for key in origins]
                ),
                said(" nơi"),
            ]
        return [*runs, said(".")]

    def _level(self, fact: str, name: str, value: int, rows: list[str]) -> Json:
        address = self.book.open(
            f"{fact}.{name}",
            title=wording.number_words(value, NOUNS[name]),
            number=value,
            counts=_COUNTS[name],
            whose=f"mô hình trên địa bàn của {self.book.unit_name}",
            basis=self.basis,
            rows=rows,
        )
        return said(wording.number_words(value, NOUNS[name]), address)

    def _opened(self, address: str, value: int, title: str, rows: list[str]) -> Json:
        self.book.open(
            address,
            title=wording.number_words(value, title),
            number=value,
            counts=_COUNTS["models"],
            whose=f"mô hình trên địa bàn của {self.book.unit_name}",
            basis=self.basis,
            rows=rows,
        )
        return said(write_number(value), address)

    # --- tables ------------------------------------------------------------------------------------

    def by_type(self, id: str) -> Json:
        """Types in the order of their number of models, with ratings and the further levels."""
        sizes = Counter(m.type for m in self.models)
        types = sorted(sizes, key=lambda name: (-sizes[name], sort_key(name), name))
        return self._table(id, "Mô hình theo loại", "Loại mô hình", types, lambda m: m.type, levels=True)

    def by_district(self, id: str) -> Json:
        """Districts in the order of the alphabet."""
        names = sorted({m.district or _NO_DISTRICT for m in self.models}, key=lambda name: (sort_key(name), name))
        return self._table(
            id, "Mô hình theo địa bàn", "Địa bàn", names, lambda m: m.district or _NO_DISTRICT, levels=True
        )

    def by_founding(self, id: str) -> Json:
        """Models founded before the period, in each of its years, and in no known year."""
        first, last = self.book.first, max(self.book.first, min(self.book.last, self.as_of.year))
        before, unknown = f"trước {first}", "chưa rõ năm"

        def key_of(m: ModelLine) -> str:
            year = m.founded[:4]
            return unknown if not year else before if int(year) < first else year if int(year) <= last else unknown

        present = {key_of(m) for m in self.models}
        labels = [before, *map(str, range(first, last + 1)), *([unknown] if unknown in present else [])]
        table = self._table(id, "Mô hình theo năm lập", "Năm lập", labels, key_of, levels=False)
        return table | {"note": f"Chỉ tính mô hình có trong đợt thống kê ngày {write_date(self.as_of)}."}

    def _table(
        self, id: str, title: str, head: str, names: Iterable[str], key_of: Callable[[ModelLine], str], *, levels: bool
    ) -> Json:
        """Models by some key: their number and, with `levels`, each rating, places, groups and members."""
        cells: Cross = defaultdict(Bucket)
        sums: Counter[tuple[Hashable, Hashable]] = Counter()
        further = [name for name in _LABELS if levels and any(getattr(m, name) is not None for m in self.models)]
        for m in self.models:
            for line in (key_of(m), None):
                for column in ("models", ("rating", _rating(m))):
                    cells[line, column].rows.append(_address(m))
                for name in further:
                    if (value := getattr(m, name)) is not None:
                        cells[line, name].rows.append(_address(m))
                        sums[line, name] += value
        columns = [Column("Mô hình", "models", "mô hình")]
        if levels:
            columns += [Column(_capital(r), ("rating", r), f"mô hình · {r}") for r in self.ratings]
            columns += [Column(_LABELS[name], name, NOUNS[name]) for name in further]
        return CrossTable(
            id,
            title,
            (head,),
            [Line(name, (name,), name) for name in names],
            columns,
            cells,
            note=f"Đợt thống kê ngày {write_date(self.as_of)}.",
            counts=lambda column: _COUNTS.get(str(column.key), _COUNTS["models"]),
            basis=lambda line, column: self.basis,
            whose=f"mô hình trên địa bàn của {self.book.unit_name}",
            sums=sums,
            summed=frozenset(further),
        ).enter(self.book)

    # --- charts ------------------------------------------------------------------------------------

    def district_chart(self, id: str, table: Json) -> Json:
        """Models by district, the most first."""
        whole = [bar | {"values": bar["values"][:1], "numbers": bar["numbers"][:1]} for bar in bars_of(table)]
        bars = sorted(whole, key=lambda bar: (-bar["values"][0], sort_key(bar["label"])))
        most, least = bars[0], bars[-1]
        return {
            "id": id,
            "title": "Mô hình theo địa bàn",
            "sentence": f"Nhiều nhất là {most['label']} với {wording.number_words(most['values'][0], 'mô hình')}, "
            f"ít nhất là {least['label']} với {wording.number_words(least['values'][0], 'mô hình')}.",
            "series": ["mô hình"],
            "bars": bars,
            "note": None,
            "kind": "horizontal",
            "table": table["id"],
        }

    def founding_chart(self, id: str, table: Json) -> Json:
        """Models founded in each year, one on top of the other."""
        bars = bars_of(table)
        in_period = sum(bar["values"][0] for bar in bars if bar["label"].isdigit())
        total = sum(bar["values"][0] for bar in bars)
        return {
            "id": id,
            "title": "Mô hình lập mới mỗi năm, cộng dồn",
            "sentence": f"Từ năm {self.book.first} lập mới {wording.number_words(in_period, 'mô hình')}, "
            f"đưa tổng số lên {wording.number_words(total, 'mô hình')}.",
            "series": ["lập mới"],
            "bars": bars,
            "note": f"Chỉ tính mô hình có trong đợt thống kê ngày {write_date(self.as_of)}.",
            "kind": "cumulative",
            "table": table["id"],
        }


def _address(m: ModelLine) -> str:
    return f"model/{m.id}"


def _rating(m: ModelLine) -> str:
    return m.rating or _UNRATED


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _listed(clauses: Sequence[list[Json]]) -> list[Json]:
    """Clauses as a list in a sentence, the last one after "và"."""
    runs: list[Json] = []
    for place, clause in enumerate(clauses):
        runs += [said(" và " if place == len(clauses) - 1 else ", ")] if place else []
        runs += clause
    return runs
