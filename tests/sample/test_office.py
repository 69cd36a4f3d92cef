"""The sample office, read back from its files as any spreadsheet program would read them."""

import re
import time
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from tdkt.sample.award_lists import list_files
from tdkt.sample.awards import book
from tdkt.sample.office import KNOWN_ON, SampleFile, accounts, broken_file, write_office
from tdkt.sample.people import force
from tdkt.sample.units import DISTRICTS, units
from tdkt.vietnamese.folding import fold, place_tones

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "article"
OWN_TEXTS = sorted((Path(__file__).parent.parent / "reader" / "texts").glob("*.txt"))
HEADINGS = {
    "Ngày, tháng, năm sinh": "Ngày sinh",
    "Số hiệu CAND": "Số hiệu",
    "Số quyết định": "Số QĐ",
    "Ngày ký": "Ngày QĐ",
}
DITTO = ("nt", "-nt-", '"')
DECISION = re.compile(r"(?:Quyết định|Tờ trình) số (\S+) ngày (\d+) tháng (\d+) năm (\d{4})")


class Given(NamedTuple):
    """One award as the file says it."""

    award: str
    class_: str
    symbol: str
    day: date
    kind: str
    receiver: str
    year: str


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[SampleFile, ...]:
    return write_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def given(office: tuple[SampleFile, ...]) -> list[Given]:
    return [row for file in office if file.kind == "awards" for row in read_awards(file.path)]


def rows_of(path: Path) -> list[tuple[str, list[list[object]]]]:
    """Every visible sheet: its name and its cells."""
    workbook = openpyxl.load_workbook(path)
    return [(s.title, [list(r) for r in s.iter_rows(values_only=True)]) for s in workbook if s.sheet_state == "visible"]


def under_headings(cells: list[list[object]]) -> list[dict[str, object]]:
    """The grid's rows by heading, group lines and signatures left out; "nt" is what stands above."""
    start = next(i for i, row in enumerate(cells) if row[0] == "STT")
    headings = [HEADINGS.get(" ".join(str(h).split()), " ".join(str(h).split())) for h in cells[start]]
    found: list[dict[str, object]] = []
    for row in cells[start + 1 :]:
        if not re.fullmatch(r"\d+", str(row[0])) or row[1] is None:
            continue
        said = {h: (clean(v) if isinstance(v, str) else v) for h, v in zip(headings, row, strict=True)}
        found.append({h: found[-1][h] if v in DITTO else v for h, v in said.items()})
    return found


def clean(text: str) -> str:
    return " ".join(place_tones(unicodedata.normalize("NFC", text)).split())


