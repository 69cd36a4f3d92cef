"""The papers of exemplars: the summary of one says what its page says, the list holds those of the period that the account sees."""

from datetime import date

import pytest

from tdkt.operations.errors import NotFound
from tdkt.operations.exemplars import end
from tdkt.operations.office_papers import make
from tdkt.records.models import Exemplar
from tests.conftest import WORKING_DAY, make_unit
from tests.documents.office_tools import word_tables, word_text
from tests.operations.test_exemplars import WAYS, doing, found
from tests.web.register import enter_person
from tests.web.test_exemplars import district, whole_life  # noqa: F401  (a fixture)


def paper(kind, key, by=None):
    name, content, _ = make(kind, key, on=WORKING_DAY, by=by)
    return name, word_text(content), word_tables(content)


def test_the_summary_tells_one_from_found_to_taken_up(office, district):  # noqa: F811
    one = whole_life(enter_person("Phan Văn An", district), office)

    name, text, tables = paper("dien-hinh", one)

    assert name == "dien-hinh-phan-van-an.docx"
    for words in (
        WAYS,
        "Phát hiện: 05/03/2018",
        "Mức: Đã nhân rộng",
        "Cấp bậc, chức vụ: Đại úy, Cán bộ",
        "- Bài viết: Người giữ đêm, Báo Quảng Nam, 01/04/2020",
        "- Phòng Tham mưu học theo từ 06/04/2020",
        "Ba năm giữ vững, kết quả rõ",
    ):
        assert words in text
    assert "- Bằng khen của Bộ Công an (" in text
    assert [row[1] for table in tables for row in table if row[0] in ("1", "2")] == ["Theo dõi ba tháng", "Viết bài"]


def test_the_list_holds_those_of_the_period_that_are_followed_and_seen(office, district, clerk):  # noqa: F811
    an = enter_person("Phan Văn An", district)
    whole_life(an, office)
    found(Exemplar.objects.get().followings.get().unit.subject, whole=True)
    gone = found(enter_person("Trần Mai Chi", district))
    end(gone, "Chuyển ngành", **doing())
    found(an, first=2018, last=2023)

    _, text, tables = paper("danh-sach-dien-hinh", 20152020)
    rows = [row for table in tables for row in table if row[0] in ("1", "2", "3")]
    assert [(row[1], row[3], row[5]) for row in rows] == [
        ("Phòng Tham mưu", "Toàn diện", "Đã phát hiện"),
        ("Phan Văn An", "Xây dựng phong trào", "Đã nhân rộng"),
    ]
    assert "Cộng: 1 tập thể và 1 cá nhân." in text
    assert "Phòng Tham mưu" not in paper("danh-sach-dien-hinh", 20152020, clerk)[1]


@pytest.mark.parametrize(
    ("kind", "key"), [("dien-hinh", 1), ("danh-sach-dien-hinh", 20302035), ("danh-sach-dien-hinh", 5)]
)
def test_a_paper_of_nothing_or_of_another_unit_is_not_made(office, clerk, kind, key):
    stranger = found(enter_person("Đỗ Văn Em", make_unit("Phòng Tham mưu", under=office.unit)))
    with pytest.raises(NotFound):
        paper(kind, stranger if kind == "dien-hinh" else key, clerk)


def test_the_day_of_a_story_may_be_unknown(office, district):  # noqa: F811
    from tdkt.operations.exemplar_stories import tell

    one = found(enter_person("Phan Văn An", district), found_on=date(2018, 3, 5))
    tell(one, "book", "Gương sáng", published="Nhà xuất bản mẫu", **doing())
    assert "- Sách: Gương sáng, Nhà xuất bản mẫu\n" in paper("dien-hinh", one)[1] + "\n"
