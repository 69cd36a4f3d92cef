"""Thirty rules of the kinds that the law has, in the project's own words: what the project and every peer decide side by side.

The forms asked about are ones that nobody in these registers holds, so that no year is used up: the peers need not know of that. They
do know that years count only after a discipline and that a discipline in force bars. A real catalogue is run by the project alone.
"""

from datetime import date

from tdkt.bench.registers import TITLES
from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    EveryYear,
    Given,
    Holding,
    Holds,
    Initiated,
    NotHeld,
    Number,
    Rated,
    Rule,
    Run,
    Service,
    Titled,
    Track,
)

DONE, WELL, BEST = Rated("hoan-thanh"), Rated("hoan-thanh-tot"), Rated("hoan-thanh-xuat-sac")
TITLED = tuple(Titled(TITLES[level:]) for level in range(4))
"""At least so high a title of the year."""
LOCAL, PROVINCIAL, NATIONAL = Initiated("co-so"), Initiated("bo-tinh"), Initiated("toan-quoc")
LETTER, BY_PROVINCE, BY_PREMIER = Holding("giay-khen"), Holding("bang-khen-bo-tinh"), Holding("bang-khen-thu-tuong")


def labour(class_: int) -> Holding:
    return Holding("huan-chuong-lao-dong", class_)


def medal(class_: int) -> Holding:
    return Holding("huy-chuong-chien-si-ve-vang", class_)


def row(of: Track, years: int, *after: Holding, which: str = "earliest") -> Run:
    """So many years in a row up to the year asked."""
    return Run(of, Number(years), after=after, which=which)


def times(of: Track, number: int, last: int) -> Count:
    return Count(of, Number(number), last=last)


def served(years: float, women: float | None = None, under: float | None = None) -> Service:
    return Service(
        Number(years),
        women=None if women is None else Number(women),
        under=None if under is None else Number(under),
    )


def since(holding: Holding, years: int) -> Run:
    """So many full years after an award."""
    return Run(EveryYear(), Number(years), after=(holding,))


def both(*parts: Condition) -> AllOf:
    return AllOf(parts)


def either(*parts: Condition) -> AnyOf:
    return AnyOf(parts)


# fmt: off
_STATED: tuple[tuple[str, int | None, Condition], ...] = (
    ("chien-si-tien-tien", None, row(WELL, 1)),
    ("don-vi-tien-tien", None, both(row(TITLED[0], 1), either(times(LOCAL, 1, 1), row(BEST, 1)))),
    ("don-vi-quyet-thang", None, both(row(TITLED[1], 3), times(PROVINCIAL, 1, 3))),
    ("co-thi-dua-quan-khu", None, both(times(TITLED[2], 2, 6), row(TITLED[2], 2), times(NATIONAL, 1, 6))),
    ("gia-dinh-van-hoa", None, both(row(WELL, 1), either(row(TITLED[0], 1), times(LOCAL, 1, 1)))),
    ("thon-to-dan-pho-van-hoa", None, both(row(WELL, 2), served(2))),
    ("xa-phuong-tieu-bieu", None, both(row(WELL, 2), row(TITLED[0], 2), times(LOCAL, 2, 2))),
    ("bang-khen-quan-khu", None, both(row(BEST, 3), either(times(TITLED[0], 2, 3), times(TITLED[1], 3, 3)))),
    ("huan-chuong-chien-cong", 3, both(row(WELL, 3), either(row(TITLED[1], 3), Holds((BY_PROVINCE,), 2)))),
    ("huan-chuong-chien-cong", 2, both(row(WELL, 5, BY_PROVINCE), either(times(TITLED[1], 3, 5), times(PROVINCIAL, 2, 5)))),
    ("huan-chuong-chien-cong", 1, both(row(BEST, 5), Holds((BY_PREMIER,)), either(times(LOCAL, 3, 5), times(TITLED[1], 5, 5)))),
    ("huan-chuong-bao-ve-to-quoc", 3, both(row(WELL, 5, BY_PREMIER), either(times(TITLED[1], 3, 5), times(PROVINCIAL, 2, 5)))),
    ("huan-chuong-bao-ve-to-quoc", 2, both(row(BEST, 5, labour(3)), times(TITLED[2], 2, 5))),
    ("huan-chuong-bao-ve-to-quoc", 1, both(row(BEST, 5, labour(2)), either(times(TITLED[2], 3, 5), times(PROVINCIAL, 3, 5)))),
    ("huan-chuong-quan-cong", 3, both(row(WELL, 5, labour(1)), served(25, 20))),
    ("huan-chuong-quan-cong", 2, both(row(WELL, 3, LETTER, which="latest"), since(BY_PROVINCE, 4))),
    ("huan-chuong-quan-cong", 1, both(served(20, 15), times(WELL, 15, 20))),
    ("huan-chuong-doc-lap", 3, both(served(20, 15), NotHeld((medal(1),)))),
    ("huan-chuong-doc-lap", 2, both(served(15, 10), either(row(TITLED[2], 1), Holds((medal(3),)), Holds((medal(2),))))),
    ("huan-chuong-doc-lap", 1, both(served(25, 20), times(TITLED[1], 10, 10), NotHeld((labour(1), labour(2))))),
    ("huan-chuong-dai-doan-ket-dan-toc", None, both(row(TITLED[1], 2), row(BEST, 2), times(Given(("bang-khen-bo-tinh", "giay-khen")), 1, 5))),
    ("huan-chuong-dung-cam", None, both(row(TITLED[2], 2), row(BEST, 2), times(Given(("bang-khen-bo-tinh",)), 2, 8))),
    ("huan-chuong-sao-vang", None, both(row(TITLED[2], 3), times(Given(("bang-khen-bo-tinh", "bang-khen-thu-tuong")), 2, 10))),
    ("anh-hung-lao-dong", None, both(row(TITLED[2], 5), Holds((labour(1), labour(2), labour(3))), times(PROVINCIAL, 3, 10))),
    ("nha-giao-uu-tu", None, both(served(15, 10), times(TITLED[1], 7, 20), Holds((BY_PROVINCE, BY_PREMIER)), times(PROVINCIAL, 2, 20))),
    ("nha-giao-nhan-dan", None, both(served(20, 15), times(TITLED[1], 9, 20), since(BY_PREMIER, 6))),
    ("thay-thuoc-uu-tu", None, both(served(15, 10), times(WELL, 12, 15), either(times(TITLED[1], 3, 10), Holds((BY_PROVINCE,), 2)))),
    ("nghe-nhan-uu-tu", None, both(served(15), either(times(Given(("giay-khen",)), 3, 20), Holds((BY_PREMIER,))))),
    ("huy-chuong-quan-ky-quyet-thang", None, both(served(25, 20, 40), times(WELL, 18, 20), NotHeld((labour(3), labour(2), labour(1))))),
    ("huan-chuong-ho-chi-minh", None, both(either(times(LOCAL, 3, 3), times(NATIONAL, 1, 3), both(times(PROVINCIAL, 2, 5), row(TITLED[0], 2))), row(WELL, 2))),
)
# fmt: on


def thirty_rules() -> tuple[Rule, ...]:
    """The rules, for individuals, of ground công trạng, in force on every day."""
    return tuple(
        Rule(
            id=f"bench/art-{number}",
            award=award,
            class_=class_,
            subjects=frozenset({"individual"}),
            forces=frozenset(),
            ground="cong-trang",
            condition=condition,
            from_=date(2000, 1, 1),
            to=None,
        )
        for number, (award, class_, condition) in enumerate(_STATED, 1)
    )
