"""The tables of section II: honours by form and year, by giver, by unit; runs of years; yearly titles and ratings.

Tables count instances ("lượt"): each honour once. The yearly titles of persons and bodies stand in a table of their own, since they would
drown everything else.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import date

from tdkt.law.catalogue import LEVEL_NAMES, LEVELS, RATING_NAMES, RATINGS, awards
from tdkt.reports import wording
from tdkt.reports.numbers import Bucket, Column, Cross, CrossTable, Json, Line, NumberBook
from tdkt.reports.register import STANDING, Honour
from tdkt.reports.streaks import streaks
from tdkt.vietnamese.collation import sort_key

RECIPIENTS = ("collective", "individual", "household")
FLAGS = frozenset(code for code in awards() if code.startswith("co-thi-dua-"))
KIND_LABELS = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}
GROUPS = ("Cờ thi đua", "Huân chương, huy chương", "Bằng khen", "Giấy khen")
"""The groups of forms in the table by unit and in the chart; the second also holds honorary titles, prizes and commemorative medals."""

_GROUP_OF_KIND = {"certificate-of-merit": "Bằng khen", "certificate-of-commendation": "Giấy khen"}
_MIN_RUN = 3  # two years in a row are told as "2 lần"

KeysOf = Callable[[Honour], Iterable[tuple[Hashable, Hashable]]]


def group_of(code: str) -> str:
    """The group of forms to which an award belongs in tables."""
    if code in FLAGS:
        return "Cờ thi đua"
    return _GROUP_OF_KIND.get(awards()[code].kind, "Huân chương, huy chương")


def is_yearly_title(code: str) -> bool:
    """Whether an award is an emulation title other than a flag."""
    return awards()[code].kind == "title" and code not in FLAGS


def counted(book: NumberBook, *, titles: bool) -> list[Honour]:
    """The honours of the unit in the period, in any state, by day: the yearly titles, or everything else."""
    by_award = book.register.honours_of(book.unit_id)
    codes = [code for code in awards() if code in by_award and is_yearly_title(code) == titles]
    return [h for code in codes for h in book.in_period(by_award[code])]


def cross(honours: Iterable[Honour], keys_of: KeysOf) -> Cross:
    """The honours sorted into buckets by (line, column); the line None is the foot, which an honour without a year must enter once."""
    cells: Cross = defaultdict(Bucket)
    for h in honours:
        for key in keys_of(h):
            cells[key].put(h)
    return cells


def kind_columns(honours: Iterable[Honour]) -> list[Column]:
    """A column for collectives, one for individuals, and one for households where there are any."""
    households = any(h.recipient == "household" for h in honours)
    return [
        Column(KIND_LABELS[kind], kind, f"lượt {wording.RECEIVERS[kind]}", kind)
        for kind in RECIPIENTS
        if kind != "household" or households
    ]


def year_columns(book: NumberBook) -> list[Column]:
    """A column for each year of the period."""
    return [Column(str(year), year, years=(year, year)) for year in range(book.first, book.last + 1)]


def _kind_applies(line: Line, column: Column) -> bool:
    """Whether the catalogue lets anybody of this kind receive what the line counts."""
    return column.recipient is None or any(column.recipient in awards()[code].recipients for code in line.codes)


# --- by form ---------------------------------------------------------------------------------------


def by_form(book: NumberBook, *, id: str) -> Json:
    """Honours by form and class, year, and kind of receiver."""
    honours = counted(book, titles=False)
    own = book.register.same_body(book.unit_id)
    line_of = {h.row: _form_key(h, own) for h in honours}
    lines = _form_lines(book, honours, line_of, own)
    return CrossTable(
        id,
        "Khen thưởng theo hình thức và năm",
        ("Hình thức",),
        lines,
        [*year_columns(book), *kind_columns(honours)],
        cross(
            honours, lambda h: [(line, column) for line in (line_of[h.row], None) for column in (h.year, h.recipient)]
        ),
        note="Đếm lượt: mỗi lần được tặng là một. Danh hiệu thi đua hằng năm ở bảng riêng. "
        "Dấu “–” là hình thức không tặng cho loại người nhận ấy.",
        applies=_kind_applies,
    ).enter(book)


def _form_key(h: Honour, own: frozenset[int]) -> tuple[int, int, int, int, int, str]:
    """Flags first, the unit's own before those of others, by giver; then the other forms in the order of the law, by class."""
    rank = awards()[h.award].rank
    if h.award in FLAGS:
        return 0, h.unit_of_receiver not in own, level_rank(h.level), rank, 0, h.giver
    return 1, 0, 0, rank, h.class_ or 0, ""


