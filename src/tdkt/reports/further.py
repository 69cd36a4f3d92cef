"""The sections after the models: places in clusters and blocks, exemplars, directions; each only where the register holds some of the period."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tdkt.reports import wording
from tdkt.reports.carried import within
from tdkt.reports.movement_lines import DirectionLine, ExemplarLine, Known, PlaceLine, address_of
from tdkt.reports.numbers import Bucket, Column, Cross, CrossTable, Json, Line, NumberBook, paragraph, said
from tdkt.vietnamese.collation import sort_key

Section = tuple[Json, list[Json]]


def further_sections(book: NumberBook, *, ids: Sequence[str]) -> list[Section]:
    """The sections with something to say, in this order, without their numerals; `ids` are those of their tables."""
    made = [_places(book, ids[0]), _exemplars(book, ids[1]), _directions(book, ids[2])]
    return [section for section in made if section is not None]


def _opened(book: NumberBook, address: str, lines: Iterable[Known], *, noun: str, counts: str, basis: str) -> Json:
    rows = book.know(lines)
    words = wording.number_words(len(rows), noun)
    book.open(
        address,
        title=words,
        number=len(rows),
        counts=counts,
        whose=f"{book.unit_name} và các đơn vị thuộc quyền",
        basis=f"{basis}, {wording.years_words(book.first, book.last)}",
        rows=rows,
    )
    return said(words, address)


def _by_year(
    book: NumberBook, id: str, title: str, columns: Sequence[Column], put: Iterable[tuple[Known, int, Sequence[str]]]
) -> Json:
    """A table of years down and kinds across; `put` says for each line its year and the columns that it counts in."""
    cells: Cross = defaultdict(Bucket)
    for line, year, keys in put:
        for down in (year, None):
            for key in keys:
                cells[down, key].rows.append(address_of(line))
    return CrossTable(
        id,
        title,
        ("Năm",),
        [Line(year, (str(year),), str(year)) for year in range(book.first, book.last + 1)],
        columns,
        cells,
        counts=lambda column: column.noun,
        basis=lambda line, column: wording.years_words(book.first, book.last),
        whose=f"{book.unit_name} và các đơn vị thuộc quyền",
    ).enter(book)


def _section(title: str, paragraphs: Sequence[list[Json]], tables: list[Json]) -> Section:
    made = [paragraph(runs) for runs in paragraphs if runs]
    return {"heading": title, "paragraphs": made, "tables": [table["id"] for table in tables], "charts": []}, tables


# --- clusters and blocks -----------------------------------------------------------------------------


def _places(book: NumberBook, id: str) -> Section | None:
    """How often units came first in their cluster or block."""
    register = book.register
    ranked = [
        one
        for one in register.places
        if book.first <= one.year <= book.last
        and register.stands_under(book.unit_id, row_unit=one.unit_id, on=date(one.year, 12, 31))
    ]
    if not ranked:
        return None
    led = [one for one in ranked if one.rank == 1]
    basis = "năm xếp hạng"
    runs = [
        said("Trong kỳ có "),
        _opened(book, "k.ranked", ranked, noun="lượt đơn vị", counts="lượt xếp hạng, mỗi năm một lần", basis=basis),
        said(" được xếp hạng trong cụm, khối thi đua; "),
        _opened(book, "k.first", led, noun="lượt đơn vị", counts="lượt dẫn đầu, mỗi năm một lần", basis=basis),
        said(" dẫn đầu."),
    ]
    return _section("Cụm, khối thi đua", [runs], [_leaders(book, id, led)] if led else [])


def _leaders(book: NumberBook, id: str, led: Sequence[PlaceLine]) -> Json:
    """The units that came first, the most often first."""
    often = Counter(one.receiver_id for one in led)
    names = {
        one.receiver_id: book.register.name_on(one.unit_of_receiver, None, known_on=book.known_on) or one.receiver
        for one in led
    }
    years = {key: sorted(one.year for one in led if one.receiver_id == key) for key in often}
    cells: Cross = defaultdict(Bucket)
    for one in led:
        for down in (one.receiver_id, None):
            cells[down, "first"].rows.append(address_of(one))
    ordered = sorted(often, key=lambda key: (-often[key], sort_key(names[key])))
    return CrossTable(
        id,
        "Đơn vị dẫn đầu cụm, khối thi đua",
        ("Đơn vị", "Năm dẫn đầu"),
        [Line(key, (names[key], ", ".join(map(str, years[key]))), names[key]) for key in ordered],
        [Column("Lần dẫn đầu", "first", "lần dẫn đầu")],
        cells,
        counts=lambda column: "lần dẫn đầu, mỗi năm một lần",
        basis=lambda line, column: f"năm xếp hạng, {wording.years_words(book.first, book.last)}",
        whose=f"{book.unit_name} và các đơn vị thuộc quyền",
    ).enter(book)


# --- exemplars ---------------------------------------------------------------------------------------


def _exemplars(book: NumberBook, id: str) -> Section | None:
    """Exemplars found in the period, and how many of them were honoured and taken up."""
    register = book.register
    found = [
        one
        for one in register.exemplars
        if within(book, one.found_on) and register.stands_under(book.unit_id, row_unit=one.unit_id, on=one.found_on)
    ]
    if not found:
        return None
    basis = "ngày phát hiện"

    def number(key: str, lines: Iterable[ExemplarLine], noun: str) -> Json:
        return _opened(book, f"d.{key}", lines, noun=noun, counts="điển hình, mỗi điển hình một lần", basis=basis)

    bodies = [one for one in found if one.recipient != "individual"]
    people = [one for one in found if one.recipient == "individual"]
    honoured = [one for one in found if one.honours]
    spread = [one for one in found if one.followers]
    runs = [said("Trong kỳ đã phát hiện "), number("found", found, "điển hình tiên tiến")]
    if bodies and people:
        runs += [said(", gồm "), number("bodies", bodies, "tập thể"), said(" và "), number("people", people, "cá nhân")]
    runs += [said("; "), number("honoured", honoured, "điển hình"), said(" được khen thưởng, ")]
    runs += [number("spread", spread, "điển hình"), said(" được đơn vị khác học tập, làm theo.")]
    columns = [
        Column("Phát hiện", "found", "điển hình"),
        Column("Tập thể", "bodies", "tập thể điển hình"),
        Column("Cá nhân", "people", "cá nhân điển hình"),
        Column("Được khen thưởng", "honoured", "điển hình được khen thưởng"),
        Column("Được nhân rộng", "spread", "điển hình được nhân rộng"),
    ]
    put = [(one, one.found_on.year, _kinds(one)) for one in found]
    return _section("Điển hình tiên tiến", [runs], [_by_year(book, id, "Điển hình tiên tiến theo năm", columns, put)])


def _kinds(one: ExemplarLine) -> list[str]:
    kinds = ["found", "people" if one.recipient == "individual" else "bodies"]
    return kinds + ["honoured"] * bool(one.honours) + ["spread"] * bool(one.followers)


# --- directions --------------------------------------------------------------------------------------


def _directions(book: NumberBook, id: str) -> Section | None:
    """Directions given in the period to the unit or units under it, and how they stand."""
    register = book.register
    given = [
        one
        for one in register.directions
        if within(book, one.said_on)
        and any(register.stands_under(book.unit_id, row_unit=unit, on=one.said_on) for unit in one.units)
    ]
    if not given:
        return None

    def number(key: str, lines: Iterable[DirectionLine], noun: str) -> Json:
        return _opened(book, f"c.{key}", lines, noun=noun, counts="chỉ đạo, mỗi chỉ đạo một lần", basis="ngày chỉ đạo")

    runs = [said("Tại các hội nghị trong kỳ, lãnh đạo giao "), number("given", given, "chỉ đạo")]
    for state, words in (("done", "đã thực hiện"), ("carried", "chuyển sang năm sau"), ("open", "đang thực hiện")):
        mine = [one for one in given if one.state == state]
        if mine:
            runs += [said(f"; {words} "), number(state, mine, "chỉ đạo")]
    late = [one for one in given if one.state == "open" and one.due_on is not None and one.due_on < book.day]
    if late:
        runs += [said(", trong đó quá hạn "), number("late", late, "chỉ đạo")]
    columns = [
        Column("Giao", "given", "chỉ đạo"),
        Column("Đã thực hiện", "done", "chỉ đạo đã thực hiện"),
        Column("Chuyển tiếp", "carried", "chỉ đạo chuyển sang năm sau"),
        Column("Đang thực hiện", "open", "chỉ đạo đang thực hiện"),
    ]
    put = [(one, one.said_on.year, ["given", one.state]) for one in given]
    table = _by_year(book, id, "Thực hiện chỉ đạo theo năm", columns, put)
    return _section("Thực hiện chỉ đạo của lãnh đạo", [[*runs, said(".")]], [table])
