"""How the office writes its lists of initiatives, disciplines, older ratings, and the yearly ratings of its units."""

from datetime import date, datetime
from pathlib import Path

from tdkt.sample.achievements import disciplines, earlier_ratings, initiatives
from tdkt.sample.award_sheets import HEADS, PLACE, deputy_director
from tdkt.sample.collectives import places, unit_ratings
from tdkt.sample.paper import Column, Workbook, long_date
from tdkt.sample.ratings import list_day
from tdkt.sample.units import EMULATION_ROOM, TEAM_LEVEL

_NUMBER = Column("STT", 6, "center")
_WHO = (Column("Họ và tên", 27), Column("Số hiệu", 12, "center"))


def write_initiatives(path: Path, year: int) -> None:
    """The initiatives recognised for one year."""
    columns = (
        _NUMBER,
        *_WHO,
        Column("Đơn vị", 52),
        Column("Tên sáng kiến, đề tài", 64),
        Column("Loại sáng kiến", 18),
        Column("Phạm vi", 14),
        Column("Ghi chú", 14),
    )
    with Workbook(path, made=datetime(year, 12, 15, 9), title=f"Sáng kiến năm {year}") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Sáng kiến", columns, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title(
            f"DANH SÁCH SÁNG KIẾN, ĐỀ TÀI ĐƯỢC CÔNG NHẬN NĂM {year}",
            attached=f"(Kèm theo Quyết định số {3120 + 9 * (year - 2014)}/QĐ-CAT ngày 14 tháng 12 năm {year} của Giám đốc Công an tỉnh)",
        )
        sheet.header()
        rows = initiatives(year)
        for place, one in enumerate(rows, start=1):
            unit = one.person.step_on(list_day(year)).unit
            sheet.line([place, one.person.name, one.person.number, unit, one.name, one.kind, one.scope, ""])
        sheet.total(f"Tổng cộng: {len(rows)} sáng kiến, đề tài./.")
        sheet.signature(
            place_and_day="", office=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name=deputy_director(date(year, 12, 14))
        )


def write_disciplines(path: Path) -> None:
    """The disciplinary measures of the period."""
    columns = (
        _NUMBER,
        *_WHO,
        Column("Đơn vị", 52),
        Column("Hình thức kỷ luật", 20),
        Column("Số QĐ", 16, "center"),
        Column("Từ ngày", 13, "center"),
        Column("Đến ngày", 13, "center"),
        Column("Ghi chú", 14),
    )
    day = date(2020, 1, 20)
    with Workbook(path, made=datetime(2020, 1, 20, 9), title="Theo dõi kỷ luật") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Kỷ luật", columns, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title("DANH SÁCH THEO DÕI KỶ LUẬT CÁN BỘ, CHIẾN SĨ", attached="(Từ năm 2015 đến năm 2019)")
        sheet.header()
        for place, one in enumerate(disciplines(), start=1):
            unit = one.person.step_on(one.first).unit
            sheet.line(
                [place, one.person.name, one.person.number, unit, one.form, one.decision, one.first, one.over, ""]
            )
        sheet.signature(place_and_day=long_date(PLACE, day), office=("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ"))


def write_earlier_ratings(path: Path) -> None:
    """The ratings before the register, of those whose files were looked through."""
    columns = (_NUMBER, *_WHO, Column("Năm", 9, "center"), Column("Kết quả xếp loại", 28), Column("Ghi chú", 14))
    day = date(2020, 4, 27)
    with Workbook(path, made=datetime(2020, 4, 27, 9), title="Phân loại trước năm 2015") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Trước 2015", columns)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title("DANH SÁCH PHÂN LOẠI CÁN BỘ CÁC NĂM TRƯỚC NĂM 2015", attached="(Theo hồ sơ cán bộ đã rà soát)")
        sheet.header()
        for place, one in enumerate(earlier_ratings(), start=1):
            sheet.line([place, one.person.name, one.person.number, one.year, one.rating, ""])
        sheet.signature(place_and_day=long_date(PLACE, day), office=("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ"))


def write_places(path: Path) -> None:
    """The places of the units in their groups."""
    columns = (
        _NUMBER,
        Column("Tên tập thể", 44),
        Column("Năm", 9, "center"),
        Column("Cụm thi đua", 52),
        Column("Cấp của cụm", 14),
        Column("Thứ hạng", 10, "center"),
        Column("Ghi chú", 14),
    )
    day = date(2020, 1, 20)
    with Workbook(path, made=datetime(2020, 1, 20, 10), title="Xếp hạng cụm thi đua") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Xếp hạng", columns, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title("KẾT QUẢ XẾP HẠNG TRONG CÁC CỤM THI ĐUA", attached="(Từ năm 2015 đến năm 2019)")
        sheet.header()
        for number, one in enumerate(places(), start=1):
            level = {"unit": "Cấp cơ sở", "bo-tinh": "Cấp tỉnh"}[one.level]
            sheet.line([number, one.unit.name, one.year, one.group, level, one.rank, ""])
        sheet.signature(
            place_and_day=long_date(PLACE, day), office=("TL. GIÁM ĐỐC", f"TRƯỞNG {EMULATION_ROOM.upper()}")
        )


def write_unit_ratings(path: Path, year: int) -> None:
    """How the units were rated in one year."""
    columns = (
        _NUMBER,
        Column("Tên tập thể", 64),
        Column("Kết quả xếp loại", 28),
        Column("Ghi chú", 14),
    )
    with Workbook(path, made=datetime(year, 12, 30, 9), title=f"Phân loại tập thể năm {year}") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet(f"Năm {year}", columns)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title(
            f"DANH SÁCH PHÂN LOẠI TẬP THỂ NĂM {year}",
            attached=f"(Kèm theo Quyết định số {3340 + 7 * (year - 2014)}/QĐ-CAT ngày 29 tháng 12 năm {year} của Giám đốc Công an tỉnh)",
        )
        sheet.header()
        for place, one in enumerate(unit_ratings(year), start=1):
            name = one.unit.full if one.unit.level == TEAM_LEVEL else one.unit.name
            sheet.line([place, name, one.rating, ""])
        sheet.signature(
            place_and_day="", office=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name=deputy_director(date(year, 12, 29))
        )
