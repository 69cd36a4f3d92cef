"""The award lists of the office: which groups of conferrals stand in which workbook, under which title, in whose hand."""

from collections.abc import Sequence

from tdkt.sample.achievements import FIGHTER_OF_FORCE, fighter_titles
from tdkt.sample.award_sheets import HANDS, Hand, ListFile, ListSheet, attached, kinds
from tdkt.sample.awards import (
    ADVANCED,
    FLAG_GOVERNMENT,
    FLAG_MINISTRY,
    FLAG_PROVINCE,
    MERIT_MINISTRY,
    AwardGroup,
    Book,
    Decision,
)
from tdkt.sample.units import Unit


def list_files(book: Book) -> tuple[ListFile, ...]:
    """Every award workbook of the office, in the order of signing."""
    files = [
        *_flag_files(book),
        *_order_files(book),
        *_merit_files(book),
        *_commendation_files(book),
        *_medal_files(book),
        *_proposal_files(book),
    ]
    return tuple(sorted(files, key=lambda f: (f.day, f.path)))


def fighters_file() -> ListFile:
    """The Ministry's list of emulation fighters of the whole force in 2019, apart from the office's other lists."""
    group = AwardGroup(fighter_titles(), "")
    title = (f"DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU “{FIGHTER_OF_FORCE.upper()}” NĂM 2019",)
    return _one_sheet(group, "chien-si-thi-dua-toan-luc-luong-2019", title, HANDS[1])


# -- what stands in which file --------------------------------------------------------------------------


def _flag_files(book: Book) -> list[ListFile]:
    """Each January: the Ministry's flag and the determined units, two sheets of one workbook. The Government's flag apart."""
    files = []
    flags = [g for g in book.flags if g.conferrals[0].award == FLAG_MINISTRY]
    for number, (flag, titles) in enumerate(zip(flags, book.determined, strict=True)):
        year = flag.conferrals[0].year
        sheets = (
            ListSheet(
                "Cờ thi đua",
                (f"DANH SÁCH TẬP THỂ ĐƯỢC TẶNG CỜ THI ĐUA CỦA BỘ CÔNG AN NĂM {year}",),
                flag.conferrals,
                attached(flag.decision),
            ),
            ListSheet(
                "ĐVQT",
                (f"DANH SÁCH TẬP THỂ ĐẠT DANH HIỆU “ĐƠN VỊ QUYẾT THẮNG” NĂM {year}",),
                titles.conferrals,
                attached(titles.decision),
            ),
        )
        files.append(
            ListFile(
                _path(flag.decision, f"co-thi-dua-va-don-vi-quyet-thang-{year}"),
                titles.decision.day,
                sheets,
                HANDS[number % 3],
            )
        )
    for group in (g for g in book.flags if g.conferrals[0].award == FLAG_GOVERNMENT):
        title = (
            "DANH SÁCH TẬP THỂ ĐƯỢC TẶNG CỜ THI ĐUA CỦA CHÍNH PHỦ NĂM 2019",
            "Đơn vị xuất sắc trong phong trào thi đua năm 2019",
        )
        files.append(_one_sheet(group, "co-thi-dua-cua-chinh-phu-2019", title, HANDS[0]))
    return files


def _order_files(book: Book) -> list[ListFile]:
    """Orders: one class in the title, two classes under lines of their own, on two sheets, or award and class in columns of each row."""
    files = []
    feat = book.feats[0]
    name = "HUÂN CHƯƠNG BẢO VỆ TỔ QUỐC"
    for group in book.orders:
        year = group.decision.day.year
        second = tuple(c for c in group.conferrals if c.class_ == "Nhì")
        third = tuple(c for c in group.conferrals if c.class_ == "Ba")
        slug = "huan-chuong-bao-ve-to-quoc"
        subject = (group.subject,)
        if not second:
            kind = "TẬP THỂ, CÁ NHÂN" if any(isinstance(c.receiver, Unit) for c in third) else "CÁ NHÂN"
            files.append(
                _one_sheet(
                    group,
                    slug,
                    (f"DANH SÁCH {kind} ĐƯỢC TẶNG {name} HẠNG BA", *subject),
                    HANDS[1 if year == 2015 else 2],
                )
            )
        elif year == 2016:
            parts = ((f"I. {name} HẠNG NHÌ", second), (f"II. {name} HẠNG BA", third))
            title = (f"DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG {name}", *subject)
            sheet = ListSheet("Danh sách", title, group.conferrals, attached(group.decision), parts=parts)
            files.append(ListFile(_path(group.decision, slug), group.decision.day, (sheet,), HANDS[0]))
        elif year == 2018:
            sheets = tuple(
                ListSheet(
                    f"Hạng {class_}",
                    (f"DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG {name} HẠNG {class_.upper()}", *subject),
                    part,
                    attached(group.decision),
                )
                for class_, part in (("Nhì", second), ("Ba", third))
            )
            files.append(ListFile(_path(group.decision, slug), group.decision.day, sheets, HANDS[5]))
        else:
            rows = group.conferrals + (feat.conferrals if year == 2017 else ())
            title = (
                "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC CHỦ TỊCH NƯỚC TẶNG HUÂN CHƯƠNG",
                *(() if year == 2017 else subject),
            )
            sheet = ListSheet("Sheet1", title, rows, "", by_row=True)
            files.append(
                ListFile(
                    _path(group.decision, "huan-chuong"), group.decision.day, (sheet,), HANDS[2 if year == 2017 else 1]
                )
            )
    for number, group in enumerate(book.prime_minister):
        title = (f"DANH SÁCH {kinds(group.conferrals)} ĐƯỢC TẶNG BẰNG KHEN CỦA THỦ TƯỚNG CHÍNH PHỦ", group.subject)
        files.append(_one_sheet(group, "bang-khen-thu-tuong", title, HANDS[(0, 2, 1, 5, 6)[number]]))
    return files


