"""The benchmark of searching, on a small register: every kind of question is asked of every account, and the questions are of their kind."""

from tdkt.bench.search import people, questions
from tdkt.cli.searching import BESIDE, WHO, tables


def test_the_same_number_of_people_are_the_same_people():
    assert list(people(50)) == list(people(50))


def test_every_kind_has_as_many_questions():
    assert {len(asked) for asked in questions(200, turns=7).values()} == {7}


def test_a_table_has_a_row_for_each_kind_and_a_column_for_each_account():
    (table,) = tables(300, queries=2, engines=["sqlite"])
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")]

    assert rows[0][1:] == [*WHO, f"{BESIDE} |"]
    assert [row[0].removeprefix("| ") for row in rows[1:]] == list(questions(300))
