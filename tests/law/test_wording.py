"""Every kind of condition has words in both languages, and the words are those of the office."""

import pytest

from tdkt.law import wording
from tdkt.law.loading import load_law
from tdkt.law.wording import head, say, say_citation, say_row, say_tag, say_truth
from tdkt.rules import conditions
from tdkt.rules.case import AwardRow, Case, DisciplineRow, InitiativeRow, MemberRow, PostRow, RankingRow, RatingRow
from tdkt.rules.conditions import (
    MEMORY,
    AllOf,
    AnyOf,
    Clean,
    Condition,
    Count,
    Either,
    EveryYear,
    Given,
    Holding,
    Holds,
    Initiated,
    Judgement,
    Leads,
    Members,
    NotHeld,
    NotKnown,
    Number,
    OutsideFlags,
    PostHeld,
    Rated,
    RoundAnniversary,
    Run,
    Service,
    Titled,
    UnitLevel,
    WholeService,
    leaves,
)
from tdkt.rules.explain import Gate
from tdkt.rules.truth import Truth

GOOD = Rated("hoan-thanh-tot")
FIGHTER = Titled(("chien-si-thi-dua-co-so",))

SENTENCES: list[tuple[Condition, str, str]] = [
    (
        Run(FIGHTER, Number(3), ending="any"),
        "Đạt 03 lần liên tục danh hiệu “Chiến sĩ thi đua cơ sở”",
        "Given the title “Chiến sĩ thi đua cơ sở” for 3 years in a row",
    ),
    (
        Run(GOOD, Number(5)),
        "Có từ 05 năm liên tục trở lên tính đến thời điểm đề nghị được xếp loại “Hoàn thành tốt nhiệm vụ” trở lên",
        "At least 5 years in a row up to the time of proposal rated “well completed” or better",
    ),
    (
        Run(
            GOOD,
            Number(5, MEMORY),
            after=(Holding("huan-chuong-lao-dong", 3),),
            within=AllOf(
                (
                    Count(FIGHTER, Number(1)),
                    Count(Initiated("bo-tinh", ("sang-kien", "de-tai")), Number(2)),
                )
            ),
        ),
        "Có từ 05 năm (theo trí nhớ, chưa đối chiếu) liên tục trở lên tính đến thời điểm đề nghị được xếp loại “Hoàn thành tốt nhiệm vụ” trở lên, "
        "kể từ khi được tặng Huân chương Lao động hạng Ba; trong thời gian đó: có từ 01 lần trở lên đạt danh hiệu “Chiến sĩ thi đua cơ sở”; và "
        "có ít nhất 02 sáng kiến hoặc đề tài khoa học, công trình nghiên cứu được công nhận có phạm vi ảnh hưởng cấp Bộ, ban, ngành, tỉnh trở lên",
        "At least 5 years (from memory, not checked) in a row up to the time of proposal rated “well completed” or better, since Huân chương Lao động "
        "hạng Ba; within that time: given the title “Chiến sĩ thi đua cơ sở” 1 time at least; and at least 2 initiatives or research topics "
        "recognised with effect in the ministry or province or wider",
    ),
    (
        Run(EveryYear(), Number(10), ending="any", after=(Holding("huan-chuong-doc-lap", 1),), which="latest"),
        "Đã qua từ 10 năm trở lên, kể từ lần gần nhất được tặng Huân chương Độc lập hạng Nhất",
        "10 years have passed, since the last of Huân chương Độc lập hạng Nhất",
    ),
    (
        Count(Given(("bang-khen-thu-tuong",)), Number(2), last=10),
        "Có từ 02 lần trở lên được tặng Bằng khen của Thủ tướng Chính phủ trong 10 năm gần nhất",
        "Given Bằng khen của Thủ tướng Chính phủ 2 times at least in the last 10 years",
    ),
    (
        Count(Either((GOOD, FIGHTER)), Number(None, "UNKNOWN", what="mức của thông tư")),
        "Có từ [chưa rõ mức: mức của thông tư] năm trở lên được xếp loại “Hoàn thành tốt nhiệm vụ” trở lên hoặc đạt danh hiệu “Chiến sĩ thi đua cơ sở”",
        "At least [not known: mức của thông tư] years rated “well completed” or better or given the title “Chiến sĩ thi đua cơ sở”",
    ),
    (
        Holds((Holding("huan-chuong-lao-dong"), Holding("chien-si-thi-dua-toan-quoc")), times=2),
        "Đã được tặng Huân chương Lao động các hạng hoặc danh hiệu “Chiến sĩ thi đua toàn quốc” từ 02 lần trở lên",
        "Holds Huân chương Lao động of any class or the title “Chiến sĩ thi đua toàn quốc”, given 2 times or more",
    ),
    (
        NotHeld((Holding("huan-chuong-sao-vang"),)),
        "Chưa được tặng Huân chương Sao vàng",
        "Does not hold Huân chương Sao vàng",
    ),
    (
        Service(Number(25), under=Number(30), women=Number(22.5), weighted=True),
        "Có thời gian công tác, hoạt động từ 25 năm đến dưới 30 năm (nữ: 22 năm 06 tháng), thời gian giữ chức vụ được nhân hệ số",
        "Service or existence of 25 years to under 30 years (women: 22 years 6 months), time in posts counted by their coefficients",
    ),
    (
        Run(Titled(("chien-si-thi-dua-toan-quoc",)), Number(1), ending="any", after=(Holding("nha-giao-uu-tu"),)),
        "Đạt danh hiệu “Chiến sĩ thi đua toàn quốc”, kể từ khi được tặng danh hiệu “Nhà giáo ưu tú”",
        "Given the title “Chiến sĩ thi đua toàn quốc”, since the title “Nhà giáo ưu tú”",
    ),
    (
        Count(Initiated("toan-quoc"), Number(1), last=1),
        "Có ít nhất 01 sáng kiến, đề tài khoa học, công trình nghiên cứu hoặc sự mưu trí, sáng tạo được công nhận có phạm vi ảnh hưởng toàn quốc trong 01 năm gần nhất",
        "At least 1 initiative, research topic or act of resourcefulness recognised with effect in the whole country in the last year",
    ),
    (
        PostHeld(("dai-tuong",), Number(0.01)),
        "Đã giữ chức vụ “Đại tướng”",
        "In the post of “Đại tướng”",
    ),
    (
        WholeService("hoan-thanh-tot"),
        "Được xếp loại “Hoàn thành tốt nhiệm vụ” trở lên trong suốt thời gian công tác",
        "Rated “well completed” or better over the whole service",
    ),
    (
        PostHeld(("bo-truong", "thu-truong"), Number(5), women=Number(4)),
        "Giữ chức vụ “Bộ trưởng” hoặc “Thứ trưởng” từ 05 năm trở lên (nữ: 04 năm)",
        "In the post of “Bộ trưởng” or “Thứ trưởng” for at least 5 years (women: 4 years)",
    ),
    (
        Members(that=GOOD, share=Number(70), strict=True),
        "Trên 70% cá nhân trong tập thể được xếp loại “Hoàn thành tốt nhiệm vụ” trở lên",
        "More than 70% of the members rated “well completed” or better",
    ),
    (
        Members(disciplined="canh-cao", none=True),
        "Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
        "No member disciplined by warning or heavier",
    ),
    (
        Members(that=FIGHTER, at_least=1),
        "Có ít nhất 01 cá nhân đạt danh hiệu “Chiến sĩ thi đua cơ sở”",
        "At least 1 member given the title “Chiến sĩ thi đua cơ sở”",
    ),
    (
        Members(that=Rated("hoan-thanh-xuat-sac"), every=True),
        "100% cá nhân trong tập thể được xếp loại “Hoàn thành xuất sắc nhiệm vụ”",
        "Every member rated “excellently completed”",
    ),
    (
        Leads(("bo-tinh",)),
        "Dẫn đầu cụm, khối thi đua cấp Bộ, ban, ngành, tỉnh",
        "First in an emulation group of the ministry or province",
    ),
    (OutsideFlags(), "Không thuộc đối tượng xét tặng cờ thi đua", "Does not compete for emulation flags"),
    (
        RoundAnniversary(10),
        "Nhân dịp kỷ niệm ngày thành lập (năm chẵn 10 năm)",
        "In a year that is a multiple of 10 years after the founding",
    ),
    (UnitLevel(("province", "cum")), "Thuộc đơn vị cấp tỉnh hoặc cum", "Unit of the level of province or cum"),
    (
        Clean(Number(0)),
        "Không trong thời gian bị xem xét, thi hành kỷ luật",
        "Under no discipline or investigation",
    ),
    (
        Clean(Number(5)),
        "Không bị kỷ luật, xem xét kỷ luật trong 05 năm trước thời điểm đề nghị",
        "No discipline or investigation in the last 5 years",
    ),
    (Judgement("tiêu biểu", "outstanding"), "Tiêu biểu", "Outstanding"),
    (
        NotKnown("bảng chức vụ", "the table of posts"),
        "Chưa có nguyên văn: bảng chức vụ",
        "Not known: the table of posts",
    ),
    (
        AnyOf((OutsideFlags(), Leads(("unit",)))),
        "Không thuộc đối tượng xét tặng cờ thi đua; hoặc dẫn đầu cụm, khối thi đua cấp đơn vị",
        "Does not compete for emulation flags; or first in an emulation group of the unit",
    ),
    (Gate(kind="force"), "Đúng lực lượng của quy định", "Of the force that the provision is for"),
]


