"""Finding by a few letters: without accents, each word from its beginning, the given name first, and only what the account sees."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.operations.ledger import writing
from tdkt.records import search_awards, search_decisions, search_subjects
from tdkt.records.models import CommunityModel, Decision, ImportBatch, ModelType, Movement, Subject, Unit, UnitName
from tdkt.records.search import drift, search
from tdkt.vietnamese.folding import fold
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person

DAY = date(2020, 5, 25)


@pytest.fixture
def district(office):
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture(params=["rare", "common"])
def words_are(request, monkeypatch):
    """Once with words that few rows have, once with words that the index of words is not asked to list."""
    if request.param == "common":
        monkeypatch.setattr(search_subjects, "CANDIDATES", 1)
    return request.param


def people(account, words, **asked):
    return [subject.name for subject in search(account, words, DAY, **asked).people]


def file(name, by, state="applied"):
    return ImportBatch.objects.create(file_name=name, sha256="0" * 64, received=NOON, state=state, by=by)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("duc", ["Trương Minh Đức", "Phan Dục", "Lê Đức Thịnh", "Đức Văn Lợi"]),
        ("Đức", ["Trương Minh Đức", "Phan Dục", "Đức Văn Lợi", "Lê Đức Thịnh"]),
        ("dục", ["Phan Dục", "Trương Minh Đức", "Đức Văn Lợi", "Lê Đức Thịnh"]),
        ("minh d", ["Trương Minh Đức"]),
        ("duc minh truong", ["Trương Minh Đức"]),
        ("TRƯƠNG đ", ["Trương Minh Đức"]),
        ("uc", []),
        ("truong zz", []),
        ("201-4", ["Lê Đức Thịnh"]),
        ("201-448", ["Lê Đức Thịnh"]),
        ("le 201-448 duc", ["Lê Đức Thịnh"]),
        ("", []),
        ("%", []),
        ("_", []),
        ('" OR *', []),
        ("' & !", []),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_words(officer, district, words_are, words, found):
    enter_person("Lê Đức Thịnh", district, service="201-448")
    enter_person("Trương Minh Đức", district)
    enter_person("Đức Văn Lợi", district)
    enter_person("Phan Dục", district)

    if words == "duc":  # d stands before đ, l before t
        found = ["Phan Dục", "Trương Minh Đức", "Đức Văn Lợi", "Lê Đức Thịnh"]
    assert people(officer, words) == found


def test_who_is_called_just_so_comes_first_then_by_given_name_family_and_middle_names(officer, district, words_are):
    names = (
        "Nguyễn Văn Anh",
        "Nguyễn Văn An",
        "Trần Văn An",
        "Nguyễn Thị An",
        "Bùi Thị Ân",
        "Nguyễn An Bình",
        "Nguyễn Văn Ẩn",
    )
    for place, name in enumerate(names):
        enter_person(name, district, service=f"100-00{place}")

    assert people(officer, "an") == [
        "Nguyễn Thị An", "Nguyễn Văn An", "Trần Văn An", "Bùi Thị Ân", "Nguyễn Văn Ẩn", "Nguyễn Văn Anh", "Nguyễn An Bình",
    ]  # fmt: skip
    assert people(officer, "nguyen van an") == ["Nguyễn Văn An", "Nguyễn Văn Ẩn", "Nguyễn Văn Anh"]
    assert people(officer, "Nguyễn Văn Ẩn")[0] == "Nguyễn Văn Ẩn"


@pytest.mark.parametrize("typed", ["hoà", "hòa", "Hoà"])
def test_the_place_of_a_tone_does_not_count(officer, district, words_are, typed):
    for name in ("Lê Thị Hoa", "Bùi Văn Hoà", "Lê Thị Hòa", "Lê Văn Hoá"):
        enter_person(name, district)

    assert people(officer, typed) == ["Bùi Văn Hoà", "Lê Thị Hòa", "Lê Thị Hoa", "Lê Văn Hoá"]


def test_a_page_goes_on_where_the_one_before_ended(officer, district, words_are):
    names = [f"Lê Văn Đức {letter}" for letter in "ABCDEFG"]
    for name in names:
        enter_person(name, district)

    pages = [people(officer, "duc", limit=3, skip=skip) for skip in (0, 3, 6)]

    assert pages == [names[:3], names[3:6], names[6:]]


def test_more_than_asked_for_is_said_not_shown(officer, district, words_are):
    for i in range(4):
        enter_person(f"Lê Văn Đức {'ABCD'[i]}", district)

    found = search(officer, "duc", DAY, limit=3)

    assert (len(found.people), found.more) == (3, {"people"})


# --- what an account may not see ---------------------------------------------------------------------


@pytest.mark.parametrize("few", [True, False])
def test_nobody_is_found_beyond_the_accounts_units(clerk, office, district, words_are, monkeypatch, few):
    if not few:
        monkeypatch.setattr(search_subjects, "FEW", 0)
    canary = enter_person("Trương Minh Đức", office.unit, service="777-001", identity="049075000001")
    enter_body("Tổ Đức Hải", office.unit)
    enter_person("Lê Đức Thịnh", district)
    enter_award(canary, enter_decision("99/QĐ-BCA", date(2019, 2, 8), title="Khen Trương Minh Đức"))
    file("duc-truong.xlsx", by=None)

    for words in (
        "duc",
        "Đức",
        "truong minh duc",
        "truong",
        "777",
        "777-001",
        "049075000001",
        "d",
        "99",
        "99/qd",
        "#99",
        "bang khen",
        "bang khen truong",
    ):
        found = search(clerk, words, DAY)
        everything = [*found.people, *found.bodies, *found.awards, *found.decisions, *found.files]
        assert [str(row) for row in everything] == (["Lê Đức Thịnh"] if words in ("duc", "Đức", "d") else [])


def test_an_account_without_a_unit_finds_nothing(clerk, district):
    enter_person("Lê Đức Thịnh", district)
    clerk.unit = None

    assert people(clerk, "duc") == []


def test_a_clerk_finds_the_decisions_and_files_of_the_own_unit(clerk, officer, office, district):
    ours, theirs = enter_decision("11/QĐ-BCA", date(2017, 2, 8)), enter_decision("12/QĐ-BCA", date(2018, 1, 2))
    enter_award(enter_person("Lê Thị Bình", district), ours)
    enter_award(enter_person("Lê Văn An", office.unit), theirs)
    file("khen-2017.xlsx", clerk), file("khen-2018.xlsx", officer)

    assert [decision.number for decision in search(clerk, "#1", DAY).decisions] == ["11/QĐ-BCA"]
    assert [decision.number for decision in search(clerk, "qd bca", DAY).decisions] == ["11/QĐ-BCA"]
    assert [batch.file_name for batch in search(clerk, "khen", DAY).files] == ["khen-2017.xlsx"]


@pytest.mark.parametrize("steps", [1, 2, 20_000])
def test_awards_of_the_own_people_are_found_behind_newer_ones_of_others(clerk, office, district, monkeypatch, steps):
    monkeypatch.setattr(search_awards, "STEPS", steps)
    moved = enter_person("Lê Văn An", office.unit)
    older = enter_award(enter_person("Lê Thị Bình", district), enter_decision("11/QĐ-BCA", date(2017, 2, 8)))
    came = enter_award(moved, enter_decision("12/QĐ-BCA", date(2018, 1, 2)))
    enter_award(enter_person("Lê Văn Cường", office.unit), enter_decision("13/QĐ-BCA", date(2019, 1, 2)))
    Subject.objects.filter(pk=moved.pk).update(belongs_to=district)

    assert [c.pk for c in search(clerk, "bang khen", DAY).awards] == [came.pk, older.pk]
    assert [c.pk for c in search(clerk, "bang khen 2017", DAY).awards] == [older.pk]
    assert search(clerk, "bang khen 2019", DAY).awards == []


@pytest.mark.parametrize("few", [True, False])
def test_decisions_are_listed_by_number_then_newest_within_the_own_honours(clerk, office, district, monkeypatch, few):
    if not few:
        monkeypatch.setattr(search_decisions, "FEW", 0)
    for number, year, unit in (
        ("1/QĐ-BCA", 2017, district),
        ("12/QĐ-BCA", 2018, district),
        ("5/QĐ-BCA", 2019, district),
        ("15/QĐ-BCA", 2020, office.unit),
    ):
        enter_award(enter_person(f"Lê Văn {number[0]}", unit), enter_decision(number, date(year, 2, 8)))

    assert [one.number for one in search(clerk, "qd bca", DAY).decisions] == ["5/QĐ-BCA", "12/QĐ-BCA", "1/QĐ-BCA"]
    assert [one.number for one in search(clerk, "#1", DAY).decisions] == ["12/QĐ-BCA", "1/QĐ-BCA"]
    assert [one.number for one in search(clerk, "#", DAY).decisions] == ["5/QĐ-BCA", "12/QĐ-BCA", "1/QĐ-BCA"]


# --- the other kinds ---------------------------------------------------------------------------------


def test_bodies_models_movements_and_decisions_are_found(officer, district):
    enter_body("Tổ công tác Đức Phú", district)
    kind = ModelType.objects.create(name="Tiếng loa an ninh", folded="tieng loa an ninh")
    CommunityModel.objects.create(
        type=kind, name="Tiếng loa an ninh", place="xã Đức Phú", unit=district, search="tieng loa an ninh xa duc phu"
    )
    Movement.objects.create(kind="movement", name="Đức Phú chung sức", from_year=2016)
    enter_decision("1958/QĐ-CTN", date(2019, 10, 14), title="Tặng thưởng Huân chương Chiến công")

    by_words, by_number, by_mark, by_title = (
        search(officer, words, DAY) for words in ("duc phu", "195", "#1958/qd", "tang thuong chien cong")
    )

    assert [subject.name for subject in by_words.bodies] == ["Tổ công tác Đức Phú"]
    assert [model.name for model in by_words.models] == ["Tiếng loa an ninh"]
    assert [movement.name for movement in by_words.movements] == ["Đức Phú chung sức"]
    for found in (by_number, by_mark, by_title):
        assert [decision.number for decision in found.decisions] == ["1958/QĐ-CTN"]
    assert by_mark.people == []


def test_a_unit_is_found_by_a_name_that_it_bore_before(officer, district):
    UnitName.objects.create(
        unit=district, name="Công an huyện Thuận Cũ", folded="cong an huyen thuan cu", to_date=date(2010, 1, 1)
    )

    assert [subject.name for subject in search(officer, "thuan", DAY).bodies] == ["Công an huyện mẫu"]


def test_a_file_is_found_by_name_unless_its_plan_was_dropped(officer):
    file("DS_khen thưởng Đội 3.xlsx", officer), file("khen bỏ.xlsx", officer, state="dropped")

    assert [batch.file_name for batch in search(officer, "doi khen", DAY).files] == ["DS_khen thưởng Đội 3.xlsx"]
    assert search(officer, "khen bo", DAY).files == []


# --- awards ------------------------------------------------------------------------------------------


@pytest.fixture
def honoured(district):
    """Four awards, by what was said of each."""
    an, binh = enter_person("Lê Văn An", district), enter_person("Trần Thị Bình", district)
    president = {"level": "president", "authority": "Chủ tịch nước"}
    order = enter_decision("1958/QĐ-CTN", date(2019, 10, 14), **president)
    older = enter_decision("17/QĐ-CTN", date(2012, 1, 4), **president)
    premier = enter_decision("3/QĐ-TTg", date(2018, 5, 5), level="prime-minister", authority="Thủ tướng Chính phủ")
    return {
        "an 2019": enter_award(an, order, award="huan-chuong-lao-dong", class_no=3),
        "an 2012": enter_award(an, older, award="huan-chuong-chien-cong", class_no=2),
        "binh 2018": enter_award(binh, premier, award="bang-khen-thu-tuong"),
        "binh bộ": enter_award(binh, enter_decision("8/QĐ-BCA", date(2017, 2, 8))),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("huan chuong lao dong 2019", ["an 2019"]),
        ("2019 lao dong huan chuong", ["an 2019"]),
        ("Huân chương", ["an 2019", "an 2012"]),
        ("hc lao dong", ["an 2019"]),
        ("hcld", ["an 2019"]),
        ("huan chuong hang nhi", ["an 2012"]),
        ("huan chuong lao dong hang nhi", []),
        ("bk ttg", ["binh 2018"]),
        ("bằng khen thủ tướng", ["binh 2018"]),
        ("bk", ["binh 2018", "binh bộ"]),
        ("bk bca", ["binh bộ"]),
        ("bang khen binh", ["binh 2018", "binh bộ"]),
        ("bang khen le van an", []),
        ("le van an huan chuong", ["an 2019", "an 2012"]),
        ("huan chuong 1958/qd-ctn", ["an 2019"]),
        ("huan chu", ["an 2019", "an 2012"]),
        ("huan chuong 1999", []),
        ("lao", []),
    ],
)
def test_awards_are_found_by_their_words_class_year_giver_receiver_and_decision(officer, honoured, words, found):
    names = {award.pk: name for name, award in honoured.items()}

    assert [names[award.pk] for award in search(officer, words, DAY).awards] == found


# --- the index follows the rows ----------------------------------------------------------------------

TEXT = st.text("aăâbcdđeêghơưuyáạĐÔỨ 0123-/.'_(", max_size=30)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["add", "change", "withdraw"]), TEXT, st.integers(0, 5)), max_size=8))
def test_whatever_is_written_the_index_says_what_the_rows_say(officer, acts):
    with transaction.atomic():
        for act, text, which in acts:
            subjects, decisions = list(Subject.objects.exclude(unit__isnull=False)), list(Decision.objects.all())
            with writing(by=None, at=NOON, verb="imports.apply") as pen:
                if act == "add":
                    pen.add(
                        [Subject(kind="individual", name="x", name_key="x0", search=fold(text)) for _ in range(which)]
                    )
                    pen.add([Movement(kind="movement", name=f"{text} {Movement.objects.count()}")])
                    pen.add([Decision(number=f"{Decision.objects.count()} {text}", title=text * 20, year=None)])
                elif act == "change" and subjects:
                    pen.change(subjects[which % len(subjects)], search=fold(text))
                    pen.change(decisions[which % len(decisions)], title=text)
                elif subjects:
                    pen.withdraw_all(Subject, [subjects[which % len(subjects)].pk])
            ImportBatch.objects.create(file_name=text, sha256="0" * 64, received=NOON)
        ImportBatch.objects.filter(file_name__contains="a").update(file_name="đổi Tên")
        found = drift()
        transaction.set_rollback(True)

    assert found == []


NAMES = st.lists(
    st.sampled_from(["Đức", "Dục", "An", "Ân", "Anh", "Hoà", "Hòa", "Hoa", "Nguyễn", "Nguyên", "Lê", "Văn"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(NAMES, max_size=12),
    st.lists(st.sampled_from(["d", "duc", "Đức", "an", "hoà", "nguy", "Nguyễn", "l", "van"]), min_size=1, max_size=2),
)
def test_common_words_rare_ones_and_small_units_are_found_in_one_order(officer, clerk, district, names, words):
    typed = " ".join(words)
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        for name in names:
            enter_person(name, district)
        rare, small = people(officer, typed, limit=50), people(clerk, typed, limit=50)
        patch.setattr(search_subjects, "CANDIDATES", 1)
        common = people(officer, typed, limit=50)
        transaction.set_rollback(True)

    assert rare == small == common
