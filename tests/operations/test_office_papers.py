"""Papers made from the register: what each says is what the rows say; who may have which; the office's own templates."""

import io
import time
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import LazySettings

from tdkt.operations.ballots import cast
from tdkt.operations.drafts import draft
from tdkt.operations.errors import NotFound, NotPermitted, NotReadable
from tdkt.operations.office_papers import (
    KINDS,
    check_template,
    drop_template,
    keep_template,
    make,
    our_template,
    own_template,
    templates,
)
from tdkt.records.models import (
    Account,
    Certificate,
    Conferral,
    Decision,
    DossierText,
    Draft,
    DraftLine,
    Entry,
    Initiative,
    Nomination,
    Office,
    Person,
    Rating,
    Subject,
    Unit,
)
from tests.documents.office_tools import convert, pdf_text, word_tables, word_text
from tests.operations.drafted import AT, ON, PEOPLE, a_person, a_round, five_passed, passed
from tests.operations.voting import DAY, closed, in_session

HOSTILE = 'Võ "R&D" <Văn> 50% {{ Em }}'


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def text_of(kind: str, key: int, *, on: date = ON, by: Account | None = None) -> str:
    return word_text(make(kind, key, on=on, by=by)[1])


def tables_of(kind: str, key: int, *, on: date = ON, by: Account | None = None) -> list[list[list[str]]]:
    return word_tables(make(kind, key, on=on, by=by)[1])


def honoured(subject: Subject, award: str = "bang-khen-bo-tinh", **said: Any) -> Conferral:
    number = said.pop("number", f"{Decision.objects.count() + 34}/QĐ-BCA")
    decision = Decision.objects.create(
        number=number, signed_on=date(2019, 11, 20), year=2019, level="ministry", authority="Bộ Công an"
    )
    return Conferral.objects.create(
        **{
            "subject": subject,
            "recipient": subject.kind,
            "award": award,
            "level": "ministry",
            "authority": "Bộ Công an",
            "year": 2019,
            "decision": decision,
            "state": "decided",
            "unit": subject.belongs_to,
            **said,
        }
    )


# --- lists ------------------------------------------------------------------------------------------------


def test_a_decision_lists_every_nominee_with_the_law_and_the_number_left_open(office: Office, officer: Account) -> None:
    round_, _ = five_passed(office)
    passed(round_, a_person(HOSTILE, office.unit), rank="Đại úy", post="Đội trưởng & <phó>")
    paper = draft(round_.pk, level="agency", by=officer, at=AT, on=ON)

    name, content, media = make("quyet-dinh", paper.pk, on=ON, by=officer)

    assert (name, media) == (
        "quyet-dinh-ve-viec-tang-thuong-giay-khen-tong-ket-nam-2019.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    assert word_tables(content)[-1] == [
        ["STT", "Họ và tên, tập thể", "Chức vụ, đơn vị", "Thành tích"],
        ["Giấy khen: 6 cá nhân"],
        *(
            [
                str(line.place),
                f"Đại úy {HOSTILE}" if line.nomination.subject.name == HOSTILE else line.nomination.subject.name,
                "Đội trưởng & <phó>, Công an tỉnh mẫu"
                if line.nomination.subject.name == HOSTILE
                else "Công an tỉnh mẫu",
                "Có thành tích xuất sắc trong công tác năm 2019",
            ]
            for line in DraftLine.objects.order_by("place").select_related("nomination__subject")
        ),
    ]
    text = word_text(content)
    for said in (
        "Số: ……/QĐ-CAT",
        "Quảng Nam, ngày …… tháng …… năm 2020",
        "GIÁM ĐỐC CÔNG AN TỈNH MẪU",
        "Căn cứ Luật Thi đua, khen thưởng số 15/2003/QH11 ngày 26 tháng 11 năm 2003;",
        "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ.",
        "Điều 1. Tặng thưởng Giấy khen cho 6 cá nhân (có danh sách kèm theo).",
    ):
        assert said in text


