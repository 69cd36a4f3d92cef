"""Screening on Spark: the same rules on many machines, over the Parquet tables of the contract, partitioned by subject.

Each part of the subjects is made into `Facts` of its own, together with the members of its collectives, and asked as one machine asks
all: by `law.screening`. The answers come back in the order in which the subjects stand. pyspark is an extra of the package and needs
Java; both are looked for only when they are asked for. Cells are read by `reading`, so that a wrong one is named alike.
"""

import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tdkt.exchange.errors import BadTable
from tdkt.exchange.reading import facts_of
from tdkt.exchange.schema import TABLES
from tdkt.exchange.screening import SCHEMA, tables_of
from tdkt.exchange.sheets import Sheet, open_sheet, tables_in
from tdkt.law.asking import Question, questions
from tdkt.law.catalogue import awards
from tdkt.law.loading import load_law
from tdkt.law.screening import screen_blocks

PART = 50_000
"""So many subjects are asked together."""
READ = ("subjects", "ratings", "awards", "initiatives", "disciplines", "posts", "members", "rankings")
"""The tables that rules read, and whose rows go to the machines; the units are few and go with the question."""
PLACE, KIND, PART_OF, ASKED = "place", "in_table", "part", "asked"


class NoSpark(Exception):
    """Spark cannot be had here: says what is missing, in Vietnamese and in English."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.vietnamese = vietnamese
        self.english = english

    def said(self, language: str) -> str:
        return self.english if language == "en" else self.vietnamese


@dataclass(frozen=True)
class Asked:
    """What is asked of every part, as it travels to the machines; `units` are the rows of that table as it stands."""

    on: date
    named: tuple[str, ...] = ()
    pathway: str | None = None
    use_memory: bool = False
    folders: tuple[Path, ...] = ()
    units: pa.Table | None = None

    def questions(self) -> tuple[Question, ...]:
        return questions(load_law(self.folders), self.on, named=self.named, pathway=self.pathway)


@contextmanager
def screened_on_spark(
    folder: Path, asked: Asked, *, listed: Sequence[str] | None = None
) -> Iterator[Iterator[pa.Table]]:
    """The rows of the contract as tables of `screening.SCHEMA`, subject by subject in the order of their table, or of those listed.

    All is answered before the first table is handed out; the answers are gone when the context is left. The folder has to be where
    every machine sees it. Raises `NoSpark`, `BadTable`, `BadQuestion`.
    """
    asked.questions()
    files = tables_in(folder)
    for name, path in files.items():
        if path.suffix != ".parquet":
            raise BadTable(
                path.name,
                0,
                "",
                "Spark chỉ đọc bảng Parquet. Xuất lại bằng “tdkt export --parquet”, hoặc bỏ --engine spark.",
                "Spark reads Parquet tables only. Export with “tdkt export --parquet”, or leave out --engine spark.",
            )
        sheet = open_sheet(path)
        if name in ("units", "models"):
            facts_of({name: sheet}, tuple(awards()))  # few rows and read by nobody else: checked here
    if "units" in files:
        asked = Asked(**{**vars(asked), "units": pq.read_table(files["units"])})
    spark = session()
    with tempfile.TemporaryDirectory(prefix="tdkt-spark-", dir=_shared(folder)) as place:
        _run(spark, {name: path for name, path in files.items() if name in READ}, asked, listed, Path(place))
        yield _in_order(Path(place) / "answers")


def session() -> Any:
    """Spark as it is set up here, on all the cores of this machine where nothing else is said. Raises `NoSpark`."""
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise NoSpark("Spark cần Java, máy này chưa có Java.", "Spark needs Java, and there is none on this machine.")
    try:
        sql = importlib.import_module("pyspark.sql")
    except ImportError:
        raise NoSpark(
            "Chưa cài Spark. Cài bằng: pip install 'tdkt[spark]'.",
            "Spark is not installed. Install it with: pip install 'tdkt[spark]'.",
        ) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    source = str(Path(__file__).resolve().parents[2])  # what runs the parts has to find this very package
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
    builder = sql.SparkSession.builder.appName("tdkt screen")
    if "spark.master" not in dict(importlib.import_module("pyspark").SparkConf().getAll()):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.master("local[*]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.session.timeZone", "UTC").config("spark.ui.showConsoleProgress", "false")
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def _shared(folder: Path) -> Path | None:
    """Where the parts of the answer lie for a while: beside the tables, which every machine sees, if that may be written to."""
    return folder if os.access(folder, os.W_OK) else None


# --- what Spark does --------------------------------------------------------------------------


def _run(spark: Any, files: Mapping[str, Path], asked: Asked, listed: Sequence[str] | None, place: Path) -> None:
    """Send every row to the parts that need it, ask each part, and write the answers of each to a file of its own."""
    f = importlib.import_module("pyspark.sql.functions")
    found = {name: _words(f, spark.read.parquet(str(path)), name) for name, path in files.items()}
    if "subjects" not in found:
        found = {"subjects": spark.createDataFrame([], f"subject_id string, {PLACE} bigint, {KIND} string")}
    subjects = found["subjects"].select("subject_id", PLACE)
    _check_ids(f, found, files)
    if listed is None:
        wanted = subjects
    else:
        wanted = spark.createDataFrame(
            list(zip(listed, range(len(listed)), strict=True)), f"subject_id string, {PLACE} bigint"
        )
    parts = wanted.select(
        "subject_id", f.floor(f.col(PLACE) / PART).cast("int").alias(PART_OF), f.col(PLACE).alias(ASKED)
    )
    if "members" in found:
        guests = (
            found["members"]
            .select("collective_id", f.col("subject_id").alias("guest"))
            .join(parts, f.col("collective_id") == parts.subject_id)
            .select(f.col("guest").alias("subject_id"), PART_OF, f.lit(None).cast("bigint").alias(ASKED))
        )
        parts = parts.unionByName(guests).groupBy("subject_id", PART_OF).agg(f.min(ASKED).alias(ASKED))
    columns = list(dict.fromkeys(column for name in READ for column in TABLES[name].names))
    sent = []
    for name, rows in found.items():
        key = "collective_id" if name == "members" else "subject_id"
        mine = (
            parts
            if name in ("subjects", "ratings", "awards", "initiatives", "disciplines")
            else parts.where(f"{ASKED} is not null")
        )
        joined = rows.join(mine.withColumnRenamed("subject_id", "_key"), rows[key] == f.col("_key"))
        sent.append(
            joined.select(
                PART_OF,
                KIND,
                PLACE,
                ASKED,
                *[f.col(c) if c in rows.columns else f.lit(None).cast("string").alias(c) for c in columns],
                f.lit(",".join(c for c in rows.columns if c in columns)).alias("columns_had"),
            )
        )
    whole = reduce(lambda one, other: one.unionByName(other), sent)
    whole.repartition(PART_OF).write.partitionBy(PART_OF).parquet(str(place / "rows"))
    parts_found = sorted((place / "rows").glob(f"{PART_OF}=*"), key=lambda path: int(path.name.partition("=")[2]))
    (place / "answers").mkdir()
    context = spark.sparkContext
    wrong = context.parallelize(parts_found, max(1, len(parts_found))).map(_asker(asked)).collect()
    for said in wrong:
        if said is not None:
            raise BadTable(*said)


def _words(f: Any, rows: Any, table: str) -> Any:
    """A table with every cell as CSV would write it, and the place of each row in its file."""
    numbers = {"float", "double"}
    columns = []
    for name, kind in rows.dtypes:
        cell = f.col(name)
        if kind in numbers:
            whole = cell.cast("bigint").cast("string")
            cell = f.when(f.isnan(cell), None).when(cell == cell.cast("bigint"), whole).otherwise(cell.cast("string"))
        elif kind == "boolean":
            cell = f.when(cell, f.lit("yes"))
        elif kind.startswith("timestamp"):
            cell = cell.cast("date").cast("string")
        elif kind.startswith("decimal"):
            cell = (
                f.regexp_replace(cell.cast("string"), r"\.?0+$", "")
                if "," in kind and ",0)" not in kind
                else cell.cast("string")
            )
        else:
            cell = cell.cast("string")
        columns.append(cell.alias(name))
    return rows.select(*columns, f.col("_metadata.row_index").alias(PLACE), f.lit(table).alias(KIND))


def _check_ids(f: Any, found: Mapping[str, Any], files: Mapping[str, Path]) -> None:
    """Raises `BadTable` for the first row of a subject that is not there, and for a subject that stands there twice."""
    subjects = found["subjects"].select(f.col("subject_id").alias("_id"))
    again = (
        found["subjects"].groupBy("subject_id").agg(f.count("*").alias("n"), f.max(PLACE).alias(PLACE)).where("n > 1")
    )
    if (one := again.orderBy(PLACE).head()) is not None:
        raise BadTable(
            files["subjects"].name,
            one[PLACE] + 2,
            "subject_id",
            f"mã “{one['subject_id']}” đã có ở một dòng trên. Mỗi mã chỉ một dòng.",
            f"id “{one['subject_id']}” stands in a line above. Each id has one line.",
        )
    for name, rows in found.items():
        for key in ("collective_id", "subject_id") if name == "members" else ("subject_id",):
            if name == "subjects" or key not in rows.columns:
                continue
            strange = rows.where(f.coalesce(f.col(key), f.lit("")) != "").join(
                subjects, rows[key] == f.col("_id"), "left_anti"
            )
            if (one := strange.orderBy(PLACE).head()) is not None:
                raise BadTable(
                    files[name].name,
                    one[PLACE] + 2,
                    key,
                    f"bảng subjects không có mã “{one[key]}”. Thêm dòng vào subjects, hoặc sửa mã.",
                    f"table subjects has no id “{one[key]}”. Add it there, or mend the id.",
                )


# --- what each part does ----------------------------------------------------------------------


def _asker(asked: Asked) -> Callable[[Path], tuple[str, int, str, str, str] | None]:
    """The question as Spark sends it to a part: the folder with its rows in, its answers in a file beside; says what was wrong."""

    def ask(part: Path) -> tuple[str, int, str, str, str] | None:
        number = part.name.partition("=")[2]
        try:
            with pq.ParquetWriter(part.parent.parent / "answers" / f"{number}.parquet", SCHEMA) as out:
                for table in answers_of(pq.ParquetDataset(part).read(), asked):
                    out.write_table(table)
        except BadTable as bad:
            return bad.file, bad.line, bad.column, bad.why, bad.english
        return None

    return ask


def answers_of(rows: pa.Table, asked: Asked) -> Iterator[pa.Table]:
    """The answers of one part, in the order in which its subjects are asked."""
    sheets: dict[str, Sheet] = {}
    wanted = np.zeros(0, np.int32)
    for name in READ:
        mine = rows.filter(pc.equal(rows.column(KIND), name))
        if not mine.num_rows:
            continue
        mine = mine.sort_by([(PLACE, "ascending")])
        if name == "subjects":
            order = mine.column(ASKED).to_numpy(zero_copy_only=False).astype(float)
            asked_rows = np.flatnonzero(~np.isnan(order))
            wanted = asked_rows[np.argsort(order[asked_rows], kind="stable")].astype(np.int32)
        columns = mine.column("columns_had")[0].as_py().split(",")
        lines = mine.column(PLACE).to_numpy(zero_copy_only=False)
        sheets[name] = _Part(Path(f"{name}.parquet"), TABLES[name], tuple(columns), mine.num_rows, mine.column, lines)
    if asked.units is not None:
        units = asked.units
        sheets["units"] = Sheet(
            Path("units.parquet"), TABLES["units"], tuple(units.column_names), units.num_rows, units.column
        )
    facts = facts_of(sheets, tuple(awards()))
    law = load_law(asked.folders)
    for block in screen_blocks(law, facts, asked.on, _questions(asked), numbers=wanted, use_memory=asked.use_memory):
        yield from tables_of(block)


@dataclass(frozen=True)
class _Part(Sheet):
    """Some rows of a table, each with its place in the whole."""

    places: Any = None

    def line(self, row: int) -> int:
        return int(self.places[row]) + 2


def _questions(asked: Asked) -> tuple[Question, ...]:
    return _kept((asked.on, asked.named, asked.pathway, asked.folders))


@lru_cache(maxsize=8)
def _kept(key: tuple[date, tuple[str, ...], str | None, tuple[Path, ...]]) -> tuple[Question, ...]:
    on, named, pathway, folders = key
    return questions(load_law(folders), on, named=named, pathway=pathway)


def _in_order(answers: Path) -> Iterator[pa.Table]:
    """The answers part by part, in the order of the parts."""
    for file in sorted(answers.glob("*.parquet"), key=lambda path: int(path.stem)):
        with pq.ParquetFile(file) as opened:
            for batch in opened.iter_batches(1 << 17):
                yield pa.Table.from_batches([batch])
