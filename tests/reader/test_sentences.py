"""Single sentences with all the facts they tell: one case for each turn of phrase that the facts contract rules on."""

from datetime import date

import pytest

from tdkt.law.tally import Authority, AwardTally, ModelTally, Period, Tally
from tdkt.reader.reading import read

PRESIDENT = Authority("president", "Chủ tịch nước")
STATE = Authority("state", "Nhà nước")
GOVERNMENT = Authority("government", "Chính phủ")
PRIME_MINISTER = Authority("prime-minister", "Thủ tướng Chính phủ")
MINISTRY = Authority("ministry", "Bộ Công an")
PROVINCE = Authority("province", "UBND tỉnh")
DISTRICT = Authority("district", "UBND huyện")
DIRECTOR = Authority("agency", "Giám đốc Công an tỉnh")
BELOW = "“bằng khen” do cấp dưới tỉnh, bộ tặng: theo danh mục, cấp này tặng giấy khen. Đối chiếu lại quyết định."

HCLD, HCCC, HCBVTQ = "huan-chuong-lao-dong", "huan-chuong-chien-cong", "huan-chuong-bao-ve-to-quoc"
CO_CP, CO_BT = "co-thi-dua-chinh-phu", "co-thi-dua-bo-tinh"
BK_TT, BK_BT = "bang-khen-thu-tuong", "bang-khen-bo-tinh"
BMVNAH = "ba-me-viet-nam-anh-hung"


def collective(count: int | None, award: str | None, *by: Authority, **said: object) -> AwardTally:
    return AwardTally(award, "collective", count, authorities=by, **said)  # type: ignore[arg-type]


def individual(count: int | None, award: str | None, *by: Authority, **said: object) -> AwardTally:
    return AwardTally(award, "individual", count, authorities=by, **said)  # type: ignore[arg-type]


def own(count: int, award: str | None, *by: Authority, measure: str = "times", **said: object) -> AwardTally:
    return AwardTally(award, "self", count, measure, authorities=by, **said)  # type: ignore[arg-type]


def unsaid(count: int | None, award: str | None, *by: Authority, **said: object) -> AwardTally:
    return AwardTally(award, None, count, authorities=by, **said)  # type: ignore[arg-type]


