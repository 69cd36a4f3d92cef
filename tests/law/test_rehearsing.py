"""A rehearsal: what a draft would turn, for whom, and what it would cost."""

from datetime import date
from pathlib import Path

import pytest

from tdkt.exchange.reading import read_tables
from tdkt.law.catalogue import awards
from tdkt.law.loading import FOLDER, draft_law, load_law
from tdkt.law.rehearsing import Rehearsal, rehearse

ON = date(2024, 12, 31)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Two policemen: one with two titles in a row, one with a title of last year alone."""
    (tmp_path / "subjects.csv").write_text(
        "subject_id,kind,name,force,service_from,history_complete_since\n"
        "A,individual,Nguyễn Văn Mẫu,police,2015-01-01,2015\nB,individual,Trần Thị Mẫu,police,2015-01-01,2015\n",
        encoding="utf-8",
    )
    (tmp_path / "awards.csv").write_text(
        "subject_id,award,for_from,for_to,status\n"
        "A,chien-si-thi-dua-co-so,2023,2023,valid\nA,chien-si-thi-dua-co-so,2024,2024,valid\n"
        "B,chien-si-thi-dua-co-so,2024,2024,valid\n",
        encoding="utf-8",
    )
    return tmp_path


def rehearsed(tables: Path, folder: Path, years: int) -> Rehearsal:
    """The 2022 law with another number of grassroots titles for the ministry's certificate."""
    text = (FOLDER / "06-2022-qh15.md").read_text(encoding="utf-8")
    head, rule, tail = text.partition("id: art-74/cl-1/pt-d\n")
    changed = tail.replace(
        "title: chien-si-thi-dua-co-so\n        years: 2", f"title: chien-si-thi-dua-co-so\n        years: {years}", 1
    )
    assert changed != tail or years == 2
    draft = folder / "06-2022-qh15.md"
    draft.write_text(head + rule + changed, encoding="utf-8")
    return rehearse(
        load_law(), draft_law(draft), read_tables(tables, tuple(awards())), ON, named=("bang-khen-bo-tinh",)
    )


def test_a_milder_draft_tells_who_gains_and_what_it_costs(tables, tmp_path_factory):
    result = rehearsed(tables, tmp_path_factory.mktemp("draft"), 1)

    assert [(t.subject_id, t.before, t.after) for t in result.gains] == [("B", "not-eligible", "eligible")]
    assert (result.losses, result.without_amount) == ((), sum(t.dong is None for t in result.gains))
    assert result.cost == sum(t.dong or 0 for t in result.gains)


def test_a_stricter_draft_tells_who_loses(tables, tmp_path_factory):
    result = rehearsed(tables, tmp_path_factory.mktemp("draft"), 3)

    assert ([t.subject_id for t in result.losses], result.gains) == (["A"], ())


def test_the_law_itself_as_its_own_draft_turns_nothing(tables, tmp_path_factory):
    assert rehearsed(tables, tmp_path_factory.mktemp("draft"), 2).turns == ()