def test_a_signed_decision_bears_its_number_day_and_signer(office: Office, officer: Account) -> None:
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", signer="Đỗ Văn Mẫu", by=officer, at=AT, on=ON)
    decision = Decision.objects.create(number="148/QĐ-CAT", signed_on=date(2020, 2, 5), year=2020, level="agency")
    Draft.objects.filter(pk=paper.pk).update(
        decision=decision, state="signed", sign_as="KT", signer_post="Phó Giám đốc"
    )

    text = text_of("quyet-dinh", paper.pk)

    assert "Số: 148/QĐ-CAT" in text
    assert "Quảng Nam, ngày 05 tháng 02 năm 2020" in text
    assert "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nĐỗ Văn Mẫu" in text
    assert "- Như Điều 3;\n- Bộ Công an (X03);\n- Lưu: VT, PX03." in text


def test_what_goes_up_is_a_submission_and_no_decision_of_ours(office: Office, officer: Account) -> None:
    round_ = a_round(office)
    passed(round_, a_person("Lê Văn Bách", office.unit), "huan-chuong-chien-cong", class_no=3)
    paper = draft(round_.pk, level="president", by=officer, at=AT, on=ON)

    text = text_of("to-trinh-cap-tren", paper.pk)

    assert "Kính gửi: Chủ tịch nước" in text
    assert "- Huân chương Chiến công hạng Ba: 1 cá nhân." in text
    with pytest.raises(NotFound):
        make("quyet-dinh", paper.pk, on=ON)


def test_the_list_with_particulars_tells_honours_birth_and_summary(office: Office, officer: Account) -> None:
    round_ = a_round(office)
    subject = a_person("Lê Văn Bách", office.unit)
    Person.objects.create(subject=subject, born="1985-03")
    honoured(subject)
    honoured(subject, "giay-khen", state="annulled")
    passed(round_, subject, rank="Đại úy", post="Đội trưởng")
    passed(round_, a_person("Trần Thị Cúc", office.unit), state="withdrawn")

    listed = tables_of("danh-sach-trich-ngang", round_.pk, by=officer)[1]

    assert listed[1:] == [
        ["Giấy khen: 1 cá nhân"],
        [
            "1",
            "Đại úy Lê Văn Bách",
            "1985",
            "Đội trưởng, Công an tỉnh mẫu",
            "BK Bộ Công an (34/QĐ-BCA ngày 20/11/2019)",
            "Có thành tích xuất sắc trong công tác năm 2019",
            "",
        ],
    ]
    assert "Kính gửi: Giám đốc Công an tỉnh mẫu" in text_of("to-trinh", round_.pk)


def test_a_submission_names_each_award_with_whoever_gives_it(office: Office) -> None:
    round_ = a_round(office)
    passed(round_, a_person("Lê Văn Bách", office.unit), "bang-khen-bo-tinh")
    passed(round_, a_person("Trần Thị Cúc", office.unit), "huan-chuong-chien-cong", class_no=3)
    text = text_of("to-trinh", round_.pk)
    assert "Kính gửi: Chủ tịch nước; Bộ Công an" in text
    assert "- Huân chương Chiến công hạng Ba: 1 cá nhân;\n- Bằng khen của Bộ Công an: 1 cá nhân." in text


def test_a_clerk_gets_papers_of_the_units_own_people_only(office: Office, clerk: Account) -> None:
    round_ = a_round(office)
    passed(round_, a_person("Lê Văn Bách", office.unit))
    with pytest.raises(NotFound, match="chưa có ai"):
        make("to-trinh", round_.pk, on=ON, by=clerk)
    passed(round_, a_person("Trần Thị Cúc", clerk.unit), proposer=clerk.unit)

    text = text_of("to-trinh", round_.pk, by=clerk)

    assert "Trần Thị Cúc" in text
    assert "Lê Văn Bách" not in text
    assert "CÔNG AN HUYỆN MẪU" in text


@pytest.mark.parametrize("count", [1, 40])
def test_a_list_of_any_length_takes_the_same_questions(
    office: Office, officer: Account, count: int, django_assert_num_queries: Any
) -> None:
    round_ = a_round(office)
    for place in range(count):
        honoured(passed(round_, a_person(f"Lê Văn {place}", office.unit)).subject, number=f"{place}/QĐ-BCA")
    draft(round_.pk, level="agency", by=officer, at=AT, on=ON)
    paper = Draft.objects.get()
    with django_assert_num_queries(5):
        make("quyet-dinh", paper.pk, on=ON)
    with django_assert_num_queries(9):
        make("danh-sach-trich-ngang", round_.pk, on=ON)


