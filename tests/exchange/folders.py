"""Folders of exchange tables for tests: the same rows as CSV or as Parquet, and facts laid side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tdkt.exchange.writing import write_tables
from tdkt.law.catalogue import awards
from tdkt.rules.facts import Facts

CODES = tuple(awards())

OFFICE: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "subjects": [
        {
            "subject_id": "P1",
            "kind": "individual",
            "name": "Nguyễn Văn An, đội trưởng",
            "unit_id": "U2",
            "sex": "m",
            "born": "1980-02-29",
            "service_from": "2001-09-01",
            "force": "police",
            "history_complete_since": "2010",
        },
        {"subject_id": "P2", "kind": "individual", "name": "Trần Thị Bình", "sex": "f", "service_to": "2024-06-30"},
        {
            "subject_id": "C1",
            "kind": "collective",
            "name": "Đội “Một”",
            "unit_id": "U1",
            "outside_flags": "yes",
            "force": "army",
        },
        {"subject_id": "H1", "kind": "household", "name": "Gia đình ông Lê Văn Cường"},
    ],
    "units": [
        {"unit_id": "U1", "name": "Công an tỉnh", "level": "province", "from": "1997-01-01"},
        {"unit_id": "U2", "name": "Đội 1", "parent_id": "U1", "level": "team", "succeeds": "U8;U9"},
    ],
    "ratings": [
        {"subject_id": "P1", "year": "2023", "rating": "hoan-thanh-xuat-sac"},
        {"subject_id": "C1", "year": "2023", "rating": "khong-hoan-thanh"},
    ],
    "awards": [
        {
            "subject_id": "P1",
            "award": "huan-chuong-chien-cong",
            "class": "3",
            "authority": "president",
            "date": "2019",
            "for_from": "2014",
            "for_to": "2018",
            "ground": "cong-trang",
            "status": "restored",
            "decision_number": "12/QĐ",
        },
        {"subject_id": "P1", "award": "chien-si-thi-dua-co-so", "date": "2023-12-28", "for_to": "2023"},
    ],
    "initiatives": [{"subject_id": "P2", "year": "2022", "kind": "muu-tri", "scope": "toan-luc-luong"}],
    "disciplines": [{"subject_id": "P2", "form": "canh-cao", "from": "2015-03-01", "to": "2016-03-01"}],
    "posts": [
        {"subject_id": "P1", "post": "Giám đốc Công an tỉnh", "coefficient": "1.5", "from": "2020-01-01"},
        {"subject_id": "P2", "post": "doi-truong", "from": "2018-01-01", "to": "2019-01-01"},
        {"subject_id": "P2", "post": "giam-doc-cong-an-tinh"},
    ],
    "members": [{"collective_id": "C1", "subject_id": "P1", "from": "2011-01-01"}],
    "rankings": [{"subject_id": "C1", "year": "2023", "group": "Cụm 1", "group_level": "bo-tinh", "rank": "1"}],
    "models": [{"model_id": "M1", "name": "Camera an ninh", "founded": "2019", "members": "25"}],
}


def write_csv_folder(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]] = OFFICE) -> Path:
    """The tables as CSV."""
    write_tables(folder, tables)
    return folder


def write_parquet_folder(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]] = OFFICE) -> Path:
    """The tables as Parquet, every column text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        names = list(dict.fromkeys(column for row in rows for column in row))
        pq.write_table(
            pa.table({column: pa.array([row.get(column) for row in rows], pa.string()) for column in names}),
            folder / f"{name}.parquet",
        )
    return folder


def plain(facts: Any) -> Any:
    """Facts as lists, so that two of them compare whole."""
    if is_dataclass(facts):
        return {field.name: plain(getattr(facts, field.name)) for field in fields(facts)}
    return (str(facts.dtype), facts.tolist()) if isinstance(facts, np.ndarray) else facts


def same(one: Facts, other: Facts) -> bool:
    """Whether two facts say the same in every column."""
    return bool(plain(one) == plain(other))