@pytest.mark.parametrize(("condition", "vietnamese", "english"), SENTENCES)
def test_a_condition_is_said_in_office_vietnamese_and_in_english(condition, vietnamese: str, english: str):
    assert (say(condition), say(condition, "en")) == (vietnamese, english)


def test_every_kind_of_condition_has_words():
    kinds = {
        kind
        for kind in vars(conditions).values()
        if isinstance(kind, type) and issubclass(kind, Condition) and kind is not Condition
    }

    assert sorted(kind.__name__ for kind in kinds - set(wording.SENTENCES)) == []
    assert sorted(kind.__name__ for kind in kinds - {type(c) for c, _, _ in SENTENCES} - {AllOf}) == []


def test_every_limb_of_the_law_is_said_in_both_languages():
    said = [say(leaf, lang) for rule in load_law().rules for leaf in leaves(rule.condition) for lang in ("vi", "en")]

    assert [words for words in said if not words.strip() or "None" in words or "  " in words] == []


def test_the_parts_of_a_tree_stand_under_a_head():
    both = AllOf((OutsideFlags(), OutsideFlags()))

    assert (head(both), head(AnyOf(both.parts), "en"), head(OutsideFlags())) == (
        "Đủ các tiêu chuẩn sau",
        "One of these",
        "Không thuộc đối tượng xét tặng cờ thi đua",
    )