def test_a_decision_for_two_thousand_is_made_in_word_and_pdf_within_five_seconds(office: Office) -> None:
    round_ = a_round(office)
    paper = Draft.objects.create(
        round=round_, level="agency", authority="Giám đốc", series="QĐ-CAT", title="Về việc khen", drafted_on=ON
    )
    names = [f"Nguyễn Thị Mẫu {place}" for place in range(1, 2001)]
    subjects = Subject.objects.bulk_create(
        Subject(kind="individual", name=name, name_key=name, search=name, belongs_to=office.unit) for name in names
    )
    nominations = Nomination.objects.bulk_create(
        Nomination(
            round=round_, subject=one, recipient="individual", award="giay-khen", unit=office.unit,
            proposer=office.unit, state="drafted", since=ON, achievement="Hoàn thành xuất sắc nhiệm vụ năm 2019",
        )
        for one in subjects
    )  # fmt: skip
    DraftLine.objects.bulk_create(
        DraftLine(draft=paper, nomination=one, place=place) for place, one in enumerate(nominations, 1)
    )
    make("so-vang", 2020, form="pdf", on=ON)  # whatever is read once a process is read

    begun = time.process_time()
    word, pdf = (make("quyet-dinh", paper.pk, form=form, on=ON)[1] for form in ("docx", "pdf"))
    took = time.process_time() - begun

    assert [row[1] for row in word_tables(word)[-1] if len(row) == 4][1:] == names
    assert pdf.startswith(b"%PDF")
    assert took < 5, took  # seconds of the processor, whoever else uses the machine meanwhile


# --- sittings ---------------------------------------------------------------------------------------------


def test_the_papers_of_a_sitting_say_what_was_recorded(office: Office) -> None:
    council = in_session(office, presences=("present", "present", "present", "present", "absent"))
    ballot, shares = council.open()
    for account, choice in zip(council.accounts[:4], ("yes", "yes", "no", "blank"), strict=True):
        cast(ballot.pk, member_account=account, choices=council.all_say(choice))
    tallies = closed(ballot, shares)

    minutes, tally = tables_of("bien-ban", council.sitting.pk, on=DAY), tables_of("kiem-phieu", council.sitting.pk)

    assert [row[-1] for row in minutes[1]] == [
        "Có mặt", "có mặt", "có mặt", "có mặt", "có mặt", "vắng",
    ]  # fmt: skip
    assert [row[1] for row in minutes[2][1:]] == [f"Nguyễn Thị Mẫu {place}, Công an tỉnh mẫu" for place in (1, 2, 3)]
    assert [row[2:5] for row in tally[1][1:]] == [[str(one.yes), str(one.no), str(one.blank)] for one in tallies]
    ballot.refresh_from_db()
    assert ballot.digest in text_of("kiem-phieu", council.sitting.pk)
    assert ballot.digest in text_of("bien-ban", council.sitting.pk)
    invited = text_of("giay-moi", council.sitting.pk)
    assert "TM. HỘI ĐỒNG\nCHỦ TỊCH\n\nThành viên A" in invited
    assert "ngày 18 tháng 11 năm 2024" in invited


def test_a_member_gets_papers_of_own_sittings_only(office: Office, member: Account) -> None:
    own = in_session(office, accounts=[member], members=1, items=1)
    other = in_session(office, members=1, items=1, name="Đợt khác")
    assert "BIÊN BẢN" in text_of("bien-ban", own.sitting.pk, on=DAY, by=member)
    assert "BÁO CÁO" in text_of("bao-cao-thanh-tich", own.nominations[0].pk, on=DAY, by=member)
    for kind, key in (("bien-ban", other.sitting.pk), ("bao-cao-thanh-tich", other.nominations[0].pk)):
        with pytest.raises(NotFound):
            make(kind, key, on=DAY, by=member)
    with pytest.raises(NotFound):
        make("so-vang", 2019, on=DAY, by=member)


def test_a_clerk_gets_no_paper_of_a_council(office: Office, clerk: Account) -> None:
    council = in_session(office)
    with pytest.raises(NotFound):
        make("bien-ban", council.sitting.pk, on=DAY, by=clerk)


