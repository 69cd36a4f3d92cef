"""The models' section of the report: how many were taken up elsewhere within the period, each number with its rows, and nothing read as a tally."""

from datetime import date

import pytest

from tdkt.reader.reading import read
from tdkt.reports.five_year import five_year
from tdkt.reports.model_lines import ReplicationLine
from tests.reports.registers import KNOWN_ON, ROOT, model, register

MODELS = (
    model(1, "Camera an ninh"),
    model(2, "Camera an ninh", founded="2018-02"),
    model(3, "Camera an ninh", founded="2019"),
    model(4, "Tiếng loa an ninh", founded="2012"),
)


def made(*replications: ReplicationLine, first: int = 2015):
    known = register(models=MODELS, replications=replications)
    return five_year(known, first=first, last=2020, unit_id=ROOT, known_on=KNOWN_ON)


def sentences(report) -> list[str]:
    (section,) = [one for one in report["sections"] if one["heading"].startswith("III.")]
    return ["".join(run["text"] for run in paragraph["runs"]) for paragraph in section["paragraphs"]]


def test_what_was_taken_up_within_the_period_is_said_with_its_rows():
    report = made(ReplicationLine(2, 1, "2018-03-01"), ReplicationLine(3, 1, ""), ReplicationLine(4, 1, "2012"))

    assert sentences(report)[-1] == "Nhân rộng trong kỳ: 2 nơi làm theo từ 1 nơi."
    assert {name: report["numbers"][f"model.spread.{name}"]["rows"] for name in ("copies", "origins")} == {
        "copies": ["model/2", "model/3"],
        "origins": ["model/1"],
    }


@pytest.mark.parametrize("replications", [(), (ReplicationLine(4, 1, ""),), (ReplicationLine(99, 1, "2018"),)])
def test_without_an_edge_of_the_period_nothing_is_said(replications):
    assert sentences(made(*replications))[-1].startswith("Xếp loại: ")


def test_the_sentence_is_read_as_no_tally_of_models():
    text = " ".join(sentences(made(ReplicationLine(2, 1, "2018-03-01"))))

    facts = list(read(text, source="x").facts)

    assert len(facts) == 1


def test_the_rows_of_models_say_of_which_day_they_are():
    rows = made()["rows"]

    assert {row["as_of"] for row in rows.values() if row["kind"] == "model"} == {date(2019, 12, 31).isoformat()}
