"""Monthly classes of the sample office: the sets, the class of each unit, and those of the people of two units from January 2019.

The shares are the sample's own, marked as such; a real office writes down its own rule and where it stands.
"""

from collections.abc import Sequence

from tdkt.sample.seed import chance

CLASSES = (("1", "Loại 1", True), ("2", "Loại 2", True), ("3", "Loại 3", False), ("4", "Loại 4", False))
FLAGS = (
    ("DS", "Cờ đỏ có sao", True),
    ("D", "Cờ đỏ", True),
    ("C", "Cờ cam", False),
    ("X", "Cờ xanh", False),
    ("V", "Cờ vàng", False),
)
PERSONS, UNITS, WEEKS = "Phân loại cán bộ, chiến sĩ hằng tháng", "Phân loại tập thể hằng tháng", "Cờ thi đua tuần"
SHARES = {"1": 40, "2": 30, "3": 20}
"""At most so many per cent of the people of a collective of a class may be of class 1."""
SOURCE = "Quy định của sổ mẫu (tự đặt, không phải văn bản có thật)"
MONTHS = tuple(f"{year}-{month:02d}" for year in (2019, 2020) for month in range(1, 13) if (year, month) < (2020, 5))
WHOSE = ("Công an huyện Đại Lộc", "Phòng Công tác đảng và công tác chính trị")
"""The units that enter the classes of their people."""
UNFINISHED = {("Công an huyện Đại Lộc", "2020-04"): 9}
"""Tables that were left unfinished: so many people lack a class."""
NOTES = {"1": "Lập công", "4": "Vi phạm quy trình công tác"}


def class_of_unit(unit: str, month: str) -> str:
    """The class of a unit in a month: mostly 2."""
    return chance(f"grades: {unit} {month}").choices(("1", "2", "3"), (3, 6, 1))[0]


def classes(unit: str, month: str, numbers: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The classes of people (by service number) of a unit in a month with a note where there is one, within the share of its class."""
    stream = chance(f"grades of people: {unit} {month}")
    people = sorted(numbers)
    stream.shuffle(people)
    best = len(people) * SHARES[class_of_unit(unit, month)] // 100
    found: dict[str, tuple[str, str]] = {}
    for place, number in enumerate(people):
        grade = "1" if place < best - stream.randint(0, 2) else stream.choices(("2", "3", "4"), (90, 9, 1))[0]
        found[number] = (grade, NOTES.get(grade, "") if stream.random() < 0.2 else "")
    for number in people[len(people) - UNFINISHED.get((unit, month), 0) :]:
        del found[number]
    return found
