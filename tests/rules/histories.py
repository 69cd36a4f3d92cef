"""Random rules over every kind of limb, and random histories, for the tests that hold the readers of the rules together."""

from datetime import date

import numpy as np
from hypothesis import strategies as st

from tdkt.rules import conditions as c
from tdkt.rules import facts as f
from tdkt.rules.packed import days

TITLES = ("lao-dong-tien-tien", "chien-si-thi-dua-co-so", "tap-the-lao-dong-tien-tien")
FORMS = ("bang-khen-bo-tinh", "huan-chuong-lao-dong", "giay-khen")
CODES = (*TITLES, *FORMS)
POSTS = ("giam-doc", "truong-phong", "thu-kho")
LEVELS = ("ministry", "province")

ON = st.sampled_from(
    [date(2022, 12, 31), date(2023, 1, 1), date(2023, 6, 1), date(2024, 2, 29), date(2024, 12, 31), date(2026, 3, 1)]
)
_DAYS = [
    date(y, m, d)
    for y in (1990, 2008, 2013, 2018, 2020, 2021, 2022, 2023)
    for m, d in ((1, 1), (2, 28), (6, 1), (12, 31))
]
DAY = st.sampled_from([*(days(day) for day in _DAYS), days(date(2020, 2, 29)), f.NO_DAY])
YEAR = st.sampled_from([1974, 1975, 2010, *range(2014, 2026)])
NUMBER = st.builds(
    c.Number,
    st.one_of(st.sampled_from([1.0, 2.0, 3.0, 5.0, 2.5]), st.none()),
    confidence=st.sampled_from(["VERIFIED", "VERIFIED", "SECONDARY", c.MEMORY, "UNKNOWN"]),
)
KNOWN = st.builds(c.Number, st.sampled_from([1.0, 2.0, 3.0, 4.0, 6.0]))
SMALL = st.one_of(KNOWN, KNOWN, NUMBER)
SURE = st.sampled_from(["VERIFIED", "VERIFIED", "VERIFIED", c.MEMORY])

yearly = st.deferred(
    lambda: st.one_of(
        st.builds(c.Rated, st.sampled_from(f.RATINGS)),
        st.builds(c.Titled, st.lists(st.sampled_from(TITLES), min_size=1, max_size=2, unique=True).map(tuple)),
        st.builds(c.EveryYear),
        st.builds(c.Either, st.lists(yearly, min_size=1, max_size=2).map(tuple)),
    )
)
counted = st.one_of(
    st.builds(c.Given, st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True).map(tuple)),
    st.builds(
        c.Initiated,
        st.sampled_from(f.SCOPES),
        st.lists(st.sampled_from(f.INITIATIVE_KINDS), max_size=2, unique=True).map(tuple),
    ),
)
holding = st.builds(c.Holding, st.sampled_from(CODES), st.sampled_from([None, None, 1, 2]))
holdings = st.lists(holding, min_size=1, max_size=3).map(tuple)
count = st.builds(c.Count, st.one_of(yearly, counted), SMALL, last=st.sampled_from([None, 1, 2, 3, 5, 10, 40]))
inside = st.deferred(
    lambda: st.one_of(
        count,
        st.builds(c.OutsideFlags),
        st.builds(c.AllOf, st.lists(inside, min_size=1, max_size=2).map(tuple)),
        st.builds(c.AnyOf, st.lists(inside, min_size=1, max_size=2).map(tuple)),
    )
)
run = st.builds(
    c.Run,
    yearly,
    SMALL,
    ending=st.sampled_from(["proposal", "any"]),
    after=st.one_of(st.just(()), holdings),
    which=st.sampled_from(["earliest", "latest"]),
    within=st.one_of(st.none(), inside),
)
years = st.builds(c.Number, st.sampled_from([0.5, 1.0, 3.0, 5.0, 10.0, 15.0, 1 / 3]))
service = st.builds(
    c.Service,
    st.one_of(years, NUMBER),
    under=st.one_of(st.none(), st.builds(c.Number, st.sampled_from([12.0, 20.0]))),
    women=st.one_of(st.none(), years, NUMBER),
    weighted=st.booleans(),
)
post = st.builds(
    c.PostHeld,
    st.lists(st.sampled_from(POSTS[:2]), min_size=1, max_size=2, unique=True).map(tuple),
    st.one_of(years, NUMBER),
    women=st.one_of(st.none(), years),
)


@st.composite
def members(draw):
    that = draw(st.one_of(st.none(), yearly))
    form = "" if that is not None else draw(st.sampled_from(f.DISCIPLINES[1:]))
    way = draw(st.sampled_from(["share", "at_least", "every", "none"]))
    share = st.builds(c.Number, st.sampled_from([50.0, 70.0, 100 / 3]))
    value = draw(st.one_of(share, NUMBER)) if way == "share" else draw(st.integers(1, 2)) if way == "at_least" else True
    return c.Members(that=that, disciplined=form, strict=draw(st.booleans()), **{way: value})


