"""How movements were carried on in the years of a report: launched at which level and how, joined by whom, what was pledged and reached, reviewed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tdkt.reports import wording
from tdkt.reports.movement_lines import LEVEL_NAMES, METHOD_NAMES, Known, LaunchLine, ResponseLine, address_of
from tdkt.reports.numbers import Bucket, Column, Cross, CrossTable, Json, Line, NumberBook, paragraph, said

LAUNCHES = "phong trào, cuộc vận động"
JOINED = "lượt đơn vị hưởng ứng, mỗi phong trào một lần"


class Carried:
    """Launches, responses and reviews of a unit within the years of a report; every number is entered under "m.…"."""

    def __init__(self, book: NumberBook) -> None:
        self.book = book
        register, unit = book.register, book.unit_id
        self.every: Sequence[LaunchLine] = register.launches
        self.launches = [
            one
            for one in register.launches
            if within(book, one.launched_on) and register.stands_under(unit, row_unit=one.unit_id, on=one.launched_on)
        ]
        self.responses = [
            one
            for one in register.responses
            if within(book, one.responded_on) and register.stands_under(unit, row_unit=one.unit_id, on=one.responded_on)
        ]
        self.reviews = [
            one
            for one in register.reviews
            if within(book, one.held_on) and register.stands_under(unit, row_unit=one.unit_id, on=one.held_on)
        ]

    def opened(
        self, address: str, lines: Iterable[Known], *, noun: str, counts: str, basis: str, number: int | None = None
    ) -> Json:
        """A number of these lines as a run of a sentence; `number` where it is a sum of what they say."""
        rows = self.book.know(lines)
        value = len(rows) if number is None else number
        words = wording.number_words(value, noun)
        self.book.open(
            f"m.{address}",
            title=words,
            number=value,
            counts=counts,
            whose=f"{self.book.unit_name} và các đơn vị thuộc quyền",
            basis=f"{basis}, {wording.years_words(self.book.first, self.book.last)}",
            rows=rows,
        )
        return said(words, f"m.{address}")

    # --- sentences -----------------------------------------------------------------------------------

    def drives(self, movements: Iterable[int]) -> Json:
        """How many thematic and peak drives there were, where they are too many to be named."""
        wanted = set(movements)
        return self.opened(
            "drives",
            [one for one in self.every if one.movement in wanted],
            noun="đợt thi đua theo chuyên đề, cao điểm",
            counts="đợt thi đua, mỗi đợt một lần",
            basis="đợt thực hiện trong kỳ",
        )

    def paragraphs(self) -> list[Json]:
        """What is known of launches, responses and reviews, a paragraph each; nothing of what the register does not hold."""
        made = [self._launched(), self._joined(), self._reviewed()]
        return [paragraph(runs) for runs in made if runs]

    def _launched(self) -> list[Json]:
        if not self.launches:
            return []
        whole = self.opened("launched", self.launches, noun=LAUNCHES, counts=LAUNCHES, basis="ngày phát động")
        runs = [said("Trong kỳ đã phát động "), whole]
        by_method = self._parts("method", METHOD_NAMES, lambda one: one.method)
        by_level = self._parts("level", LEVEL_NAMES, lambda one: one.level)
        runs += [said("; theo cách tổ chức: "), *by_method, said("; theo cấp phát động: "), *by_level, said(".")]
        return runs

    def _parts(self, name: str, words: dict[str, str], key: Callable[[LaunchLine], str]) -> list[Json]:
        runs: list[Json] = []
        for code, said_so in words.items():
            mine = [one for one in self.launches if key(one) == code]
            if mine:
                number = self.opened(f"{name}.{code}", mine, noun=said_so, counts=LAUNCHES, basis="ngày phát động")
                runs += [said(", "), number] if runs else [number]
        return runs

    def _joined(self) -> list[Json]:
        if not self.responses:
            return []
        joined = self.opened("joined", self.responses, noun="lượt đơn vị", counts=JOINED, basis="ngày hưởng ứng")
        runs = [said("Có "), joined, said(" hưởng ứng")]
        pledging = [one for one in self.responses if one.pledged]
        if pledging:
            known = [one for one in pledging if one.known]
            runs += [
                said(", đăng ký "),
                self._sum("pledged", pledging, "chỉ tiêu", sum(one.pledged for one in pledging)),
                said("; đã có kết quả "),
                self._sum("known", known, "chỉ tiêu", sum(one.known for one in known)),
                said(", trong đó đạt "),
                self._sum("reached", known, "chỉ tiêu", sum(one.reached for one in known)),
            ]
        return [*runs, said(".")]

    def _sum(self, name: str, lines: Sequence[ResponseLine], noun: str, number: int) -> Json:
        counts = "chỉ tiêu đã đăng ký của các đơn vị ở những dòng này"
        return self.opened(name, lines, noun=noun, counts=counts, basis="ngày hưởng ứng", number=number)

    def _reviewed(self) -> list[Json]:
        held = {kind: [one for one in self.reviews if one.kind == kind] for kind in ("interim", "final")}
        runs: list[Json] = []
        for kind, noun in (("interim", "hội nghị sơ kết"), ("final", "hội nghị tổng kết")):
            if held[kind]:
                number = self.opened(kind, held[kind], noun=noun, counts="hội nghị", basis="ngày họp")
                runs += [said(" và "), number] if runs else [said("Đã tổ chức "), number]
        return [*runs, said(" phong trào.")] if runs else []

    # --- tables --------------------------------------------------------------------------------------

    def tables(self, id: str) -> list[Json]:
        """Launches by how they are carried on, responses and reviews, by year; none where the register holds none of them."""
        if not (self.launches or self.responses or self.reviews):
            return []
        cells: Cross = defaultdict(Bucket)

        def put(line: Known, day: date, *columns: str) -> None:
            self.book.know([line])
            for year in (day.year, None):
                for column in columns:
                    cells[year, column].rows.append(address_of(line))

        for launch in self.launches:
            put(launch, launch.launched_on, "launched", launch.method)
        for response in self.responses:
            put(response, response.responded_on, "joined")
        for review in self.reviews:
            put(review, review.held_on, review.kind)
        columns = [
            Column("Phát động", "launched", LAUNCHES),
            *(Column(name[:1].upper() + name[1:], code, f"{LAUNCHES} {name}") for code, name in METHOD_NAMES.items()),
            Column("Lượt đơn vị hưởng ứng", "joined", "lượt đơn vị hưởng ứng"),
            Column("Sơ kết", "interim", "hội nghị sơ kết"),
            Column("Tổng kết", "final", "hội nghị tổng kết"),
        ]
        shown = [column for column in columns if (None, column.key) in cells]
        table = CrossTable(
            id,
            "Phát động, hưởng ứng, sơ kết, tổng kết theo năm",
            ("Năm",),
            [Line(year, (str(year),), str(year)) for year in range(self.book.first, self.book.last + 1)],
            shown,
            cells,
            counts=lambda column: column.noun,
            basis=lambda line, column: "ngày phát động, ngày hưởng ứng, ngày họp",
            whose=f"{self.book.unit_name} và các đơn vị thuộc quyền",
        )
        return [table.enter(self.book)]


def within(book: NumberBook, day: date) -> bool:
    """Whether a day lies in the years of a report."""
    return book.first <= day.year <= book.last
