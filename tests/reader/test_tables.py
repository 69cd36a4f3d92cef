"""Tables in a text: their cells are no sentences, and what is not read is said."""

from tdkt.reader.reading import read
from tdkt.reader.tables import table_spans, without_tables

TABLE = "Hình thức\t2018\t2019\nHuân chương Chiến công\t1\t2\nBằng khen của Bộ Công an\t30\t41"
TEXT = (
    f"Năm 2019, 3 tập thể được UBND tỉnh tặng Bằng khen.\n{TABLE}\nNăm 2018, 2 cá nhân được Bộ Công an tặng Bằng khen."
)


def test_a_table_is_found_as_one_run_of_lines():
    ((first, last),) = table_spans(TEXT)

    assert TEXT[first:last] == TABLE


def test_taking_tables_out_moves_no_other_letter():
    left = without_tables(TEXT)

    assert len(left) == len(TEXT)
    assert left.strip().splitlines()[0] == TEXT.splitlines()[0]
    assert left.endswith(TEXT.splitlines()[-1])


def test_no_fact_is_made_of_a_table_and_the_table_is_named_among_what_was_not_read():
    reading = read(TEXT, source="x")

    assert [(found.tally.count, found.tally.recipient) for found in reading.facts] == [
        (3, "collective"),
        (2, "individual"),
    ]
    assert [(left.quote, TEXT[slice(*left.span)]) for left in reading.unread] == [(TABLE, TABLE)]


def test_a_table_of_other_things_is_passed_over():
    assert read("Họ tên\tNăm sinh\nNguyễn Văn An\t1980", source="x").unread == ()
