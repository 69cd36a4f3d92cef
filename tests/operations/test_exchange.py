"""The register out as tables: what is screened from the register is what is screened from its export, and no record is left out."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps

from tdkt.exchange.reading import read_tables
from tdkt.exchange.schema import TABLES
from tdkt.law.catalogue import awards
from tdkt.operations.errors import NotPermitted, NotReadable
from tdkt.operations.exchange import export_register
from tdkt.operations.facts import register_facts
from tdkt.operations.ledger import writing
from tdkt.records.exchange import tables_known
from tdkt.records.exchange_details import registered_tables
from tdkt.records.models import (
    Account,
    Conferral,
    Decision,
    Departure,
    Discipline,
    Initiative,
    Person,
    Ranking,
    Rating,
    Registered,
    Service,
    Subject,
    Unit,
    UnitPlace,
    UnitStanding,
)
from tests.exchange.folders import plain

pytestmark = pytest.mark.django_db

MONDAY = datetime(2024, 5, 20, 9, 0, tzinfo=UTC)


def subject(pen, kind: str, name: str, **columns) -> Subject:
    return pen.add_one(Subject(kind=kind, name=name, name_key=name, search=name, **columns))


def unit(pen, name: str, parent: Unit | None, level: str, **columns) -> Unit:
    one = pen.add_one(Unit(subject=subject(pen, "collective", name), name=name, level=level, **columns))
    path = (UnitPlace.objects.get(unit=parent).path if parent else "") + f"{one.pk:06d}."
    pen.add_one(UnitPlace(unit=one, parent=parent, path=path))
    return one


@pytest.fixture
def register() -> dict[str, int]:
    """A province with a team, one person with a whole history, a household."""
    with writing(by=None, at=MONDAY, verb="test.enter") as pen:
        province = unit(pen, "Công an tỉnh", None, "province", founded=date(1997, 1, 1))
        team = unit(pen, "Đội 1", province, "team")
        pen.add_one(UnitStanding(unit=province, force="police", outside_flags=True))
        an = subject(pen, "individual", "Nguyễn Văn An", belongs_to=team, history_complete_since=2010)
        home = subject(pen, "household", "Gia đình ông Cường")
        pen.add_one(Person(subject=an, sex="m", born="1980", joined="2001-09"))
        pen.add_one(Departure(subject=an, day=date(2024, 3, 1)))
        pen.add(
            [
                Service(subject=an, since=date(2015, 1, 1), post="Cán bộ", unit=province),
                Service(subject=an, since=date(2018, 1, 1), post="Đội trưởng", unit=team),
                Service(subject=an, since=date(2020, 1, 1), post="Đội trưởng", rank="Thiếu tá", unit=team),
            ]
        )
        decision = pen.add_one(Decision(number="1/QĐ", year=2019, level="president"))
        pen.add(
            [
                Conferral(
                    subject=an, recipient="individual", award="huan-chuong-chien-cong", class_no=3, state="restored",
                    decision=decision, level="president", ground="cong-trang", for_from=2014, for_to=2018, year=2019,
                ),
                Conferral(
                    subject=an, recipient="individual", award="giay-khen", state="proposed", year=2024
                ),
                Conferral(
                    subject=an, recipient="individual", award="chien-si-thi-dua-co-so", state="decided",
                    decision=decision, for_to=2022, year=2022,
                ),
            ]
        )  # fmt: skip
        pen.add(
            [
                Rating(subject=an, year=2022, rating="hoan-thanh-tot", title="chien-si-thi-dua-co-so"),
                Rating(subject=an, year=2023, rating="", title="chien-si-tien-tien"),
            ]
        )
        pen.add_one(Initiative(subject=an, year=2022, name="Cải tiến", folded="cai tien"))
        pen.add_one(Discipline(subject=an, form="canh-cao", from_day="2012-05", to_day="2013-05-10"))
        pen.add_one(Ranking(subject=team.subject, year=2023, group="Cụm 1", group_level="unit", rank=1))
    return {"province": province.subject_id, "team": team.subject_id, "an": an.pk, "home": home.pk}


def known(at: datetime | None = None):
    """The register's tables as lists of rows."""
    return {name: list(rows) for name, rows in tables_known(at).items()}


def test_subjects_say_who_they_are_and_never_more_than_is_known(register):
    rows = {row["subject_id"]: row for row in known()["subjects"]}
    an, province, team, home = (rows[str(register[name])] for name in ("an", "province", "team", "home"))

    assert an == {
        "subject_id": str(register["an"]),
        "kind": "individual",
        "name": "Nguyễn Văn An",
        "unit_id": team["unit_id"],
        "sex": "m",
        "born": date(1980, 12, 31),
        "service_from": date(2001, 9, 30),
        "service_to": date(2024, 2, 29),
        "outside_flags": None,
        "force": "police",
        "history_complete_since": 2010,
    }
    assert (province["service_from"], province["outside_flags"], province["force"]) == (
        date(1997, 1, 1),
        "yes",
        "police",
    )
    assert (team["outside_flags"], team["force"]) == (None, "police")
    assert (home["unit_id"], home["force"]) == (None, None)


