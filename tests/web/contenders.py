"""People of the district who stand differently before the title of base-level emulation fighter for 2019, asked on 25 May 2020.

An      rated well each year since 2010, Chiến sĩ tiên tiến of 2018 and 2019, an initiative in 2019: eligible
Bình    the same without an initiative: not eligible
Chi     the same as Bình, but nobody attests that the register is complete: not enough evidence
Dũng    like An, with a reprimand that runs until 2021: only time is missing
"""

from dataclasses import dataclass
from datetime import date

from tdkt.operations.ledger import writing
from tdkt.operations.standing import attest_complete, set_standing
from tdkt.records.models import Conferral, Discipline, Initiative, Office, Person, Subject, Unit
from tests.web.register import NOON, enter_award, enter_decision, enter_person, enter_ratings

ON = date(2020, 5, 25)
TITLE = "chien-si-thi-dua-co-so"


@dataclass(frozen=True)
class Contenders:
    district: Unit
    an: Subject
    binh: Subject
    chi: Subject
    dung: Subject
    titles: dict[str, Conferral]

    @property
    def keys(self) -> list[int]:
        """In the order of their names."""
        return [self.an.pk, self.binh.pk, self.chi.pk, self.dung.pk]


def enter_contenders(office: Office) -> Contenders:
    district = Unit.objects.get(name="Công an huyện mẫu")
    set_standing(office.unit_id, force="police", by=None, at=NOON)
    decision = enter_decision("77/QĐ-CAT", date(2020, 1, 6), level="province", authority="Giám đốc Công an tỉnh")
    people = {}
    titles = {}
    for name in ("Phan Văn An", "Lê Thị Bình", "Trần Mai Chi", "Ngô Văn Dũng"):
        person = enter_person(name, district, born="1985-03-01")
        with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "can-bo.xlsx"}) as pen:
            pen.change(Person.objects.get(subject=person), sex="m", joined="2008-09-01")
        enter_ratings(person, range(2010, 2020), rating="hoan-thanh-tot")
        titles[name] = enter_award(person, decision, award="chien-si-tien-tien", for_from=2019, for_to=2019)
        people[name.split()[-1]] = person
    attest_complete(
        2008,
        subjects=[district.subject_id, *(people[name].pk for name in ("An", "Bình", "Dũng"))],
        by=None,
        at=NOON,
        reason="đã đối chiếu",
    )
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "sang-kien.xlsx"}) as pen:
        pen.add(
            [
                Initiative(subject=people[name], year=2019, name=f"Tuần tra {name}", folded=f"tuan tra {name}")
                for name in ("An", "Dũng")
            ]
        )
        pen.add_one(Discipline(subject=people["Dũng"], form="khien-trach", from_day="2019-11-20", to_day="2021-01-01"))
    return Contenders(
        district,
        people["An"],
        people["Bình"],
        people["Chi"],
        people["Dũng"],
        {name.split()[-1]: one for name, one in titles.items()},
    )
