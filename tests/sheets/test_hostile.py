"""Hundreds of broken and hostile files: each ends as a plan or as one sentence, in seconds, in bounded memory, and the program goes on."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tdkt.bench.hostile import MOST_MEMORY, run
from tdkt.bench.hostile_files import by_hand, good, mutated
from tdkt.sheets.plan import read_plans

FILES = 400


@pytest.fixture(scope="module")
def report():
    # In a process of its own: what its readers needed at most is then not that of LibreOffice or of other tests.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(run, FILES, seed=20191120).result()


def test_every_file_ends_as_a_plan_or_as_one_sentence(report):
    assert report.files == FILES
    assert report.wrong == []
    assert report.plans + sum(report.sentences.values()) >= FILES


def test_no_file_takes_longer_than_five_seconds(report):
    assert report.slow == []


def test_the_reading_process_stays_within_its_memory(report):
    assert report.memory <= MOST_MEMORY


def test_hardly_a_file_brings_a_reader_to_an_end_that_nobody_foresaw(report):
    assert sum(report.unforeseen.values()) <= FILES // 50


def test_the_good_files_beneath_the_damage_are_read_whole():
    names = [
        [row["record"]["name"] for part in plan["parts"] for row in part["rows"] if row["record"]]
        for name, plan in read_plans(good().items())
        if not name.startswith("zip/")
    ]

    assert all({"Nguyễn Văn An", "Trần Thị Bình"} <= set(found) for found in names)
    assert len(names) == len(good()) - 1


def test_the_same_seed_makes_the_same_files():
    assert [content for _, content in mutated(40, 7)] == [content for _, content in mutated(40, 7)]
    assert [content for _, content in mutated(40, 7)] != [content for _, content in mutated(40, 8)]


def test_the_hand_made_files_have_names_of_their_own():
    names = [name for name, _ in by_hand()]

    assert len(names) == len(set(names)) >= 80