def test_what_is_proposed_is_no_award_and_a_title_that_only_a_rating_has_is_one(register):
    assert [
        (row["award"], row["class"], row["date"], row["for_from"], row["for_to"], row["status"], row["decision_number"])
        for row in known()["awards"]
    ] == [
        ("huan-chuong-chien-cong", 3, date(2019, 12, 31), 2014, 2018, "restored", "1/QĐ"),
        ("chien-si-thi-dua-co-so", None, date(2019, 12, 31), None, 2022, "valid", "1/QĐ"),
        ("chien-si-tien-tien", None, date(2023, 12, 31), 2023, 2023, "valid", None),
        # the rating of 2022 names the higher title, which brings the lower one with it
        ("chien-si-tien-tien", None, date(2022, 12, 31), 2022, 2022, "valid", None),
    ]
    assert [row["year"] for row in known()["ratings"]] == [2022]


def test_members_belong_to_their_unit_and_to_those_above_it_for_as_long_as_they_serve(register):
    names = {str(key): name for name, key in register.items()}

    assert sorted((row["from"], names[row["collective_id"]], row["to"]) for row in known()["members"]) == [
        (date(2015, 1, 1), "province", date(2018, 1, 1)),
        (date(2018, 1, 1), "province", date(2024, 3, 1)),
        (date(2018, 1, 1), "team", date(2024, 3, 1)),
    ]
    assert [(row["post"], row["from"], row["to"]) for row in known()["posts"]] == [
        ("can-bo", date(2015, 1, 1), date(2018, 1, 1)),
        ("doi-truong", date(2018, 1, 1), date(2020, 1, 1)),
        ("doi-truong", date(2020, 1, 1), date(2024, 3, 1)),
    ]


def test_a_form_kind_or_scope_that_no_list_says_is_the_least(register):
    tables = known()

    assert [(row["kind"], row["scope"]) for row in tables["initiatives"]] == [("sang-kien", "co-so")]
    assert [(row["form"], row["from"], row["to"]) for row in tables["disciplines"]] == [
        ("canh-cao", date(2012, 5, 31), date(2013, 5, 10))
    ]


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_the_facts_of_the_register_are_those_of_its_export(register, tmp_path: Path, ending: str):
    export_register(tmp_path / "so", by=None, ending=ending)
    read, facts = plain(read_tables(tmp_path / "so", tuple(awards()))), plain(register_facts())

    levels = [
        [found["levels"][level] if level >= 0 else "" for level in found["subjects"].pop("unit_level")[1]]
        for found in (read, facts)
    ]
    assert levels[0][:2] == levels[1][:2] == ["province", "team"]
    assert {**read, "levels": ()} == {**facts, "levels": ()}


def test_a_question_about_an_earlier_moment_sees_the_register_of_that_moment(register):
    with writing(by=None, at=MONDAY + timedelta(days=1), verb="test.change") as pen:
        pen.change(Subject.objects.get(pk=register["an"]), history_complete_since=2000)

    assert [int(facts.subjects.complete_since.max()) for facts in (register_facts(), register_facts(MONDAY))] == [
        2000,
        2010,
    ]
    assert len(register_facts(MONDAY - timedelta(days=1))) == 0


def test_every_registered_table_is_exported_and_listed(register, tmp_path: Path):
    counts = export_register(tmp_path / "so", by=None)
    models = [m for m in apps.get_app_config("records").get_models() if issubclass(m, Registered)]
    page = (tmp_path / "so" / "TABLES.md").read_text(encoding="utf-8")

    assert {model for model, _ in registered_tables().values()} == set(models)
    assert set(counts) == {*TABLES, *registered_tables()}
    assert [
        name for name in counts if f"## {name}\n" not in page or not (tmp_path / "so" / f"{name}.csv").exists()
    ] == []
    assert counts["conferrals"] == 3
    lines = (tmp_path / "so" / "persons.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "row,subject_id,sex,born,home,joined,note"
    assert lines[1].split(",")[1:] == [str(register["an"]), "m", "1980", "", "2001-09", ""]


def test_an_earlier_export_is_written_anew_and_a_folder_with_anything_else_is_refused(register, tmp_path: Path):
    export_register(tmp_path / "so", by=None)
    export_register(tmp_path / "so", by=None, ending=".parquet")
    assert list((tmp_path / "so").glob("*.csv")) == []

    (tmp_path / "so" / "thu.txt").write_text("x")
    with pytest.raises(NotReadable):
        export_register(tmp_path / "so", by=None)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "subjects.csv").write_text("x")
    with pytest.raises(NotReadable):
        export_register(tmp_path / "other", by=None)
    assert (tmp_path / "other" / "subjects.csv").read_text() == "x"


def test_only_the_officer_may_take_the_register_out(tmp_path: Path, clerk: Account, officer: Account):
    with pytest.raises(NotPermitted):
        export_register(tmp_path / "so", by=clerk)
    assert export_register(tmp_path / "so", by=officer)["subjects"] >= 0
