"""What somebody says of columns: the kept file is read again so, choices that fit stay, and the sender's next lists are understood."""

from typing import Any

import pytest

from tdkt.operations.abbreviations import forget_abbreviation, keep_abbreviation, office_abbreviations
from tdkt.operations.columns import labels_of, mapping_of, say_columns, say_heading
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.imports import apply_import
from tdkt.operations.kept_plans import drop_plan, keep_plan, read_incoming, rows_of, settle_row
from tdkt.operations.mappings import forget_mapping, sent_mappings
from tdkt.records.models import Account, Entry, ImportBatch, SentMapping, Subject, Unit
from tests.operations.plans import MONDAY, TUESDAY, incoming
from tests.sheets.books import workbook

LABELS = ("STT", "Người được tặng", "Nơi làm", "Ghi gì")
STAFF = ((1, "Nguyễn Văn An", "Công an huyện mẫu", "x"), (2, "Trần Thị Bé", "Công an huyện mẫu", "y"))
FIELDS = {1: "name", 2: "unit", 3: "unused"}


def sent(*rows: Any, by: Account | None = None, sender: int | None = None, name: str = "a.xlsx") -> ImportBatch:
    return keep_plan(read_incoming(name, workbook([LABELS, *rows]), sender=sender), by=by, at=MONDAY)


def said_of(batch: ImportBatch) -> ImportBatch:
    """The batch after its heading was named and its columns were said."""
    say_heading(batch.pk, 0, 0, by=None, at=TUESDAY)
    return say_columns(batch.pk, 0, kind="people", fields=FIELDS, by=None, at=TUESDAY)


def names(batch: ImportBatch) -> list[str]:
    return [row["record"]["name"] for _, row in rows_of(batch.plan) if row["record"]]


@pytest.fixture
def unit(office: Any) -> int:
    key: int = Unit.objects.get(name="Công an huyện mẫu").pk
    return key


def test_a_table_that_nobody_understood_is_read_when_its_heading_and_columns_are_said(office):
    batch = sent(*STAFF)
    before = (batch.plan["parts"][0]["kind"], names(batch))

    after = said_of(batch)

    assert before == ("unknown", [])
    assert (after.plan["parts"][0]["kind"], names(after), after.revision) == (
        "people",
        ["Nguyễn Văn An", "Trần Thị Bé"],
        2,
    )
    entry = Entry.objects.filter(verb="imports.columns").order_by("-seq")[0]
    assert (entry.rows, entry.detail["fields"], entry.detail["lasting"]) == (
        0,
        {"1": "name", "2": "unit", "3": "unused"},
        True,
    )


def test_the_same_columns_of_the_same_sender_are_understood_at_once_and_it_is_shown(office, unit):
    said_of(sent(*STAFF, sender=unit))

    again, other = sent(STAFF[0], sender=unit, name="b.xlsx"), sent(STAFF[0], name="c.xlsx")

    assert (names(again), names(other)) == (["Nguyễn Văn An"], [])
    said = mapping_of(again.plan, again.plan["parts"][0])
    assert said is not None
    assert (said["since"], said["kind"], labels_of(again.plan["parts"][0])) == (
        TUESDAY.isoformat(),
        "people",
        list(LABELS),
    )
    assert mapping_of(other.plan, other.plan["parts"][0]) is None


def test_what_was_said_for_one_file_only_is_not_remembered(office):
    batch = sent(*STAFF)
    say_heading(batch.pk, 0, 0, by=None, at=TUESDAY)

    say_columns(batch.pk, 0, kind="people", fields=FIELDS, by=None, at=TUESDAY, lasting=False)

    assert (sent_mappings(None), names(sent(*STAFF))) == ([], [])


def test_what_is_said_anew_ends_what_was_said_before_and_both_are_kept(office, unit):
    batch = said_of(sent(*STAFF, sender=unit))
    say_columns(batch.pk, 0, kind="people", fields={**FIELDS, 3: "note"}, by=None, at=TUESDAY)

    (standing,) = sent_mappings(unit)
    assert standing["fields"] == {"1": "name", "2": "unit", "3": "note"}
    assert list(SentMapping.objects.order_by("pk").values_list("ended__verb", flat=True)) == ["imports.columns", None]


def test_a_forgotten_mapping_no_longer_counts_and_is_forgotten_once(office, unit, inspector):
    said_of(sent(*STAFF, sender=unit))
    kept = SentMapping.objects.get()
    with pytest.raises(NotPermitted):
        forget_mapping(kept.pk, by=inspector, at=TUESDAY)

    forgotten = forget_mapping(kept.pk, by=None, at=TUESDAY)

    assert (forgotten.ended.verb, sent_mappings(unit), names(sent(*STAFF, sender=unit))) == ("mappings.forget", [], [])
    with pytest.raises(NotFound):
        forget_mapping(kept.pk, by=None, at=TUESDAY)


