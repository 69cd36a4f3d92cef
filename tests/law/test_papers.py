"""The papers of a dossier by the law of a day."""

from datetime import date

import pytest

from tdkt.law.catalogue import GROUNDS, RECIPIENTS, UnknownAward, awards
from tdkt.law.loading import load_law
from tdkt.law.papers import PaperLine, SimpleProcedure, checklist, simple_procedure
from tdkt.law.parameters import check_value, full_cite

LAW = load_law()
IN_2024 = date(2024, 12, 31)


def needed(award: str, ground: str, on: date, recipient: str = "individual") -> list[tuple[str, bool | None]]:
    return [(line.kind, line.needed) for line in checklist(LAW, award, None, recipient, ground, on)]


def test_a_national_fighter_of_2020_needs_five_papers_in_two_originals_on_the_second_form() -> None:
    found = checklist(LAW, "chien-si-thi-dua-toan-quoc", None, "individual", "cong-trang", date(2020, 5, 25))

    assert [(line.kind, line.needed, line.copies, line.form) for line in found] == [
        ("to-trinh", True, 2, ""),
        ("bao-cao-thanh-tich", True, 2, "Mẫu số 02"),
        ("bien-ban", True, 2, ""),
        ("kiem-phieu", True, 2, ""),
        ("chung-nhan-sang-kien", True, 2, ""),
        ("tai-lieu-kem-theo", None, 2, ""),
    ]
    assert found[1] == PaperLine(
        kind="bao-cao-thanh-tich",
        words="Báo cáo thành tích có xác nhận",
        words_en="Certified achievement report",
        cite="91-2017-nd-cp/art-49",
        copies=2,
        made=True,
        form="Mẫu số 02",
        form_cite="91-2017-nd-cp/art-unnumbered-forms",
        confidence="SECONDARY",
    )


def test_the_decree_stands_before_the_law_for_the_same_paper() -> None:
    found = checklist(LAW, "chien-si-thi-dua-bo-tinh", None, "individual", "", IN_2024)

    assert [line.cite for line in found] == ["98-2023-nd-cp/art-34"] * 5


def test_a_sudden_achievement_adds_its_confirmation_and_a_feat_of_arms_leaves_it_unknown() -> None:
    assert needed("bang-khen-thu-tuong", "dot-xuat", IN_2024) == [
        ("to-trinh", True),
        ("danh-sach-trich-ngang", True),
        ("bao-cao-thanh-tich", True),
        ("bien-ban", True),
        ("xac-nhan-thanh-tich", True),
        ("y-kien-co-quan", True),
        ("tai-lieu-kem-theo", None),
    ]
    assert ("xac-nhan-thanh-tich", None) in needed("huan-chuong-chien-cong", "dot-xuat", IN_2024)
    assert ("xac-nhan-thanh-tich", False) in needed("bang-khen-bo-tinh", "cong-trang", IN_2024)


def test_where_the_decree_was_not_read_the_law_is_listed_and_the_rest_is_unknown() -> None:
    found = checklist(LAW, "giay-khen", None, "household", "", date(2026, 11, 20))

    assert [(line.kind, line.needed, line.copies) for line in found] == [
        ("to-trinh", True, None),
        ("bao-cao-thanh-tich", True, None),
        ("bien-ban", True, None),
        ("xac-nhan-thanh-tich", False, None),
        ("tai-lieu-kem-theo", None, None),
    ]


def test_a_text_that_gives_the_whole_list_leaves_nothing_of_the_law_beside_it() -> None:
    assert needed("ky-niem-chuong-bao-ve-an-ninh-to-quoc", "cong-hien", date(2026, 1, 1)) == [
        ("to-trinh", True),
        ("danh-sach-trich-ngang", True),
        ("ban-sao-khen-thuong", False),
    ]


def test_the_law_of_2003_lists_other_papers_until_it_is_amended() -> None:
    assert needed("lao-dong-tien-tien", "", date(2005, 1, 1)) == [
        ("bao-cao-thanh-tich", True),
        ("de-nghi-hoi-dong", True),
        ("bien-ban", True),
    ]
    assert ("de-nghi-hoi-dong", True) not in needed("lao-dong-tien-tien", "", date(2014, 6, 1))


def test_the_report_of_long_contribution_has_its_own_form_under_the_decree_of_2017() -> None:
    def form(ground: str, recipient: str = "individual") -> str:
        found = checklist(LAW, "huan-chuong-lao-dong", 1, recipient, ground, date(2020, 1, 1))
        return next(line.form for line in found if line.kind == "bao-cao-thanh-tich")

    assert [form("cong-trang"), form("cong-hien"), form("dot-xuat"), form("cong-trang", "collective")] == [
        "Mẫu số 02",
        "Mẫu số 03",
        "Mẫu số 06",
        "Mẫu số 01",
    ]


def test_the_simplified_procedure_is_for_one_ground_since_2024_and_for_conditions_together_before() -> None:
    assert simple_procedure(LAW, "doi-ngoai", IN_2024) == SimpleProcedure("06-2022-qh15/art-85/cl-1", False)
    assert simple_procedure(LAW, "cong-trang", IN_2024) is None
    assert simple_procedure(LAW, "dot-xuat", date(2010, 1, 1)) == SimpleProcedure("15-2003-qh11/art-85/cl-1", True)
    assert simple_procedure(LAW, "nien-han", date(2010, 1, 1)) is None


@pytest.mark.parametrize("on", [date(2004, 7, 1), date(2014, 6, 1), date(2018, 1, 1), IN_2024, date(2026, 11, 20)])
def test_every_award_asks_for_a_submission_or_a_report_and_each_kind_once(on: date) -> None:
    for award in awards().values():
        for recipient in sorted(award.recipients & set(RECIPIENTS)):
            for ground in ("", *GROUNDS):
                kinds = [kind for kind, _ in needed(award.code, ground, on, recipient)]
                assert len(kinds) == len(set(kinds))
                assert {"to-trinh", "bao-cao-thanh-tich"} & set(kinds)


def test_every_cited_provision_stands_in_the_files() -> None:
    cited = {
        full_cite(row.get("cite"), parameter)
        for parameter in LAW.parameters
        if parameter.name == "papers"
        for row in parameter.value
    }

    assert cited - set(LAW.provisions) == set()


def test_the_shape_of_a_row_is_checked() -> None:
    assert check_value("papers", [{"paper": "to-trinh", "kinds": ["title"], "needed": "unknown"}]) == []
    assert check_value("papers", [{"kinds": ["titles"]}])[0] == "thiếu khóa “paper”"
    assert len(check_value("papers", [{"paper": "thu", "kinds": ["titles"]}])) == 2


def test_an_award_outside_the_catalogue_is_refused() -> None:
    with pytest.raises(UnknownAward):
        checklist(LAW, "huy-hieu", None, "individual", "", IN_2024)
