"""A report as it will stand on paper: every string written, every column measured, the lines behind the numbers in
order.

`lay_out` turns the report as data into one plain dict from which both the Word file and the PDF are set, so that the
two cannot say different things. Its keys are the variables that a Word template may use; `forms/five-year/form.toml`
says what each means.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tdkt.documents import widths
from tdkt.documents.numbers import (
    NOT_APPLICABLE,
    write_count,
    write_known_part,
    write_long_date,
    write_orders,
    write_place_and_date,
    write_receiver,
)
from tdkt.vietnamese.collation import name_key, sort_key
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

SAMPLE_MARK = "DỮ LIỆU MẪU"
SAMPLE_NOTE = "(DỮ LIỆU MẪU: người, số và quyết định đều đặt ra để minh họa)"

# From high to low, as awards are announced.
_LEVELS = (
    "president", "state", "government", "prime-minister", "ministry", "province", "district", "commune", "agency",
)  # fmt: skip
_FEW_BARS = 7
_LEFT_OUT = {"proposed": "đang đề nghị", "annulled": "đã hủy"}
_ROMAN = ("I", "II", "III")


def lay_out(report: Mapping[str, Any], *, known_on: date) -> dict[str, Any]:
    """The paper of a five-year report (its shape is that of `five_year.render`); only str, bool, int, float, list and
    dict in it."""
    office = report["office"]
    tables = {table["id"]: table for table in report["tables"]}
    charts = {chart["id"]: chart for chart in report["charts"]}
    numbered = _Numbering()
    sections = [_section(section, tables, charts, numbered) for section in report["sections"]]
    annexes = [table for section in sections for table in section["tables"] if table["annexed"]]
    conferrals, models, orders = _rows(report["rows"])
    symbol = f"……/{office['symbol']}"
    return clean(
        {
            "parent": (office.get("parent") or "").upper(),
            "office": office["name"].upper(),
            "number": f"Số: {symbol}",
            "place_date": write_place_and_date(office["place"], known_on),
            "title": report["title"].upper(),
            "subtitle": report["subtitle"],
            "sample_mark": SAMPLE_MARK if report["sample"] else "",
            "sample_note": SAMPLE_NOTE if report["sample"] else "",
            "sections": sections,
            "closing": f"Trên đây là Báo cáo {_lower_first(report['subtitle'])} của {office['name']}./.",
            "signer_post": office["signer_post"],
            "recipients": _recipients(office["recipients"]),
            "last_line": last_line(report, known_on=known_on),
            "annexes": annexes,
            "annex_title": f"Phụ lục {_ROMAN[0]}",
            "appendix_title": f"Phụ lục {_ROMAN[1]}" if annexes else "Phụ lục",
            "appendix_of": f"(Kèm theo Báo cáo số {symbol} {write_long_date(known_on)} của {office['name']})",
            "figures": _figures(report, orders),
            "conferrals": conferrals,
            "models": models,
            "unlisted": _unlisted(report["rows"]),
        }
    )


def last_line(report: Mapping[str, Any], *, known_on: date) -> str:
    """What the report rests on: "Số liệu biết đến ngày 25/05/2020, mã 5N-2020-A3F1"."""
    return f"Số liệu biết đến ngày {write_date(known_on)}, mã {report['code']}"


def cell_text(cell: Mapping[str, Any] | None) -> str:
    """What a cell of a table shows: its number, its words, or "–" where nothing can stand."""
    if cell is None:
        return NOT_APPLICABLE
    return str(cell["text"]) if cell.get("text") is not None else write_count(cell.get("value"))


def clean(value: Any) -> Any:
    """The same value with every string in composed letters and without the control signs that neither XML nor paper
    can hold."""
    if isinstance(value, str):
        text = "".join(sign if _can_be_printed(sign) else " " for sign in value)
        return nfc(text)
    if isinstance(value, Mapping):
        return {key: clean(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [clean(held) for held in value]
    return value


def _can_be_printed(sign: str) -> bool:
    point = ord(sign)
    return point >= 0x20 and not (0x7F <= point < 0xA0 or 0xD800 <= point < 0xE000 or point & 0xFFFE == 0xFFFE)


class _Numbering:
    """Tables and charts counted through the whole report."""

    def __init__(self) -> None:
        self.tables = 0
        self.charts = 0

    def table(self, title: str) -> str:
        self.tables += 1
        return f"Biểu {self.tables}. {title}"

    def chart(self, title: str) -> str:
        self.charts += 1
        return f"Biểu đồ {self.charts}. {title}"


def _section(
    section: Mapping[str, Any], tables: Mapping[str, Any], charts: Mapping[str, Any], numbered: _Numbering
) -> dict[str, Any]:
    return {
        "heading": section["heading"],
        "paragraphs": [
            {"runs": [{"text": run["text"], "strong": bool(run.get("number"))} for run in paragraph["runs"]]}
            for paragraph in section.get("paragraphs", ())
        ],
        "tables": [
            _table(tables[key], title=numbered.table(tables[key]["title"])) for key in section.get("tables", ())
        ],
        "charts": [
            _chart(charts[key], title=numbered.chart(charts[key]["title"])) for key in section.get("charts", ())
        ],
    }


def _table(table: Mapping[str, Any], *, title: str) -> dict[str, Any]:
    columns = [{"label": column["label"], "number": column["kind"] == "number"} for column in table["columns"]]
    rows = [{"cells": [cell_text(cell) for cell in row["cells"]]} for row in table["rows"]]
    foot = [cell_text(cell) for cell in table["foot"]["cells"]] if table.get("foot") else []
    return _set_table(table["id"], title=title, note=table.get("note") or "", columns=columns, rows=rows, foot=foot)


def _set_table(
    key: str, *, title: str, note: str, columns: list[dict[str, Any]], rows: list[dict[str, Any]], foot: list[str]
) -> dict[str, Any]:
    lines = [row["cells"] for row in rows] + ([foot] if foot else [])
    measured = widths.fit(
        [
            widths.Column(column["label"], tuple(line[place] for line in lines), column["number"])
            for place, column in enumerate(columns)
        ]
    )
    return {
        "key": key,
        "title": title,
        "note": note,
        "columns": columns,
        "rows": rows,
        "foot": foot,
        "size": measured.size,
        "widths": list(measured.widths),
        # A sheet that lies in the midst of the text would leave the page before it half empty: such a table goes to
        # an appendix.
        "annexed": measured.landscape,
        "pointer": f"({title}: xem Phụ lục {_ROMAN[0]} kèm theo.)" if measured.landscape else "",
    }


def _chart(chart: Mapping[str, Any], *, title: str) -> dict[str, Any]:
    """A chart with its bars for drawing, and as a table for papers that draw none."""
    series: Sequence[str] = chart["series"]
    bars = [{"label": bar["label"], "values": list(bar["values"])} for bar in chart["bars"]]
    return {
        "title": title,
        "sentence": chart["sentence"],
        "note": chart.get("note") or "",
        "kind": chart["kind"],
        "series": list(series),
        "bars": [bar | {"texts": [write_count(value) for value in bar["values"]]} for bar in bars],
        "sum": _sum(bars) if chart["kind"] == "cumulative" else "",
        "table": _chart_table(chart["id"], title=title, series=series, bars=bars, lying=chart["kind"] != "horizontal"),
    }


def _sum(bars: Sequence[Mapping[str, Any]]) -> str:
    return write_count(sum(value or 0 for bar in bars for value in bar["values"]))


def _chart_table(
    key: str, *, title: str, series: Sequence[str], bars: list[dict[str, Any]], lying: bool
) -> dict[str, Any]:
    """Few bars lie in one line under their labels, as they stand in the picture; many run downwards."""
    if lying and len(bars) <= _FEW_BARS:
        columns = [{"label": "", "number": False}, *({"label": bar["label"], "number": True} for bar in bars)]
        rows = [[name, *(write_count(bar["values"][place]) for bar in bars)] for place, name in enumerate(series)]
    else:
        columns = [{"label": "", "number": False}, *({"label": name, "number": True} for name in series)]
        rows = [[bar["label"], *(write_count(value) for value in bar["values"])] for bar in bars]
    return _set_table(key, title=title, note="", columns=columns, rows=[{"cells": row} for row in rows], foot=[])


def _rows(
    rows: Mapping[str, Mapping[str, Any]],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, tuple[str, int]]]:
    """Conferrals by form, models by type, and for each row id where it stands: its kind and its line number in that
    list."""
    orders: dict[str, tuple[str, int]] = {}
    conferrals = _grouped(
        sorted(
            (key for key, row in rows.items() if row["kind"] == "conferral"), key=lambda key: _conferral_key(rows[key])
        ),
        rows,
        title=_award_given,
        line=lambda row: {
            "receiver": write_receiver(row),
            "unit": row.get("unit") or "",
            "decision": row.get("decision") or "",
            "date": write_known_part(row.get("date")) or str(row.get("year") or ""),
        },
        orders=orders,
    )
    models = _grouped(
        sorted((key for key, row in rows.items() if row["kind"] == "model"), key=lambda key: _model_key(rows[key])),
        rows,
        title=lambda row: row["type"],
        line=lambda row: {
            "name": row.get("name") or "",
            "place": ", ".join(part for part in (row.get("place"), row.get("district")) if part),
            "founded": write_known_part(row.get("founded")),
            "rating": row.get("rating") or "",
        },
        orders=orders,
    )
    return conferrals, models, orders


def _grouped(
    keys: Iterable[str],
    rows: Mapping[str, Mapping[str, Any]],
    *,
    title: Any,
    line: Any,
    orders: dict[str, tuple[str, int]],
) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    for order, key in enumerate(keys, 1):
        row = rows[key]
        orders[key] = (row["kind"], order)
        if not groups or groups[-1]["title"] != title(row):
            groups.append({"title": title(row), "lines": []})
        groups[-1]["lines"].append({"order": write_count(order), **line(row)})
    for group in groups:
        group["title"] = f"{group['title']}: {write_count(len(group['lines']))} dòng"
    return groups


def _award_given(row: Mapping[str, Any]) -> str:
    """The form with its giver, who is named only where the form does not name him already."""
    name, giver = row["award_name"], row.get("authority_name")
    return name if not giver or name.endswith(giver) else f"{name} ({giver})"


def _conferral_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    level = row.get("authority")
    return (
        _LEVELS.index(level) if level in _LEVELS else len(_LEVELS),
        row.get("award") or "",
        row.get("class") or 0,
        row["award_name"],
        row.get("authority_name") or "",
        # Bodies before people within one form.
        row.get("receiver_kind") == "individual",
        row.get("date") or str(row.get("year") or ""),
        row.get("decision") or "",
        name_key(row["receiver"]) if row.get("receiver_kind") == "individual" else sort_key(row["receiver"]),
        row["id"],
    )


def _model_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        sort_key(row["type"]),
        row["type"],
        sort_key(row.get("district") or ""),
        sort_key(row.get("name") or ""),
        row["id"],
    )


def _figures(report: Mapping[str, Any], orders: Mapping[str, tuple[str, int]]) -> list[dict[str, str]]:
    """The numbers of the narrative in the order they are read, each with the lines of the lists below it."""
    cited = dict.fromkeys(
        run["number"]
        for section in report["sections"]
        for paragraph in section.get("paragraphs", ())
        for run in paragraph["runs"]
        if run.get("number")
    )
    figures = []
    for key in cited:
        number = report["numbers"].get(key)
        if number is None:
            continue
        figures.append(
            {
                "title": number["title"],
                "counts": number.get("counts") or "",
                "basis": number.get("basis") or "",
                "left_out": left_out(number.get("left_out") or {}),
                "lines": _lines_behind(number["rows"], report["rows"], orders),
            }
        )
    return figures


def left_out(counts: Mapping[str, int]) -> str:
    """What a number leaves out: "3 đang đề nghị, 1 đã hủy", or "không"."""
    said = [f"{write_count(count)} {_LEFT_OUT.get(state, state)}" for state, count in counts.items() if count]
    return ", ".join(said) or "không"


def _lines_behind(
    keys: Iterable[str], rows: Mapping[str, Mapping[str, Any]], orders: Mapping[str, tuple[str, int]]
) -> str:
    keys = list(keys)
    standing = [orders[key] for key in keys if key in orders]
    said = [
        f"{name} {write_orders(order for kind, order in standing if kind == wanted)}"
        for wanted, name in (("conferral", "khen thưởng"), ("model", "mô hình"))
        if any(kind == wanted for kind, _ in standing)
    ]
    elsewhere = sum(1 for key in keys if key not in orders)
    if elsewhere:
        said.append(f"{write_count(elsewhere)} dòng trong tệp bảng tính")
    return "; ".join(said) or "không có dòng nào"


def _unlisted(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """What runs to thousands, or is no honour: a paper says how many such lines stand behind its numbers and where they can be read."""
    ratings = sum(1 for row in rows.values() if row["kind"] == "rating")
    told = sum(1 for row in rows.values() if row["kind"] not in ("conferral", "model", "rating"))
    said = [f"{write_count(ratings)} dòng xếp loại hằng năm"] if ratings else []
    said += [f"{write_count(told)} dòng về phong trào, khối thi đua, điển hình, chỉ đạo"] if told else []
    if not said:
        return ""
    return f"Ngoài ra có {' và '.join(said)}, ghi đủ trong tệp bảng tính cùng mã báo cáo."


def _recipients(recipients: Sequence[str]) -> list[str]:
    """The list "Nơi nhận" as the decree points it: each line ends in a semicolon, the last in a full stop."""
    return [f"- {name.rstrip(';.')}{'.' if name == recipients[-1] else ';'}" for name in recipients]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