limb = st.one_of(
    count,
    run,
    run,
    st.builds(c.Holds, holdings, st.integers(1, 2)),
    st.builds(c.NotHeld, holdings),
    service,
    st.builds(c.WholeService, st.sampled_from(f.RATINGS)),
    post,
    members(),
    st.builds(c.Leads, st.lists(st.sampled_from(f.GROUP_LEVELS), min_size=1, max_size=2, unique=True).map(tuple)),
    st.builds(c.OutsideFlags),
    st.builds(c.RoundAnniversary, st.sampled_from([5, 10])),
    st.builds(c.UnitLevel, st.lists(st.sampled_from(LEVELS), min_size=1, max_size=1).map(tuple)),
    st.builds(c.Clean, st.one_of(st.builds(c.Number, st.sampled_from([0.0, 1.0, 2.5, 5.0])), NUMBER)),
    st.builds(c.Judgement, st.just("tiêu chí"), st.just("criterion")),
    st.builds(c.NotKnown, st.just("chưa biết")),
)
tree = st.recursive(
    limb,
    lambda inner: st.one_of(
        st.builds(c.AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(c.AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


def named(part: c.Condition, number: list[int], confidence: list[str]) -> c.Condition:
    """The condition with an id for each limb, as a rule has them once loaded."""
    number[0] += 1
    changes = {"id": f"limb-{number[0]}", "cite": f"law/art-{number[0]}"}
    if confidence and number[0] % 7 == 0:
        changes["confidence"] = confidence[0]
    if isinstance(part, c.AllOf | c.AnyOf):
        changes["parts"] = tuple(named(each, number, confidence) for each in part.parts)
    return type(part)(**{**vars(part), **changes})


@st.composite
def rules(draw, most: int = 3):
    found = []
    for place in range(draw(st.integers(1, most))):
        award, class_ = draw(
            st.sampled_from([("bang-khen-bo-tinh", None), ("huan-chuong-lao-dong", 1), (TITLES[0], None)])
        )
        found.append(
            c.Rule(
                id=f"law/art-{place}",
                award=award,
                class_=class_,
                subjects=frozenset(draw(st.lists(st.sampled_from(f.KINDS), min_size=1, max_size=3))),
                forces=frozenset(draw(st.sampled_from([(), (), ("police",), ("army", "police")]))),
                ground=draw(st.sampled_from(["cong-trang", "cong-trang", "nien-han"])),
                condition=named(draw(tree), [0], draw(st.sampled_from([[], [c.MEMORY]]))),
                from_=date(2000, 1, 1),
                to=None,
                confidence=draw(SURE),
                barred_by_discipline=draw(st.booleans()),
            )
        )
    return found


def columns(rows, *kinds):
    """The rows as columns of these types."""
    return [np.asarray([row[place] for row in rows], kind) for place, kind in enumerate(kinds)]


@st.composite
def histories(draw, most: int = 4):
    n = draw(st.integers(1, most))
    some = st.integers(0, n - 1)
    subject = st.tuples(
        st.sampled_from([0, 0, 1, 2]),
        st.sampled_from([0, 1, 2]),
        st.sampled_from([0, 1, 2, 3]),
        DAY,
        DAY,
        st.sampled_from([f.NO_DAY, f.NO_DAY, days(date(2021, 6, 1))]),
        st.booleans(),
        st.sampled_from([0, 1960, 1975, 2013, 2018, 2022, 2025]),
        st.sampled_from([-1, 0, 1, 2]),
    )
    who = draw(st.lists(subject, min_size=n, max_size=n))
    kind, sex, force, born, begun, left, outside, since, level = columns(
        who, np.int8, np.int8, np.int8, np.int32, np.int32, np.int32, np.bool_, np.int16, np.int16
    )
    half = st.sampled_from([0, 0, 2013, 2019, 2020, 2021, 2022, 2023, 2024, 1970])

    def rows(*parts, size=8):
        return draw(st.lists(st.tuples(some, *parts), max_size=size))

    ratings = rows(YEAR, st.integers(0, 3), size=25)
    awards = rows(
        st.integers(0, len(CODES) - 1),
        st.sampled_from([0, 0, 1, 2]),
        DAY,
        half,
        half,
        st.sampled_from([0, 1, 1, 2, 3, 5]),
        st.sampled_from([0, 0, 0, 1, 2, 3]),
        size=12,
    )
    initiatives = rows(YEAR, st.integers(0, 2), st.integers(0, 3), size=12)
    disciplines = rows(st.integers(0, 5), DAY, DAY, size=2)
    posts = rows(st.integers(0, 2), st.sampled_from([1.0, 1.5, 2.0]), DAY, DAY, size=5)
    belong = draw(st.lists(st.tuples(some, some, DAY, DAY), max_size=5))
    rankings = rows(st.sampled_from([2021, 2022, 2023, 2024]), st.integers(0, 2), st.integers(1, 2), size=4)
    i8, i16, i32 = np.int8, np.int16, np.int32
    return f.Facts(
        codes=CODES,
        subjects=f.Subjects(
            np.asarray([f"s{k}" for k in range(n)], object),
            np.asarray(["" for _ in range(n)], object),
            kind,
            sex,
            force,
            born,
            begun,
            left,
            outside,
            since,
            level,
        ),
        ratings=f.Ratings(*columns(ratings, i32, i16, i8)),
        awards=f.Awards(*columns(awards, i32, i16, i8, i32, i16, i16, i8, i8)),
        initiatives=f.Initiatives(*columns(initiatives, i32, i16, i8, i8)),
        disciplines=f.Disciplines(*columns(disciplines, i32, i8, i32, i32)),
        posts=f.Posts(*columns(posts, i32, i32, np.float64, i32, i32)),
        members=f.MemberRows(*columns(belong, i32, i32, i32, i32)),
        rankings=f.Rankings(*columns(rankings, i32, i16, i8, i32)),
        levels=(*LEVELS, "team"),
        posts_named=POSTS,
    )