CASES: dict[str, tuple[str, list[Tally]]] = {
    # --- numbers ----------------------------------------------------------------------------
    "each number is a fact": (
        "4 tập thể, 1 cá nhân được tặng Huân chương Bảo vệ Tổ quốc hạng Nhì.",
        [collective(4, HCBVTQ, classes=(2,)), individual(1, HCBVTQ, classes=(2,))],
    ),
    "grouped digits": ("1.277 cá nhân được tặng Giấy khen.", [individual(1277, "giay-khen")]),
    "numbers in words": (
        "Hai tập thể và ba cá nhân được tặng Giấy khen.",
        [collective(2, "giay-khen"), individual(3, "giay-khen")],
    ),
    "thousands in a word": (
        "7 nghìn lượt cá nhân được khen thưởng.",
        [individual(7000, None, measure="instances")],
    ),
    "about": (
        "Hơn 250 tập thể, gần 600 cá nhân được khen thưởng.",
        [collective(250, None, approximate=True), individual(600, None, approximate=True)],
    ),
    "a round number has no count": (
        "Hàng nghìn lượt tập thể, cá nhân được khen thưởng.",
        [AwardTally(None, "mixed", None, "instances", approximate=True)],
    ),
    "of a fraction the part": (
        "41/50 thôn đạt danh hiệu Thôn văn hóa.",
        [collective(41, "thon-to-dan-pho-van-hoa")],
    ),
    "of a fraction of thousands the part": (
        "18.500/19.200 hộ đạt danh hiệu Gia đình văn hóa.",
        [AwardTally("gia-dinh-van-hoa", "household", 18500)],
    ),
    "many is no number": ("Nhiều tập thể, cá nhân được tặng Bằng khen của Thủ tướng Chính phủ.", []),
    "the plural is no number": ("UBND tỉnh tặng Bằng khen cho các tập thể và cá nhân tiêu biểu.", []),
    "many years is no number": ("Nhiều năm liền, nhà trường đạt danh hiệu Tập thể lao động xuất sắc.", []),
    "a number in a name counts nothing": (
        "2 đội đạt giải cuộc thi “6 điều Bác Hồ dạy” được tặng Giấy khen.",
        [collective(2, "giay-khen")],
    ),
    "percentages are no facts": ("Có 85% cán bộ đạt danh hiệu Lao động tiên tiến.", []),
    "sports medals are no honours": ("Đội tuyển giành 5 huy chương vàng, 3 huy chương bạc.", []),
    # --- receivers --------------------------------------------------------------------------
    "one number over two kinds is mixed": (
        "55.777 tập thể, cá nhân được UBND tỉnh tặng Bằng khen.",
        [AwardTally(BK_BT, "mixed", 55777, authorities=(PROVINCE,))],
    ),
    "one number over one kind is that kind": (
        "18 cán bộ quản lý, giáo viên, nhân viên được công nhận Chiến sĩ thi đua cơ sở.",
        [individual(18, "chien-si-thi-dua-co-so")],
    ),
    "households": (
        "5 hộ gia đình được UBND huyện tặng Giấy khen.",
        [AwardTally("giay-khen", "household", 5, authorities=(DISTRICT,))],
    ),
    "cases are of no kind": (
        "4.288 trường hợp được Thủ tướng Chính phủ tặng Bằng khen.",
        [unsaid(4288, BK_TT, PRIME_MINISTER)],
    ),
    "lượt governs the noun it stands before": (
        "80 lượt tập thể, 45 cá nhân được tặng Giấy khen.",
        [collective(80, "giay-khen", measure="instances"), individual(45, "giay-khen")],
    ),
    "named bodies are counted": (
        "Công an huyện Ba Sơn, Công an huyện Trà Mây và Phòng Hậu cần được Bộ Công an tặng Bằng khen.",
        [collective(3, BK_BT, MINISTRY)],
    ),
    "one named body counts one": (
        "Phòng Hậu cần được tặng Huân chương Chiến công hạng Ba.",
        [collective(1, HCCC, classes=(3,))],
    ),
    "named people are counted": (
        "Ông Phan Văn Thử và bà Đỗ Thị Mẫu được Thủ tướng Chính phủ tặng Bằng khen.",
        [individual(2, BK_TT, PRIME_MINISTER)],
    ),
    "a person with his post is one": (
        "Đại tá Phan Văn Thử, Giám đốc Công an tỉnh được Chủ tịch nước tặng Huân chương Chiến công hạng Nhất.",
        [individual(1, HCCC, PRESIDENT, classes=(1,))],
    ),
    "a person with his place is one": (
        "Bà Đỗ Thị Mẫu, thôn 3, xã Trà Mây được UBND tỉnh tặng Bằng khen.",
        [individual(1, BK_BT, PROVINCE)],
    ),
    "names after a number repeat it": (
        "2 đơn vị là Công an huyện Ba Sơn và Công an huyện Trà Mây được tặng Giấy khen.",
        [collective(2, "giay-khen")],
    ),
    "a body named beside a number": (
        "UBND tỉnh tặng Bằng khen cho Phòng Hậu cần và 5 cá nhân.",
        [collective(1, BK_BT, PROVINCE), individual(5, BK_BT, PROVINCE)],
    ),
    "a body that has numbers is not among them": (
        "Công an tỉnh có 2 tập thể được tặng Giấy khen.",
        [collective(2, "giay-khen")],
    ),
    "a body that receives in an active clause": (
        "Chủ tịch nước tặng Huân chương Độc lập hạng Nhất cho tỉnh Quảng Ngãi.",
        [collective(1, "huan-chuong-doc-lap", PRESIDENT, classes=(1,))],
    ),
    "mothers are individuals": ("12 mẹ được truy tặng danh hiệu Bà mẹ Việt Nam anh hùng.", [individual(12, BMVNAH)]),
    "a person known by the ending of his trade": (
        "3 kiểm lâm viên được tặng Giấy khen.",
        [individual(3, "giay-khen")],
    ),
    # --- the body itself ----------------------------------------------------------------------
    "years in a row of the body itself": (
        "5 năm liền Công an tỉnh được Bộ Công an tặng Cờ thi đua.",
        [own(5, CO_BT, MINISTRY, consecutive=5)],
    ),
    "times of the body itself": (
        "Công an tỉnh tổ chức hội nghị; 2 lần được UBND tỉnh tặng Cờ dẫn đầu phong trào thi đua.",
        [own(2, CO_BT, PROVINCE)],
    ),
    "no number for the body itself is once": (
        "Nhà trường được tặng Huân chương Lao động hạng Nhì.",
        [own(1, HCLD, classes=(2,))],
    ),
    "a list of one body's own honours": (
        "Trường THPT Lá Bàng: Huân chương Lao động hạng Ba (2005), hạng Nhì (2010); Cờ thi đua của Chính phủ (2016); "
        "3 lần được tặng Bằng khen của Bộ Công an.",
        [
            own(1, HCLD, classes=(3,), period=Period(2005, 2005)),
            own(1, HCLD, classes=(2,), period=Period(2010, 2010)),
            own(1, CO_CP, GOVERNMENT, period=Period(2016, 2016)),
            own(3, BK_BT, MINISTRY),
        ],
    ),
    "years that are listed are times": (
        "Đơn vị được tặng Cờ thi đua của Chính phủ các năm 2015, 2017, 2019.",
        [own(3, CO_CP, GOVERNMENT, period=Period(2015, 2019))],
    ),
    "things that the body won are medals": (
        "Nhà trường đã giành được 12 tấm huân chương.",
        [own(12, None, measure="medals", award_text="huân chương")],
    ),
    "a whole sector is no receiver": (
        "Ngành Giáo dục đã giành được 15 Huân chương Lao động.",
        [unsaid(15, HCLD, measure="medals")],
    ),
    "people in general are no receiver": (
        "Cán bộ và nhân dân huyện vinh dự đón nhận Huân chương Lao động hạng Nhất.",
        [unsaid(1, HCLD, classes=(1,))],
    ),
    "an ordinal is not a count": (
        "Lực lượng Công an nhân dân được tặng Huân chương Sao Vàng lần thứ năm.",
        [unsaid(1, "huan-chuong-sao-vang", ordinal=5)],
    ),
    "an ordinal in digits": (
        "Bệnh viện được tặng Huân chương Lao động hạng Nhì lần 2.",
        [own(1, HCLD, classes=(2,), ordinal=2)],
    ),
    # --- givers and how they carry --------------------------------------------------------------
    "an active giver": (
        "Thủ tướng Chính phủ tặng Bằng khen 9 tập thể, 2 cá nhân.",
        [collective(9, BK_TT, PRIME_MINISTER), individual(2, BK_TT, PRIME_MINISTER)],
    ),
    "two givers of one number": (
        "Bộ Công an và UBND tỉnh tặng Bằng khen 209 tập thể.",
        [collective(209, BK_BT, MINISTRY, PROVINCE)],
    ),
    "after a semicolon a passive clause starts afresh": (
        "UBND tỉnh tặng Bằng khen cho 12 tập thể; 2 cá nhân được tặng Huân chương Chiến công hạng Ba.",
        [collective(12, BK_BT, PROVINCE), individual(2, HCCC, classes=(3,))],
    ),
    "after a semicolon an active clause takes the giver": (
        "UBND tỉnh tặng Cờ thi đua cho 12 tập thể; tặng Bằng khen cho 30 cá nhân.",
        [collective(12, CO_BT, PROVINCE), individual(30, BK_BT, PROVINCE, carried=("authorities",))],
    ),
    "a list without verbs takes the giver": (
        "UBND tỉnh tặng Cờ thi đua cho 12 tập thể; Bằng khen cho 30 cá nhân.",
        [collective(12, CO_BT, PROVINCE), individual(30, BK_BT, PROVINCE, carried=("authorities",))],
    ),
    "a clause joined by và takes the giver": (
        "16 lượt tập thể được Bộ Công an tặng Cờ thi đua và 22 lượt tập thể được tặng Bằng khen.",
        [
            collective(16, CO_BT, MINISTRY, measure="instances"),
            collective(22, BK_BT, MINISTRY, measure="instances", carried=("authorities",)),
        ],
    ),
    "a giver goes across commas": (
        "UBND tỉnh tặng Cờ thi đua cho 5 đơn vị, 12 tập thể được tặng Bằng khen.",
        [collective(5, CO_BT, PROVINCE), collective(12, BK_BT, PROVINCE, carried=("authorities",))],
    ),
    "a giver inside a name does not carry": (
        "3 tập thể được tặng Bằng khen của Thủ tướng Chính phủ, 5 cá nhân được tặng Bằng khen.",
        [collective(3, BK_TT, PRIME_MINISTER), individual(5, None, award_text="Bằng khen")],
    ),
    "who hands over is no giver": (
        "Phó Chủ tịch UBND tỉnh Phan Văn Thử trao Bằng khen của Thủ tướng Chính phủ cho 3 tập thể.",
        [collective(3, BK_TT, PRIME_MINISTER)],
    ),
    "who hands over for another is no giver": (
        "Thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy Phan Văn Thử trao Huân chương Lao động hạng Ba cho 2 tập thể.",
        [collective(2, HCLD, PRESIDENT, classes=(3,))],
    ),
    "the levels in general give nothing": (
        "1.027 lượt tập thể, 8.296 lượt cá nhân được các cấp khen thưởng.",
        [collective(1027, None, measure="instances"), individual(8296, None, measure="instances")],
    ),
    "the State and no more": (
        "Đảng, Nhà nước đã tặng thưởng Huân chương Hồ Chí Minh cho 2 tập thể.",
        [collective(2, "huan-chuong-ho-chi-minh", STATE)],
    ),
    "a giver before a colon": (
        "UBND tỉnh: Bằng khen cho 3 tập thể, 4 cá nhân.",
        [collective(3, BK_BT, PROVINCE), individual(4, BK_BT, PROVINCE)],
    ),
    "a decision of a head": (
        "Quyết định số 163/QĐ-UBND của UBND tỉnh tặng Bằng khen cho 32 tập thể.",
        [collective(32, BK_BT, PROVINCE)],
    ),
    "two givers of one who is named once": (
        "Nhà trường được Bộ Công an tặng Bằng khen, UBND tỉnh tặng Cờ thi đua.",
        [own(1, BK_BT, MINISTRY), own(1, CO_BT, PROVINCE)],
    ),
    # --- awards -----------------------------------------------------------------------------
    "a flag of the prime minister is the government's": (
        "7 tập thể được tặng cờ thi đua của Thủ tướng Chính phủ.",
        [collective(7, CO_CP, PRIME_MINISTER)],
    ),
    "a bằng khen of the government is the prime minister's": (
        "7 tập thể được nhận bằng khen của Chính phủ.",
        [collective(7, BK_TT, GOVERNMENT)],
    ),
    "a bằng khen from below is warned of": (
        "Giám đốc Công an tỉnh tặng Bằng khen cho 17 tập thể.",
        [collective(17, BK_BT, DIRECTOR, warning=BELOW)],
    ),
    "a bằng khen whose giver is not said": (
        "4 cá nhân được tặng bằng khen.",
        [individual(4, None, award_text="bằng khen")],
    ),
    "several forms under one number": (
        "6 tập thể được tặng Huân chương Lao động và Bằng khen của Thủ tướng Chính phủ.",
        [
            collective(
                6, None, PRIME_MINISTER, awards=(HCLD, BK_TT), award_text="Huân chương Lao động và Bằng khen",
            )
        ],
    ),
    "a form outside the list": (
        "9 cá nhân được tặng danh hiệu “Công dân gương mẫu”.",
        [individual(9, None, award_text="Công dân gương mẫu")],
    ),
    "a certificate outside the list": (
        "120 gia đình được tặng Bằng “Gia đình vẻ vang”.",
        [AwardTally(None, "household", 120, award_text="Gia đình vẻ vang")],
    ),
    "two orders under one number of things": (
        "Chủ tịch nước tặng 121 Huân chương Chiến công và Huân chương Lao động cho các tập thể.",
        [
            collective(
                121, None, PRESIDENT, measure="medals", awards=(HCCC, HCLD),
                award_text="Huân chương Chiến công và Huân chương Lao động",
            )
        ],
    ),
    "orders in general": (
        "Chủ tịch nước tặng 591 Huân chương các loại.",
        [unsaid(591, None, PRESIDENT, measure="medals", award_text="Huân chương")],
    ),
    "lao động tiên tiến goes by the receiver": (
        "12 tập thể đạt danh hiệu Lao động tiên tiến, 350 cá nhân đạt danh hiệu Lao động tiên tiến.",
        [collective(12, "tap-the-lao-dong-tien-tien"), individual(350, "lao-dong-tien-tien")],
    ),
    "holders of a title are people": (
        "Bệnh viện có 3 Thầy thuốc nhân dân, 25 Thầy thuốc ưu tú.",
        [individual(3, "thay-thuoc-nhan-dan"), individual(25, "thay-thuoc-uu-tu")],
    ),
    "units recognised": (
        "UBND tỉnh công nhận 194 tập thể lao động xuất sắc, 8 đơn vị quyết thắng.",
        [
            collective(194, "tap-the-lao-dong-xuat-sac", PROVINCE),
            collective(8, "don-vi-quyet-thang", PROVINCE),
        ],
    ),
    "abbreviations in a list": (
        "CSTĐCS: 45 đồng chí; LĐTT: 320 đồng chí; HCLĐ hạng Ba: 01 tập thể; BK UBND tỉnh: 02 đ/c.",
        [
            individual(45, "chien-si-thi-dua-co-so"),
            individual(320, "lao-dong-tien-tien"),
            collective(1, HCLD, classes=(3,)),
            individual(2, BK_BT, PROVINCE),
        ],
    ),
    "a number of things and of those who get them": (
        "UBND tỉnh tặng 18 Cờ thi đua cho 25 tập thể.",
        [collective(25, CO_BT, PROVINCE), collective(18, CO_BT, PROVINCE, measure="medals")],
    ),
    "the same number twice is one fact": (
        "UBND tỉnh tặng 4 Cờ thi đua cho 4 tập thể.",
        [collective(4, CO_BT, PROVINCE)],
    ),
    "the kind of receivers heads a list": (
        "Tập thể: 05 Cờ thi đua của UBND tỉnh; 12 Bằng khen của UBND tỉnh.",
        [collective(5, CO_BT, PROVINCE, measure="medals"), collective(12, BK_BT, PROVINCE, measure="medals")],
    ),
    "phong tặng và truy tặng is one fact": (
        "Chủ tịch nước phong tặng và truy tặng danh hiệu Bà mẹ Việt Nam anh hùng cho 120 mẹ.",
        [individual(120, BMVNAH, PRESIDENT)],
    ),
    "what is given may stand first": (
        "Huân chương Lao động hạng Ba được trao cho 4 tập thể.",
        [collective(4, HCLD, classes=(3,))],
    ),
    # --- classes ----------------------------------------------------------------------------
    "several classes under one number": (
        "20 tập thể được nhận Huân chương Lao động hạng Nhì, hạng Ba.",
        [collective(20, HCLD, classes=(2, 3))],
    ),
    "as many classes as names go respectively": (
        "Công an huyện Ba Sơn và Công an huyện Trà Mây được tặng Huân chương Chiến công hạng Nhì, hạng Ba.",
        [collective(1, HCCC, classes=(2,)), collective(1, HCCC, classes=(3,))],
    ),
    "the plural of classes": (
        "Huân chương Lao động hạng Nhất, Nhì, Ba cho 5 tập thể.",
        [collective(5, HCLD, classes=(1, 2, 3))],
    ),
    "all classes is no class": ("38 tập thể được tặng Huân chương Lao động các hạng.", [collective(38, HCLD)]),
    "a class alone takes the name before it": (
        "Huân chương Lao động hạng Nhất cho 2 tập thể, hạng Nhì cho 14 cá nhân.",
        [collective(2, HCLD, classes=(1,)), individual(14, HCLD, classes=(2,))],
    ),
    # --- years ------------------------------------------------------------------------------
    "a period in the sentence": (
        "Giai đoạn 2016 - 2020, 3 tập thể được tặng Giấy khen.",
        [collective(3, "giay-khen", period=Period(2016, 2020))],
    ),
    "from a year to a year": (
        "Từ năm 2016 đến năm 2020, 3 tập thể được tặng Giấy khen.",
        [collective(3, "giay-khen", period=Period(2016, 2020))],
    ),
    "a school year": (
        "Năm học 2021-2022, 7 giáo viên đạt Chiến sĩ thi đua cơ sở.",
        [individual(7, "chien-si-thi-dua-co-so", period=Period(2021, 2022))],
    ),
    "the year of an award is its own": (
        "Trong 5 năm (2016 - 2020), 2 đơn vị được tặng Cờ thi đua của Chính phủ năm 2018, 3 đơn vị được tặng Giấy khen.",
        [
            collective(2, CO_CP, GOVERNMENT, period=Period(2018, 2018)),
            collective(3, "giay-khen", period=Period(2016, 2020)),
        ],
    ),
    "until now has no end": ("Từ năm 2015 đến nay, 3 tập thể được tặng Giấy khen.", [collective(3, "giay-khen")]),
    # --- wholes, parts, proposals -------------------------------------------------------------
    "a number with its parts is a total": (
        "45 tập thể, 78 cá nhân được khen thưởng, trong đó 5 tập thể được tặng Cờ thi đua của Chính phủ, 2 cá nhân được tặng Giấy khen.",
        [
            collective(45, None, total=True),
            individual(78, None, total=True),
            collective(5, CO_CP, GOVERNMENT),
            individual(2, "giay-khen"),
        ],
    ),
    "parts by class": (
        "15 cá nhân được tặng Huân chương Lao động, trong đó 2 hạng Nhất, 13 hạng Ba.",
        [
            individual(15, HCLD, total=True),
            individual(2, HCLD, measure="medals", classes=(1,)),
            individual(13, HCLD, measure="medals", classes=(3,)),
        ],
    ),
    "parts of one award": (
        "Trao danh hiệu Bà mẹ Việt Nam anh hùng cho 42 mẹ, trong đó có 8 mẹ còn sống.",
        [individual(42, BMVNAH, total=True), individual(8, BMVNAH)],
    ),
    "a total that is raised": (
        "35 mẹ được truy tặng danh hiệu Bà mẹ Việt Nam anh hùng, nâng tổng số lên 412 mẹ.",
        [individual(35, BMVNAH), individual(412, BMVNAH, total=True)],
    ),
    "parts in brackets": (
        "Tặng danh hiệu Bà mẹ Việt Nam anh hùng cho 337 mẹ (65 mẹ được tặng, 272 mẹ được truy tặng).",
        [individual(337, BMVNAH, total=True), individual(65, BMVNAH), individual(272, BMVNAH)],
    ),
    "among so many": (
        "Trong số 45 tập thể được khen thưởng, có 5 tập thể được tặng Giấy khen.",
        [collective(45, None, total=True), collective(5, "giay-khen")],
    ),
    "parts that name what they count": (
        "Trao Huân chương cho 83 đồng chí, gồm: 9 Huân chương Độc lập hạng Ba và 74 Huân chương Bảo vệ Tổ quốc hạng Nhì.",
        [
            individual(83, None, total=True, award_text="Huân chương"),
            individual(9, "huan-chuong-doc-lap", measure="medals", classes=(3,)),
            individual(74, HCBVTQ, measure="medals", classes=(2,)),
        ],
    ),
    "a proposal goes on through a list": (
        "Hội đồng đề nghị tặng Huân chương Lao động hạng Ba cho 2 cá nhân; Bằng khen của Thủ tướng Chính phủ cho 1 tập thể.",
        [
            individual(2, HCLD, classes=(3,), status="proposed"),
            collective(1, BK_TT, PRIME_MINISTER, status="proposed"),
        ],
    ),
    "a passive proposal": (
        "12 tập thể được đề nghị tặng Cờ thi đua của Chính phủ.",
        [collective(12, CO_CP, GOVERNMENT, status="proposed")],
    ),
    "an active proposal": (
        "UBND tỉnh đề nghị Chủ tịch nước tặng Huân chương Lao động cho 3 tập thể.",
        [collective(3, HCLD, PRESIDENT, status="proposed")],
    ),
    "what is given by a proposal is given": (
        "Theo đề nghị của Hội đồng, UBND tỉnh tặng Bằng khen cho 3 tập thể.",
        [collective(3, BK_BT, PROVINCE)],
    ),
    "another deed is no honour": (
        "3 đồng chí được thăng quân hàm, 12 đồng chí được khen thưởng.",
        [individual(12, None)],
    ),
    # --- models -----------------------------------------------------------------------------
    "all levels of one clause": (
        "Đến cuối năm 2019, toàn tỉnh có 92 loại với 1.277 mô hình, 3.000 tổ tự quản, hơn 25.000 thành viên.",
        [ModelTally(92, 1277, None, 3000, 25000, date(2019, 12, 31), approximate=True)],
    ),
    "points and places that apply a model": (
        "306 mô hình được nhân rộng tại 1.053 điểm với 19 nghìn thành viên.",
        [ModelTally(None, 306, 1053, None, 19000)],
    ),
    "villages that apply a type": (
        "Có 23 loại mô hình được triển khai tại 313 thôn, tổ dân phố.",
        [ModelTally(types=23, places=313)],
    ),
    "a named model at its points": (
        "Mô hình “Tiếng kẻng bình yên” được nhân rộng tại 120 điểm.",
        [ModelTally(places=120)],
    ),
    "models and their parts": (
        "Tính đến 30/6/2021, huyện có 92 mô hình, trong đó có 7 mô hình mới.",
        [ModelTally(models=92, as_of=date(2021, 6, 30), total=True), ModelTally(models=7, as_of=date(2021, 6, 30))],
    ),
    "models raised to a total": (
        "Xây dựng mới 15 mô hình, nâng tổng số lên 1.292 mô hình.",
        [ModelTally(models=15), ModelTally(models=1292, total=True)],
    ),
    "ranks are no facts": ("Qua đánh giá, 26 mô hình xếp loại tốt, 36 mô hình trung bình.", []),
    "standing groups are no models": ("Huyện duy trì 4.025 tổ an ninh nhân dân, 444 đội dân phòng.", []),
    "cameras are no models": ("Lắp đặt 114 mắt camera theo mô hình “Camera an ninh”.", []),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "facts"), CASES.values(), ids=CASES)
def test_a_sentence_tells_these_facts_and_no_others(sentence: str, facts: list[Tally]) -> None:
    assert [fact.tally for fact in read(sentence, source="x").facts] == facts
