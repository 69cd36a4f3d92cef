"""The awards the sample office already has, under the law of their day; and who qualifies and was never proposed."""

import json

from tests.journeys.conftest import Office

PLANTED = [
    ("chien-si-thi-dua-co-so", None, "2016-12-31"),
    ("chien-si-thi-dua-co-so", None, "2017-12-31"),
    ("huan-chuong-bao-ve-to-quoc", 2, "2018-11-06"),
    ("chien-si-tien-tien", None, "2018-12-31"),
    ("chien-si-thi-dua-co-so", None, "2018-12-31"),
    ("don-vi-quyet-thang", None, "2019-01-25"),
    ("bang-khen-bo-tinh", None, "2019-04-15"),
    ("chien-si-thi-dua-co-so", None, "2019-12-31"),
    ("chien-si-thi-dua-bo-tinh", None, "2020-03-02"),
]
"""What the sample holds on purpose that the law of its day would not allow (see `sample/achievements.py`)."""


def test_the_awards_the_law_of_their_day_would_not_allow_are_those_planted_each_with_its_reason(office: Office):
    answer = json.loads(office.run("replay", "--json").stdout)

    unlawful = [one for one in answer["awards"] if one["answer"] == "not-allowed"]
    assert [(one["award"], one["class"], one["day"]) for one in unlawful] == PLANTED
    assert [one for one in unlawful if not one["missing"]] == []
    assert answer["summary"]["not-covered"] == 0


def test_the_list_for_people_gives_each_refusal_its_words_and_its_article(office: Office):
    said = office.run("replay").stdout

    assert said.count("  thiếu: ") >= len(PLANTED)
    assert (
        "Có ít nhất 70% cá nhân trong tập thể đạt danh hiệu “Chiến sĩ tiên tiến” (khoản 2 Điều 27 Luật 15/2003/QH11)"
        in said
    )
    assert "luật ngày đó không cho phép: 9" in said


def test_who_qualifies_and_was_never_proposed_is_listed_with_the_pathway(office: Office):
    listed = json.loads(office.run("replay", "--never-proposed", "2020-05-25", "--json").stdout)

    assert len(listed) > 0
    assert [one for one in listed if "/art-" not in one["pathway"]] == []
