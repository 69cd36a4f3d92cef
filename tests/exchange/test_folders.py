"""Whichever way a folder is read, it says the same, and what is wrong is named alike."""

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.exchange.errors import BadTable
from tdkt.exchange.folders import read_folder
from tdkt.exchange.reading import read_tables
from tdkt.exchange.schema import TABLES
from tdkt.exchange.writing import write_tables
from tests.exchange.folders import CODES, OFFICE, plain, write_csv_folder, write_parquet_folder

IDS = ["P1", "Đội 1", "x,y", "9", "a much longer id than eight bytes", "ả"]

CELLS = {
    "text": st.sampled_from(["", "tên", 'a "b", c', "Giám đốc Công an tỉnh", "U1", "U2"]),
    "subject": st.sampled_from(IDS),
    "year": st.sampled_from(["", "1999", "2020"]),
    "date": st.sampled_from(["", "1980-02-29", "2020-12-31"]),
    "day-or-year": st.sampled_from(["", "2019", "2020-12-31"]),
    "number": st.sampled_from(["", "0", "25"]),
    "rank": st.sampled_from(["1", "12"]),
    "real": st.sampled_from(["", "1", "1.5", "0.7"]),
    "award-codes": st.sampled_from(CODES[:5]),
}


def cells(column):
    if column.codes:
        return st.sampled_from([*column.codes, *([] if column.needed else [""])])
    found = CELLS[column.holds]
    return found.filter(lambda text: any(c.isalnum() for c in text)) if column.needed else found


@st.composite
def offices(draw):
    """A whole folder: every subject once, the other tables with any rows in any order, some columns left out."""
    tables = {"subjects": []}
    for id_ in draw(st.permutations(IDS)):
        columns = [column for column in TABLES["subjects"].columns if column.name != "subject_id"]
        tables["subjects"].append({"subject_id": id_, **{c.name: draw(cells(c)) for c in columns}})
    for name in draw(st.lists(st.sampled_from([n for n in TABLES if n != "subjects"]), unique=True)):
        kept = [c for c in TABLES[name].columns if c.needed or draw(st.booleans())]
        row = st.fixed_dictionaries({column.name: cells(column) for column in kept})
        tables[name] = draw(st.lists(row, max_size=6))
    return tables


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices(), st.sampled_from(["text", "dictionary", "typed"]))
def test_csv_and_parquet_of_the_same_rows_are_the_same_facts(tables, how: str):
    with tempfile.TemporaryDirectory() as place:
        as_csv, as_parquet = Path(place) / "csv", Path(place) / "parquet"
        write_tables(as_csv, tables)
        as_parquet.mkdir()
        for name, rows in tables.items():
            write_parquet(as_parquet / f"{name}.parquet", name, rows, how)
        expected = plain(read_tables(as_csv, CODES))

        assert plain(read_folder(as_csv, CODES)) == expected
        assert plain(read_folder(as_parquet, CODES)) == expected
        assert plain(read_tables(as_parquet, CODES)) == expected


def write_parquet(path: Path, table: str, rows, how: str) -> None:
    """Rows as Parquet: all text, text as dictionaries, or numbers and days as such."""
    kinds = {"year": pa.int16(), "date": pa.date32(), "number": pa.int64(), "rank": pa.int32(), "real": pa.float64()}
    columns = {}
    for name in rows[0] if rows else [column.name for column in TABLES[table].columns if column.needed]:
        holds = TABLES[table].column(name).holds
        values = pa.array([row[name] or None for row in rows], pa.string())
        if how == "typed" and holds in kinds:
            values = values.cast(kinds[holds])
        columns[name] = values.dictionary_encode() if how == "dictionary" else values
    pq.write_table(pa.table(columns), path, row_group_size=2)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("ratings", "rating", "tot"),
        ("ratings", "year", "20"),
        ("ratings", "subject_id", "P9"),
        ("awards", "award", "huan-chuong-vang"),
        ("awards", "class", "4"),
        ("awards", "date", "19/05/2020"),
        ("posts", "coefficient", "-1"),
        ("members", "collective_id", "C9"),
        ("rankings", "rank", "0"),
        ("subjects", "kind", ""),
        ("subjects", "subject_id", "P1"),
        ("models", "founded", "hôm qua"),
        ("units", "from", "1997"),
    ],
)
def test_a_wrong_cell_is_named_alike_in_csv_and_parquet(tmp_path: Path, table: str, column: str, value: str):
    last = len(OFFICE[table]) - 1
    tables = {
        name: [{**row, column: value} if (name, at) == (table, last) else row for at, row in enumerate(rows)]
        for name, rows in OFFICE.items()
    }
    found = []
    for folder in (write_csv_folder(tmp_path / "csv", tables), write_parquet_folder(tmp_path / "parquet", tables)):
        with pytest.raises(BadTable) as refused:
            read_folder(folder, CODES)
        found.append((Path(refused.value.file).stem, refused.value.line, refused.value.column, refused.value.why))

    assert found[0] == found[1]
    assert found[0][:3] == (table, last + 2, column)