def _merit_files(book: Book) -> list[ListFile]:
    flags = {g.decision.day.year: g for g in book.flags if g.conferrals[0].award == FLAG_PROVINCE}
    files = []
    for number, group in enumerate(book.merits):
        ministry = group.conferrals[0].award == MERIT_MINISTRY
        title = (
            "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN",
            f"CỦA {'BỘ TRƯỞNG BỘ CÔNG AN' if ministry else 'CHỦ TỊCH UBND TỈNH QUẢNG NAM'}",
            group.subject,
        )
        file = _one_sheet(
            group, "bang-khen-bo-cong-an" if ministry else "bang-khen-ubnd-tinh", title, HANDS[number % len(HANDS)]
        )
        flag = flags.get(group.decision.day.year)
        if not ministry and flag and group.decision.day.month < 6:
            year = flag.conferrals[0].year
            heading = (
                f"DANH SÁCH TẬP THỂ ĐƯỢC TẶNG CỜ DẪN ĐẦU PHONG TRÀO THI ĐUA NĂM {year}",
                "CỦA UBND TỈNH QUẢNG NAM",
            )
            first = ListSheet("Cờ", heading, flag.conferrals, attached(flag.decision))
            file = ListFile(
                _path(group.decision, "co-va-bang-khen-ubnd-tinh"), file.day, (first, *file.sheets), file.hand
            )
        files.append(file)
    return files


def _commendation_files(book: Book) -> list[ListFile]:
    """In December award and decision stand in columns, since two decisions are listed together; otherwise in the title."""
    files = []
    for number, group in enumerate(book.commendations):
        hand = HANDS[(number + 3) % len(HANDS)]
        if any(c.award == ADVANCED for c in group.conferrals):
            title = (
                f"DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC GIÁM ĐỐC CÔNG AN TỈNH KHEN THƯỞNG NĂM {group.decision.day.year}",
                group.subject,
            )
            sheet = ListSheet("DS khen", title, group.conferrals, "", by_row=True)
            files.append(
                ListFile(_path(group.decision, "giay-khen-va-don-vi-tien-tien"), group.decision.day, (sheet,), hand)
            )
        else:
            title = ("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN CỦA GIÁM ĐỐC CÔNG AN TỈNH", group.subject)
            files.append(_one_sheet(group, "giay-khen", title, hand))
    return files


def _medal_files(book: Book) -> list[ListFile]:
    files = []
    for number, group in enumerate(book.medals):
        award = group.conferrals[0].award
        title = (f"DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG {award.upper()}", group.subject)
        classes = [class_ for class_ in ("Nhất", "Nhì", "Ba") if any(c.class_ == class_ for c in group.conferrals)]
        parts = tuple(
            (f"{mark}. {award.upper()} HẠNG {class_.upper()}", tuple(c for c in group.conferrals if c.class_ == class_))
            for mark, class_ in zip(("I", "II", "III"), classes, strict=False)
        )
        sheet = ListSheet("Danh sách", title, group.conferrals, attached(group.decision), parts=parts)
        slug = "huy-chuong-chien-si-ve-vang" if classes else "huy-chuong-vi-an-ninh-to-quoc"
        files.append(ListFile(_path(group.decision, slug), group.decision.day, (sheet,), HANDS[(0, 1, 2)[number]]))
    return files


def _proposal_files(book: Book) -> list[ListFile]:
    return [
        _one_sheet(
            group,
            "to-trinh-de-nghi-huan-chuong",
            ("DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG HUÂN CHƯƠNG BẢO VỆ TỔ QUỐC HẠNG BA", group.subject),
            HANDS[1],
        )
        for group in book.proposals
    ]


def _one_sheet(group: AwardGroup, slug: str, title: Sequence[str], hand: Hand) -> ListFile:
    sheet = ListSheet(
        "Sheet1" if hand.hidden else "Danh sách",
        tuple(t for t in title if t),
        group.conferrals,
        attached(group.decision),
    )
    return ListFile(_path(group.decision, slug), group.decision.day, (sheet,), hand)


def _path(decision: Decision, slug: str) -> str:
    return f"khen-thuong/{decision.day.year}/{decision.day:%m}-{slug}-{decision.number}.xlsx"