def day_of(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    day, month, year = re.split(r"[./]", str(value))
    return date(int(year), int(month), int(day))


def award_in(text: str) -> tuple[str, str]:
    """Form and class that a title, a heading line or a cell names."""
    folded = fold(text)
    class_ = next((c for c in ("nhat", "nhi", "ba") if f"hang {c}" in folded), "")
    forms = {
        "co-chinh-phu": "co thi dua cua chinh phu",
        "co-bo": "co thi dua cua bo cong an",
        "co-tinh": "co dan dau phong trao thi dua",
        "don-vi-quyet-thang": "don vi quyet thang",
        "don-vi-tien-tien": "don vi tien tien",
        "bao-ve-to-quoc": "huan chuong bao ve to quoc",
        "chien-cong": "huan chuong chien cong",
        "ve-vang": "huy chuong chien si ve vang",
        "vi-antq": "huy chuong vi an ninh to quoc",
        "bang-khen": "bang khen",
        "giay-khen": "giay khen",
    }
    return next((form for form, words in forms.items() if words in folded), ""), class_


def read_awards(path: Path) -> list[Given]:
    found = []
    for _, cells in rows_of(path):
        heading = next(i for i, row in enumerate(cells) if row[0] == "STT")
        title = clean(" ".join(str(row[0]) for row in cells[:heading] if row[0]))
        signed = DECISION.search(title)
        part = award_in(title)
        kind = "individual" if "CÁ NHÂN" in title and "TẬP THỂ" not in title else "collective"
        people = iter(under_headings(cells))
        for row in cells[heading + 1 :]:
            if not re.fullmatch(r"\d+", str(row[0])) or row[1] is None:
                line = clean(str(row[0] or ""))
                kind = (
                    "individual" if "cá nhân" in line.lower() else "collective" if "tập thể" in line.lower() else kind
                )
                part = award_in(line) if award_in(line)[0] else part
                continue
            said = next(people)
            name = str(
                said.get("Họ và tên / Tên tập thể")
                or said.get("Tên tập thể")
                or said.get("Họ và tên")
                or said.get("Họ tên")
                or said.get("Họ và Tên")
            )
            who = str(said.get("Số hiệu") or said.get("Ngày sinh") or "")
            is_person = kind == "individual" or bool(who)
            receiver = (
                f"{fold(name.split('Đ/c ')[-1])} {who}"
                if is_person
                else f"{name}, {said['Đơn vị']}"
                if said.get("Đơn vị")
                else name
            )
            award, class_ = award_in(str(said["Hình thức khen thưởng"])) if "Hình thức khen thưởng" in said else part
            class_ = fold(str(said["Hạng"])) if said.get("Hạng") else class_
            symbol, day = (
                (str(said["Số QĐ"]), day_of(said["Ngày QĐ"]))
                if "Số QĐ" in said
                else (signed[1], date(int(signed[4]), int(signed[3]), int(signed[2])))
            )  # type: ignore[index]
            year = re.findall(r"\d{4}", title.split("(Kèm")[0])
            found.append(
                Given(
                    award,
                    class_,
                    symbol,
                    day,
                    "individual" if is_person else "collective",
                    receiver,
                    year[0] if year else "",
                )
            )
    return found


# --- totals ------------------------------------------------------------------------------------


def test_the_totals_are_those_of_the_five_year_summary(given: list[Given]) -> None:
    own = "Công an tỉnh Quảng Nam"
    inside = [g for g in given if date(2015, 1, 1) <= g.day <= KNOWN_ON and "/QĐ-" in g.symbol]
    count = Counter((g.award, g.class_, g.kind) for g in inside if g.award in ("bao-ve-to-quoc", "chien-cong"))
    assert count == {
        ("chien-cong", "ba", "individual"): 1,
        ("bao-ve-to-quoc", "nhi", "collective"): 4,
        ("bao-ve-to-quoc", "nhi", "individual"): 1,
        ("bao-ve-to-quoc", "ba", "collective"): 1,
        ("bao-ve-to-quoc", "ba", "individual"): 57,
    }
    by_giver = Counter((g.symbol.split("QĐ-")[1], g.kind) for g in inside if g.award == "bang-khen")
    assert (by_giver["TTg", "collective"], by_giver["TTg", "individual"]) == (9, 2)
    assert by_giver["BCA", "collective"] + by_giver["UBND", "collective"] == 209
    assert by_giver["BCA", "individual"] + by_giver["UBND", "individual"] == 407
    assert set(by_giver) == {(giver, kind) for giver in ("TTg", "BCA", "UBND") for kind in ("collective", "individual")}
    flags = sorted((g.award, g.year, g.receiver) for g in inside if g.award.startswith("co-"))
    assert flags == [
        *[("co-bo", str(year), own) for year in range(2015, 2020)],
        ("co-chinh-phu", "2019", "Phòng Tham mưu"),
        *[("co-tinh", year, own) for year in ("2016", "2018")],
    ]


def test_nobody_has_the_same_merit_twice_and_the_provincial_police_has_none(given: list[Given]) -> None:
    merits = [g for g in given if g.award == "bang-khen" and "TTg" not in g.symbol and g.kind == "collective"]
    assert len({g.receiver for g in merits}) == 209
    assert "Công an tỉnh Quảng Nam" not in {g.receiver for g in merits}
    people = [c.receiver for group in book().merits for c in group.conferrals if hasattr(c.receiver, "number")]
    assert len({p.number for p in people}) == len(people) == 407  # type: ignore[union-attr]


def test_commendations_are_given_again_and_again_to_some(given: list[Given]) -> None:
    papers = [g for g in given if g.award == "giay-khen"]
    assert Counter(g.kind for g in papers) == {"individual": 640, "collective": 160}
    people = Counter(c.receiver.name for group in book().commendations for c in group.conferrals)
    assert max(people.values()) >= 3


def test_three_are_proposed_and_not_yet_decided(given: list[Given]) -> None:
    proposed = [g for g in given if "TTr" in g.symbol]
    assert [(g.award, g.class_, g.kind, g.day.year) for g in proposed] == [
        ("bao-ve-to-quoc", "ba", "individual", 2020)
    ] * 3


def test_one_room_is_determined_unit_five_years_on_end_across_its_merger(given: list[Given]) -> None:
    runs: dict[str, set[int]] = {}
    line = {u.full: u.full for u in units()}
    for unit in units():
        for before in unit.succeeds:
            line[before] = unit.full
    for g in given:
        if g.award == "don-vi-quyet-thang":
            runs.setdefault(line[g.receiver], set()).add(int(g.year))
    five = [name for name, years in runs.items() if len(years) == 5]
    assert five == ["Phòng Công tác đảng và công tác chính trị"]


# --- people, units, ratings, models ------------------------------------------------------------


def test_the_staff_lists_hold_some_two_thousand_people_who_can_be_told_apart(office: tuple[SampleFile, ...]) -> None:
    people = [
        row
        for file in office
        if file.kind == "people"
        for _, cells in rows_of(file.path)
        for row in under_headings(cells)
    ]
    assert 1900 <= len(people) <= 2150
    assert len({p["Số hiệu"] for p in people}) == len(people)
    assert all(re.fullmatch(r"000-\d{4}", str(p["Số hiệu"])) for p in people)
    names = Counter(p["Họ và tên"] for p in people)
    assert sorted(names.values())[-3:] == [1, 2, 2]
    assert any(fold(str(name)).endswith(" duc") and str(name).endswith(" Đức") for name in names)
    assert len({(p["Họ và tên"], p["Ngày sinh"]) for p in people}) == len(people)


def test_every_unit_that_a_person_or_a_team_names_is_in_the_lists_of_units(office: tuple[SampleFile, ...]) -> None:
    known = {"Bộ Công an"}
    parents = set()
    for file in office:
        if file.kind != "units":
            continue
        for row in (r for _, cells in rows_of(file.path) for r in under_headings(cells)):
            parents.add(row["Đơn vị cấp trên"])
            known |= {str(row["Tên đơn vị"]), f"{row['Tên đơn vị']}, {row['Đơn vị cấp trên']}"}
            assert set(filter(None, str(row["Kế thừa"] or "").split("; "))) <= known
    assert parents <= known
    people = [
        row
        for file in office
        if file.kind == "people"
        for _, cells in rows_of(file.path)
        for row in under_headings(cells)
    ]
    assert {p["Đơn vị"] for p in people} <= known


def test_the_unit_lists_hold_18_district_polices_and_28_rooms_from_2018_on() -> None:
    day = date(2019, 1, 1)
    standing = Counter(u.level for u in units() if u.stands_on(day))
    assert (standing["Cấp huyện"], standing["Cấp phòng"], standing["Cấp tỉnh"]) == (18, 28, 1)


def test_every_unit_with_a_post_at_its_head_has_one_head() -> None:
    day = date(2019, 6, 1)
    heads = Counter(
        p.step_on(day).unit
        for p in force()
        if p.serves_on(day)
        and re.match(r"Trưởng phòng|Trưởng Công an (huyện|thành|thị xã)|Chánh|Giám thị", p.step_on(day).post)
    )
    assert heads == {u.full: 1 for u in units() if u.stands_on(day) and u.level in ("Cấp phòng", "Cấp huyện")}


def test_everyone_in_the_force_is_rated_every_year(office: tuple[SampleFile, ...]) -> None:
    ranks = [
        "Không hoàn thành nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành xuất sắc nhiệm vụ",
    ]
    for file in (f for f in office if f.kind == "ratings"):
        year = int(file.path.stem)
        ((_, cells),) = rows_of(file.path)
        rows = under_headings(cells)
        assert len(rows) == sum(p.serves_on(date(year, 11, 30)) for p in force())
        said = {r.get("Kết quả xếp loại") or r.get("Mức độ hoàn thành nhiệm vụ") for r in rows}
        assert said == set(ranks)
        assert {r["Danh hiệu thi đua"] for r in rows} == {None, "Chiến sĩ tiên tiến", "Chiến sĩ thi đua cơ sở"}


def test_the_models_are_1277_of_92_types_in_18_districts(office: tuple[SampleFile, ...]) -> None:
    ((_, cells),) = rows_of(next(f.path for f in office if f.kind == "models"))
    rows = [r for r in under_headings(cells) if r["Tên mô hình"] != "(3)"]
    assert len(rows) == 1277
    assert len({str(r["Loại mô hình"]) for r in rows}) == 92
    assert {r["Huyện, thị xã, thành phố"] for r in rows} == {d.titled for d in DISTRICTS}
    assert len({(r["Loại mô hình"], r["Địa bàn (thôn, xã)"], r["Huyện, thị xã, thành phố"]) for r in rows}) == 1277
    years = Counter(year_of(r["Ngày thành lập"]) for r in rows)
    assert {y: n for y, n in years.items() if y >= 2015} == {2015: 121, 2016: 148, 2017: 163, 2018: 187, 2019: 172}
    assert sum(n for y, n in years.items() if y < 2015) == 486
    assert any("Tính đến ngày 31/12/2019" in str(row[0]) for row in cells[:8])


def year_of(value: object) -> int:
    return value.year if isinstance(value, datetime) else int(str(value)[-4:])


# --- the folder as a whole ---------------------------------------------------------------------


def test_the_same_version_writes_the_same_bytes(office: tuple[SampleFile, ...], tmp_path: Path) -> None:
    started = time.monotonic()
    again = write_office(tmp_path)
    assert time.monotonic() - started < 10
    assert [f.path.read_bytes() for f in again] == [f.path.read_bytes() for f in office]
    assert [(f.kind, f.received) for f in again] == [(f.kind, f.received) for f in office]


def test_the_office_entered_its_files_one_after_the_other_between_2016_and_may_2020(
    office: tuple[SampleFile, ...],
) -> None:
    moments = [f.received for f in office]
    assert moments == sorted(set(moments))
    assert all(m.utcoffset() == timedelta(hours=7) for m in moments)
    assert date(2016, 1, 1) <= moments[0].date()
    assert moments[-2].date() < KNOWN_ON
    assert (office[-1].kind, moments[-1].date()) == ("units", date(2025, 7, 2))
    assert 30 <= sum(f.kind == "awards" for f in office) <= 50


def test_no_list_is_entered_before_its_decision_was_signed(office: tuple[SampleFile, ...]) -> None:
    received = {f.path.name: f.received.date() for f in office}
    assert all(file.day < received[Path(file.path).name] for file in list_files(book()))


def test_the_broken_list_is_apart(office: tuple[SampleFile, ...]) -> None:
    folder = office[0].path.parent
    broken = broken_file(folder)
    assert broken.kind == "broken"
    assert broken.path.parent.name == "loi"
    assert broken.path not in {f.path for f in office}
    ((_, cells),) = rows_of(broken.path)
    texts = {value for row in cells for value in row}
    assert {"Tr?n V?n B", "31/02/1984"} <= texts


def test_the_sample_people_stand_in_the_staff_list_with_their_units() -> None:
    people = {p.name: p for p in force()}
    assert [
        (a.role, people[a.name].step_on(KNOWN_ON).unit, people[a.name].step_on(KNOWN_ON).post) for a in accounts()
    ] == [(a.role, a.unit, a.post) for a in accounts()]
    assert {a.role for a in accounts()} == {"clerk", "emulation-officer", "inspector", "council-member", "signer"}


# The founding text lies beside the checkout only where the project is made; the project's own text of the same facts is always there.
@pytest.mark.parametrize("text", [*OWN_TEXTS, *sorted(ARTICLE.glob("*.txt"))], ids=lambda path: path.stem)
def test_nobody_in_the_sample_is_named_as_someone_in_a_text_of_the_founding_facts(text: Path) -> None:
    named = place_tones(text.read_text(encoding="utf-8")).casefold()
    assert named
    assert [p.name for p in force() if place_tones(p.name).casefold() in named] == []