# --- achievements and the register ------------------------------------------------------------------------


def test_a_report_is_filled_from_the_register_and_from_what_was_typed(office: Office) -> None:
    subject = a_person("Lê Văn Bách", office.unit)
    Person.objects.create(subject=subject, born="1985-03", home="Quảng Nam")
    honoured(subject)
    honoured(subject, "chien-si-thi-dua-co-so", authority="Công an tỉnh mẫu", number="12/QĐ-CAT")
    Rating.objects.create(subject=subject, year=2019, rating="hoan-thanh-xuat-sac")
    Initiative.objects.create(subject=subject, year=2018, name="Phần mềm <tra cứu>", folded="x", scope="co-so")
    nomination = passed(a_round(office), subject, rank="Đại úy", post="Đội trưởng")
    DossierText.objects.create(
        nomination=nomination, text={"thanh-tich": "Phá 3 vụ án & <bắt> 5 đối tượng.\nDòng hai."}
    )

    content = make("bao-cao-thanh-tich", nomination.pk, on=ON)[1]
    text, tables = word_text(content), word_tables(content)

    for said in (
        "Họ và tên: Lê Văn Bách",
        "Ngày, tháng, năm sinh: 03/1985",
        "Ngày vào ngành: …………………………",
        "Phá 3 vụ án & <bắt> 5 đối tượng.",
        "Dòng hai.",
        "Đề nghị tặng thưởng Giấy khen",
    ):
        assert said in text
    assert tables[1:5] == [
        [["Năm", "Kết quả"], ["2019", "Hoàn thành xuất sắc nhiệm vụ"]],
        [
            ["Năm", "Tên sáng kiến, đề tài", "Phạm vi, quyết định công nhận"],
            ["2018", "Phần mềm <tra cứu>", "cấp cơ sở"],
        ],
        [
            ["Năm", "Danh hiệu thi đua", "Số, ngày, tháng, năm của quyết định; cơ quan ban hành"],
            ["2019", "Chiến sĩ thi đua cơ sở", "12/QĐ-CAT ngày 20/11/2019 của Công an tỉnh mẫu"],
        ],
        [
            ["Năm", "Hình thức khen thưởng", "Số, ngày, tháng, năm của quyết định; cơ quan ban hành"],
            ["2019", "Bằng khen của Bộ Công an", "34/QĐ-BCA ngày 20/11/2019 của Bộ Công an"],
        ],
    ]
    assert "2019: Bằng khen của Bộ Công an (34/QĐ-BCA ngày 20/11/2019 của Bộ Công an)" in text_of(
        "tom-tat-thanh-tich", nomination.pk
    )


def test_a_collective_reports_by_its_own_form(office: Office) -> None:
    unit = Unit.objects.get(name="Công an huyện mẫu")
    nomination = passed(a_round(office), unit.subject, unit=unit)
    text = text_of("bao-cao-thanh-tich", nomination.pk)
    assert "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH" in text
    assert "THỦ TRƯỞNG ĐƠN VỊ" in text
    assert "Ngày, tháng, năm sinh" not in text


def test_a_lifelong_sheet_tells_what_fell_and_the_numbers_of_certificates(office: Office) -> None:
    subject = a_person("Lê Văn Bách", office.unit)
    kept = honoured(subject)
    honoured(subject, "giay-khen", state="stripped", number="7/QĐ-CAT")
    honoured(subject, "giay-khen", state="proposed", number="8/QĐ-CAT")
    Certificate.objects.create(conferral=kept, serial=12, book="2019", key_id="k", code="c", issued_on=ON)

    content = make("phieu-khen-thuong", subject.pk, on=ON)[1]

    assert word_tables(content)[1][1:] == [
        [
            "1",
            "2019",
            "Bằng khen của Bộ Công an",
            "34/QĐ-BCA ngày 20/11/2019 của Bộ Công an",
            "2019 số 12",
            "đã quyết định",
        ],
        ["2", "2019", "Giấy khen", "7/QĐ-CAT ngày 20/11/2019 của Bộ Công an", "", "bị tước"],
    ]
    assert "Cộng: 1 lần còn giá trị, 1 lần không còn giá trị." in word_text(content)