def test_every_truth_has_its_word():
    assert [[say_truth(truth, language) for truth in Truth] for language in ("vi", "en")] == [
        ["Chưa đạt", "Chưa đủ căn cứ", "Hội đồng xem xét", "Đạt"],
        ["Not met", "Not enough evidence", "For the council", "Met"],
    ]


@pytest.mark.parametrize(
    ("id_", "vietnamese", "english"),
    [
        (
            "06-2022-qh15/art-74/cl-1/pt-dd#run-2",
            "điểm đ khoản 1 Điều 74 Luật 06/2022/QH15",
            "Article 74 clause 1 point đ Luật 06/2022/QH15",
        ),
        ("06-2022-qh15/art-28", "Điều 28 Luật 06/2022/QH15", "Article 28 Luật 06/2022/QH15"),
    ],
)
def test_a_citation_reads_as_the_office_writes_it(id_: str, vietnamese: str, english: str):
    assert (say_citation(id_, "Luật 06/2022/QH15"), say_citation(id_, "Luật 06/2022/QH15", "en")) == (
        vietnamese,
        english,
    )


def test_a_row_of_history_is_a_few_words():
    from datetime import date

    rows = [
        RatingRow(2023, "hoan-thanh-tot"),
        AwardRow("huan-chuong-chien-cong", 3, date(2020, 5, 19), 2015, 2019, "cong-trang", "restored"),
        AwardRow("chien-si-thi-dua-co-so", None, None, None, None, "", "valid"),
        InitiativeRow(2022, "muu-tri", "toan-luc-luong"),
        DisciplineRow("canh-cao", date(2015, 3, 1), None),
        PostRow("doi-truong", 1.0, None, date(2019, 1, 1)),
        MemberRow(Case("P1", "", "individual"), None, None),
        RankingRow(2023, "bo-tinh", 1),
    ]

    assert [say_row(row) for row in rows] == [
        "2023: Hoàn thành tốt nhiệm vụ",
        "Huân chương Chiến công hạng Ba (2015-2019; 19/05/2020; đã phục hồi)",
        "Chiến sĩ thi đua cơ sở",
        "2022: sự mưu trí, sáng tạo, toàn lực lượng",
        "Cảnh cáo (01/03/2015 – chưa hết)",
        "Doi truong (? – 01/01/2019)",
        "P1",
        "2023: hạng 1, cấp Bộ, ban, ngành, tỉnh",
    ]
    assert say_row(rows[1], "en") == "Huân chương Chiến công hạng Ba (2015-2019; 2020-05-19; restored)"


def test_a_tag_is_short_and_still_names_the_text() -> None:
    assert [
        say_tag("06-2022-qh15/art-74/cl-1/pt-dd#run", "06/2022/QH15", "law"),
        say_tag("91-2017-nd-cp/art-9/cl-3", "91/2017/NĐ-CP", "decree"),
        say_tag("12-2019-tt-bca/art-5", "12/2019/TT-BCA", "circular"),
        say_tag("local-rules/art-2"),
    ] == ["Đ.74 k.1 đ Luật 06/2022", "Đ.9 k.3 NĐ 91/2017", "Đ.5 TT 12/2019", "Đ.2 local-rules"]