def test_choices_that_still_fit_are_kept_and_others_fall(office):
    apply_import(
        incoming("people", *[{"name": name, "unit": "Công an huyện mẫu"} for name in ("Nguyễn Văn An", "Trần Thị Bé")]),
        by=None,
        at=MONDAY,
    )
    rows = [(number, name, "Công an huyện mẫu", "Lê Văn Cư") for number, name, _, _ in STAFF]
    batch = said_of(sent(*rows))
    known = {key: row.get("candidates") for key, row in rows_of(batch.plan) if row["record"]}
    keys = list(known)
    settle_row(batch.pk, keys[1], "skip", by=None, at=TUESDAY)

    kept = say_columns(batch.pk, 0, kind="people", fields={**FIELDS, 3: "note"}, by=None, at=TUESDAY)
    assert kept.choices == {keys[1]: "skip"}
    settle_row(batch.pk, keys[1], None, by=None, at=TUESDAY)
    an = Subject.objects.get(name="Nguyễn Văn An").pk
    if known[keys[0]]:
        settle_row(batch.pk, keys[0], {"subject": an}, by=None, at=TUESDAY)
    other = say_columns(
        batch.pk, 0, kind="people", fields={1: "unused", 2: "unit", 3: "name"}, by=None, at=TUESDAY, lasting=False
    )

    assert (names(other), other.choices) == (["Lê Văn Cư", "Lê Văn Cư"], {})


@pytest.mark.parametrize(
    ("kind", "fields"), [("poems", {}), ("people", {1: "soul"}), ("people", {900: "name"}), ("people", {-1: "name"})]
)
def test_what_cannot_be_said_changes_nothing(office, kind, fields):
    batch = said_of(sent(*STAFF))

    with pytest.raises(RuleNotMet):
        say_columns(batch.pk, 0, kind=kind, fields=fields, by=None, at=TUESDAY)

    assert ImportBatch.objects.get(pk=batch.pk).revision == batch.revision


def test_a_part_a_line_or_a_plan_that_is_not_there_is_refused(office):
    batch = sent(*STAFF)

    with pytest.raises(NotFound):
        say_columns(batch.pk, 7, kind=None, fields={}, by=None, at=TUESDAY)
    with pytest.raises(NotFound):
        say_heading(batch.pk, 0, 7, by=None, at=TUESDAY)
    drop_plan(batch.pk, by=None, at=TUESDAY)
    with pytest.raises(WrongState):
        say_heading(batch.pk, 0, 0, by=None, at=TUESDAY)


# --- abbreviations ----------------------------------------------------------------------------------


def test_the_offices_own_words_are_used_by_the_next_reading(office):
    rows = [("STT", "Họ và tên", "Danh hiệu", "Năm"), (1, "Nguyễn Văn An", "NSTT", 2019)]
    before = read_incoming("a.xlsx", workbook(rows)).plan["parts"][0]["rows"][-1]
    keep_abbreviation("NSTT", "Chiến sĩ tiên tiến", by=None, at=MONDAY)

    after = read_incoming("a.xlsx", workbook(rows)).plan["parts"][0]["rows"][-1]

    awards = [row["record"] and row["record"]["award"] for row in (before, after)]
    assert awards == [None, "chien-si-tien-tien"]


def test_an_abbreviation_said_anew_takes_the_place_of_the_one_before_and_can_be_forgotten(office, clerk):
    first = keep_abbreviation("PX03", "Phòng Tổ chức", by=None, at=MONDAY)
    second = keep_abbreviation("px03", "Phòng Tổ chức cán bộ", by=None, at=MONDAY)
    assert keep_abbreviation("px03", "Phòng Tổ chức cán bộ", by=None, at=TUESDAY) == second
    standing = office_abbreviations()
    with pytest.raises(NotPermitted):
        forget_abbreviation(second.pk, by=clerk, at=TUESDAY)

    forget_abbreviation(second.pk, by=None, at=TUESDAY)

    first.refresh_from_db()
    assert (standing, office_abbreviations()) == ({"px03": "Phòng Tổ chức cán bộ"}, {})
    assert first.ended.verb == "abbreviations.keep"
    with pytest.raises(NotFound):
        forget_abbreviation(second.pk, by=None, at=TUESDAY)
    with pytest.raises(RuleNotMet, match="nghĩa là gì"):
        keep_abbreviation("PX", "", by=None, at=TUESDAY)