def level_rank(level: str) -> int:
    """The place of a level from the highest down; an unknown one last."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _form_lines(
    book: NumberBook,
    honours: list[Honour],
    line_of: dict[str, tuple[int, int, int, int, int, str]],
    own: frozenset[int],
) -> list[Line]:
    members: dict[tuple[int, int, int, int, int, str], list[Honour]] = defaultdict(list)
    for h in honours:
        if h.state in STANDING:
            members[line_of[h.row]].append(h)
    lines = []
    for key in sorted(members):
        found = members[key]
        one = found[0]
        givers = sorted({(level_rank(h.level), h.giver) for h in found})
        words = flag_words(one) if one.award in FLAGS else _form_words(one, [giver for _, giver in givers])
        if one.award in FLAGS and len({h.receiver_id for h in found}) == 1:
            name = book.register.name_on(one.unit_of_receiver, one.day, known_on=book.known_on)
            words += f" · {book.unit_short if one.unit_of_receiver in own else name}" if name else ""
        lines.append(Line(key, (words,), words, (one.award,)))
    return lines


def _form_words(h: Honour, givers: list[str]) -> str:
    award = awards()[h.award]
    if award.classes and h.class_ is None:
        return f"{award.name} (chưa rõ hạng)"
    return wording.award_words(h.award, h.class_, givers=givers)


def flag_words(h: Honour) -> str:
    """A flag by its giver; that of a province is the flag of who leads the movement."""
    if h.award == "co-thi-dua-bo-tinh" and h.level == "province" and h.giver:
        return f"Cờ dẫn đầu phong trào thi đua của {h.giver}"
    return wording.award_words(h.award, givers=[h.giver])


# --- by giver --------------------------------------------------------------------------------------


def by_giver(book: NumberBook, *, id: str) -> Json:
    """Honours by giver, form and class, and kind of receiver."""
    honours = counted(book, titles=False)

    def key_of(h: Honour) -> tuple[int, str, int, int]:
        return level_rank(h.level), h.giver, awards()[h.award].rank, h.class_ or 0

    first_of = {key_of(h): h for h in reversed(honours) if h.state in STANDING}
    lines = []
    for key in sorted(first_of):
        h = first_of[key]
        giver = h.giver or LEVEL_NAMES.get(h.level, "Chưa rõ cấp khen thưởng")
        form = flag_words(h) if h.award in FLAGS else _form_words(h, [h.giver])
        lines.append(Line(key, (giver, form), f"{form} · {giver}" if giver not in form else form, (h.award,)))
    return CrossTable(
        id,
        "Khen thưởng theo cấp khen thưởng và hình thức",
        ("Cấp khen thưởng", "Hình thức"),
        lines,
        [*kind_columns(honours), Column("Cộng", "all")],
        cross(honours, lambda h: [(line, column) for line in (key_of(h), None) for column in (h.recipient, "all")]),
        applies=_kind_applies,
    ).enter(book)


# --- by unit ---------------------------------------------------------------------------------------


def by_unit(book: NumberBook, *, id: str) -> Json:
    """Honours by the units right below the reporting one, under the names of the day, and by groups of forms."""
    honours = counted(book, titles=False)
    register = book.register
    places: dict[tuple[int | None, date | None], tuple[int, str]] = {}

    def unit_of(h: Honour) -> tuple[int, str]:
        place = (h.unit_id, h.day)
        if place not in places:
            below = register.child_under(book.unit_id, row_unit=h.unit_id, on=h.day)
            places[place] = below, register.name_on(below, h.day, known_on=book.known_on)
        return places[place]

    standing = [h for h in honours if h.state in STANDING]
    own = {key for key in map(unit_of, standing) if key[0] == book.unit_id}
    others = sorted({unit_of(h) for h in standing} - own, key=lambda key: (sort_key(key[1]), key[0]))
    codes = tuple(dict.fromkeys(h.award for h in standing))
    columns = [
        Column(f"{group}, {wording.RECEIVERS[kind]}", (group, kind), f"lượt {wording.RECEIVERS[kind]} · {group}", kind)
        for group in GROUPS
        for kind in RECIPIENTS
        if any(group_of(h.award) == group and h.recipient == kind for h in standing)
    ]
    return CrossTable(
        id,
        "Khen thưởng theo đơn vị",
        ("Đơn vị",),
        [Line(key, (key[1],), key[1], codes) for key in [*sorted(own), *others]],
        [*columns, Column("Cộng", "all")],
        cross(
            honours,
            lambda h: [
                (line, column) for line in (unit_of(h), None) for column in ((group_of(h.award), h.recipient), "all")
            ],
        ),
        note=f"Đơn vị theo cơ cấu và tên gọi trong ngày ký; “(cũ)” là đơn vị đã giải thể, sáp nhập hoặc đổi tên. "
        f"Dòng {book.unit_name} gồm khen thưởng của chính đơn vị và của người không thuộc đơn vị nào bên dưới.",
    ).enter(book)


# --- runs of years -----------------------------------------------------------------------------------


def by_run(book: NumberBook, *, id: str) -> Json:
    """Titles won by a body in at least three years running."""
    found = streaks(
        book.register,
        first=book.first,
        last=book.last,
        unit_id=book.unit_id,
        min_years=_MIN_RUN,
        known_on=book.known_on,
    )
    rows: list[Json] = []
    for place, run in enumerate(found):
        title = wording.award_words(run.award, givers=[run.authority])
        name = " → ".join(run.names)
        address = book.open(
            f"{id}.{place}.5",
            title=f"{run.years} năm liền · {title} · {name}",
            number=run.years,
            counts="năm, các năm liền nhau",
            whose=name,
            basis=wording.basis_words([run.award], run.first, run.last),
            rows=run.rows,
        )
        words = (name, title, run.authority, str(run.first), str(run.last))
        rows.append({"cells": [*({"text": text} for text in words), {"value": run.years, "number": address}]})
    return {
        "id": id,
        "title": "Danh hiệu đạt nhiều năm liền",
        "note": "Từ 3 năm liền trở lên. Đơn vị đổi tên, sáp nhập thành đơn vị mới hoặc chia tách được tính tiếp số năm của đơn vị trước.",
        "columns": [
            *({"label": label, "kind": "text"} for label in ("Đơn vị", "Danh hiệu", "Cấp tặng", "Từ năm", "Đến năm")),
            {"label": "Số năm liền", "kind": "number"},
        ],
        "rows": rows,
        "foot": None,
    }


# --- titles and ratings --------------------------------------------------------------------------------


def by_title(book: NumberBook, *, id: str) -> Json:
    """Yearly emulation titles by year; each receiver once a year for each title."""
    honours = counted(book, titles=True)
    codes = sorted({h.award for h in honours if h.state in STANDING}, key=lambda code: awards()[code].rank)
    return CrossTable(
        id,
        "Danh hiệu thi đua hằng năm",
        ("Danh hiệu",),
        [Line(code, (awards()[code].name,), awards()[code].name, (code,)) for code in codes],
        [*year_columns(book), Column("Cộng", "all")],
        cross(honours, lambda h: [(h.award, h.year), (h.award, "all")]),
        has_foot=False,
    ).enter(book)


def by_rating(book: NumberBook, *, id: str) -> Json:
    """Yearly ratings of persons and of collectives, by year."""
    register = book.register
    cells: Cross = defaultdict(Bucket)
    found: set[tuple[str, str]] = set()
    for line in sorted(register.ratings, key=lambda r: r.id):
        if line.rating not in RATINGS or not book.first <= line.year <= book.last:
            continue
        if register.stands_under(book.unit_id, row_unit=line.unit_id, on=date(line.year, 12, 31)):
            key = (register.kind_rated(line), line.rating)
            found.add(key)
            for column in (line.year, "all"):
                cells[key, column].rows.append(f"rating/{line.id}")
    lines = [
        Line((kind, rating), (KIND_LABELS[kind], RATING_NAMES[rating]), f"{KIND_LABELS[kind]} · {RATING_NAMES[rating]}")
        for kind in RECIPIENTS
        for rating in reversed(RATINGS)
        if (kind, rating) in found
    ]
    return CrossTable(
        id,
        "Xếp loại hằng năm",
        ("Đối tượng", "Mức xếp loại"),
        lines,
        [*year_columns(book), Column("Cộng", "all")],
        cells,
        has_foot=False,
        counts=lambda column: "lượt xếp loại, mỗi người, mỗi tập thể một lần trong năm",
        basis=lambda line, column: f"năm xếp loại, {_years(column.years or (book.first, book.last))}",
    ).enter(book)


def _years(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]} - {span[1]}"


# --- charts ----------------------------------------------------------------------------------------


def merit_chart(book: NumberBook, *, id: str, table_id: str) -> tuple[Json, Json] | None:
    """Certificates of merit of ministries and provinces by year and kind of receiver: the chart and its table; None where there are none."""
    by_award = book.register.honours_of(book.unit_id)
    honours = book.in_period(by_award.get("bang-khen-bo-tinh", ()))
    standing = [h for h in honours if h.state in STANDING]
    if not standing:
        return None
    givers = [giver for _, giver in sorted({(level_rank(h.level), h.giver) for h in standing})]
    title = wording.award_words("bang-khen-bo-tinh", givers=givers)
    columns = kind_columns(standing)
    return _chart_by_year(
        book, id, table_id, title, columns, cross(honours, lambda h: {(h.year, h.recipient), (None, h.recipient)}),
        codes=("bang-khen-bo-tinh",),
    )  # fmt: skip


def form_chart(book: NumberBook, *, id: str, table_id: str) -> tuple[Json, Json] | None:
    """Honours by year and group of forms: the chart and its table; None where there are none."""
    honours = counted(book, titles=False)
    standing = [h for h in honours if h.state in STANDING]
    present = {group_of(h.award) for h in standing}
    if not present:
        return None
    columns = [Column(group, group, f"lượt · {group}") for group in GROUPS if group in present]
    cells = cross(honours, lambda h: {(h.year, group_of(h.award)), (None, group_of(h.award))})
    codes = tuple(dict.fromkeys(h.award for h in standing))
    return _chart_by_year(book, id, table_id, "Khen thưởng theo năm và nhóm hình thức", columns, cells, codes=codes)


def _chart_by_year(
    book: NumberBook, id: str, table_id: str, title: str, columns: list[Column], cells: Cross, *, codes: tuple[str, ...]
) -> tuple[Json, Json]:
    years = range(book.first, book.last + 1)
    table = CrossTable(
        table_id,
        f"Bảng số: {title}",
        ("Năm",),
        [Line(y, (str(y),), f"{title} · {y}", codes) for y in years],
        columns,
        cells,
    ).enter(book)
    bars = bars_of(table)
    totals = {bar["label"]: sum(bar["values"]) for bar in bars}
    most = max(totals, key=lambda label: totals[label])
    parts = ", ".join(
        wording.number_words(sum(bar["values"][i] for bar in bars), _series_name(column))
        for i, column in enumerate(columns)
    )
    return {
        "id": id,
        "title": title,
        "sentence": f"{parts}; nhiều nhất là năm {most} với {wording.number_words(totals[most], 'lượt')}.",
        "series": [_series_name(column) for column in columns],
        "bars": bars,
        "note": None,
        "kind": "grouped",
        "table": table_id,
    }, table


def _series_name(column: Column) -> str:
    return wording.RECEIVERS[column.recipient] if column.recipient else column.label


def bars_of(table: Json) -> list[Json]:
    """The lines of a table of one text column as the bars of a chart, with the addresses of their numbers."""
    return [
        {
            "label": row["cells"][0]["text"],
            "values": [cell["value"] for cell in row["cells"][1:]],
            "numbers": [cell["number"] for cell in row["cells"][1:]],
        }
        for row in table["rows"]
    ]