def test_the_gold_book_stands_in_the_order_of_the_law(office: Office, clerk: Account) -> None:
    for name, award in (
        ("Lê Văn Bách", "giay-khen"),
        ("Trần Thị Cúc", "bang-khen-bo-tinh"),
        ("Võ Văn Em", "giay-khen"),
    ):
        honoured(a_person(name, office.unit), award)
    honoured(a_person("Phạm Văn An", office.unit), state="annulled")

    book = tables_of("so-vang", 2019)[1]

    assert [row[:2] if len(row) > 1 else row for row in book[1:]] == [
        ["Bằng khen của Bộ, ban, ngành, tỉnh: 1 cá nhân"],
        ["1", "Trần Thị Cúc"],
        ["Giấy khen: 2 cá nhân"],
        ["2", "Lê Văn Bách"],
        ["3", "Võ Văn Em"],
    ]
    assert "Sổ chưa ghi lần khen thưởng nào trong năm này." in text_of("so-vang", 2019, by=clerk)
    with pytest.raises(NotFound):
        make("so-vang", 2021, on=ON)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_nothing_is_not_made(office: Office, kind: str) -> None:
    with pytest.raises(NotFound):
        make(kind, 999_999, on=ON)
    with pytest.raises(NotFound):
        make(kind, 1, form="odt", on=ON)


@pytest.mark.office
def test_libreoffice_reads_a_decision_as_the_register_has_it(office: Office, officer: Account, tmp_path: Path) -> None:
    round_, _ = five_passed(office)
    passed(round_, a_person(HOSTILE, office.unit))
    paper = draft(round_.pk, level="agency", by=officer, at=AT, on=ON)
    read = convert(make("quyet-dinh", paper.pk, on=ON)[1], name="paper.docx", to="txt:Text", folder=tmp_path).decode()
    assert [name for name in (*PEOPLE, HOSTILE, "Số: ……/QĐ-CAT") if name not in read] == []


# --- templates --------------------------------------------------------------------------------------------


def edited(slug: str, words: str) -> bytes:
    document = docx.Document(io.BytesIO(our_template(slug)))
    document.add_paragraph(words)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_an_offices_own_template_replaces_ours_until_it_is_dropped(office: Office, officer: Account) -> None:
    council = in_session(office)
    keep_template("giay-moi", edited("giay-moi", "Mẫu riêng: {{ council }}"), by=officer, at=AT)
    for form, read in (("docx", word_text), ("pdf", pdf_text)):
        content = make("giay-moi", council.sitting.pk, form=form, on=DAY)[1]
        assert "Mẫu riêng: Hội đồng Thi đua - Khen thưởng" in read(content)
    assert [one.slug for one in templates() if one.own] == ["giay-moi"]

    drop_template("giay-moi", by=officer, at=AT)

    assert own_template("giay-moi") is None
    assert "Mẫu riêng" not in text_of("giay-moi", council.sitting.pk, on=DAY)
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["templates.keep", "templates.drop"]


def test_a_template_that_cannot_be_filled_is_not_kept_and_says_why(office: Office, officer: Account) -> None:
    wrong = edited("giay-moi", "{{ counsil }}")
    (said,) = check_template("giay-moi", wrong)
    assert said.startswith("Thân văn bản, đoạn ")
    assert 'không có tên "counsil": có phải là "council" (Tên hội đồng)?' in said
    with pytest.raises(NotReadable, match="counsil"):
        keep_template("giay-moi", wrong, by=officer, at=AT)
    assert own_template("giay-moi") is None
    assert not Entry.objects.exists()


def test_only_the_officer_keeps_templates_and_only_of_known_forms(
    office: Office, clerk: Account, officer: Account
) -> None:
    with pytest.raises(NotPermitted):
        keep_template("giay-moi", our_template("giay-moi"), by=clerk, at=AT)
    for slug in ("../giay-moi", "five-year", ""):
        with pytest.raises(NotFound):
            keep_template(slug, b"", by=officer, at=AT)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"x" * 6_000_000])
def test_what_is_no_word_file_is_told_so(content: bytes) -> None:
    assert len(check_template("giay-moi", content)) == 1
