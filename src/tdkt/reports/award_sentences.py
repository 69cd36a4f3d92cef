"""The paragraph of section II in the sentences that such reports use, each number a fact that opens.

Order: the unit's own honours, orders and medals by form and class, certificates of the Prime Minister, of the ministry and the province,
flags of subordinate units, certificates of commendation; then each giver apart, and the yearly titles.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tdkt.law.catalogue import awards
from tdkt.law.tally import Authority, AwardTally, Period
from tdkt.reports import wording
from tdkt.reports.authorities import level_said
from tdkt.reports.award_tables import FLAGS, RECIPIENTS, is_yearly_title, level_rank
from tdkt.reports.numbers import Json, NumberBook, paragraph, said, sentence
from tdkt.reports.register import STANDING, Honour
from tdkt.vietnamese.folding import same_spelling

_MIN_RUN = 3  # two years in a row are told as "2 lần"
_MAX_NAMED_FLAGS = 5

Clause = list[Json]


def award_paragraphs(book: NumberBook) -> list[Json]:
    """The paragraphs of section II; their numbers are entered in the book as facts."""
    honours = _Standing(book)
    if not honours.all:
        return [paragraph([said("Trong kỳ, sổ chưa ghi khen thưởng nào.")])]
    first = sentence([*_own_clauses(book, honours), *_order_clauses(book, honours)])
    second = sentence(_certificate_clauses(book, honours))
    third = sentence(_flag_clauses(book, honours))
    fourth = sentence(_commendation_clauses(book, honours))
    apart = sentence(_giver_clauses(book, honours))
    titles = sentence(_title_clauses(book, honours))
    return [
        paragraph(runs)
        for runs in (
            _in_one([first, second, third, fourth]),
            [said("Tính riêng từng cấp: "), *apart] if apart else [],
            [said("Về danh hiệu thi đua, "), *titles] if titles else [],
            _unclear(book, honours),
        )
        if runs
    ]


class _Standing:
    """The honours that count in the period: the unit's own, and those of others within it."""

    def __init__(self, book: NumberBook) -> None:
        own = book.register.same_body(book.unit_id)
        by_award = book.register.honours_of(book.unit_id)
        codes = [code for code in awards() if code in by_award]
        self.all = [h for code in codes for h in book.in_period(by_award[code]) if h.state in STANDING]
        self.own = [h for h in self.all if h.unit_of_receiver in own]
        self.others = [h for h in self.all if h.unit_of_receiver not in own]
        self._by_award: dict[str, list[Honour]] = defaultdict(list)
        for h in self.others:
            self._by_award[h.award].append(h)

    def of(self, code: str) -> list[Honour]:
        """Those of others, of one form."""
        return self._by_award.get(code, [])


def _givers(honours: Iterable[Honour]) -> list[Authority]:
    """The givers of these honours, each once, from the highest down; without those whose level or name is not known."""
    found = {(level_said(h.award, h.level), h.giver) for h in honours if h.level and h.giver}
    return [Authority(level, name) for level, name in sorted(found, key=lambda g: (level_rank(g[0]), g[1]))]


def _in_one(sentences: Sequence[list[Json]]) -> list[Json]:
    runs: list[Json] = []
    for one in filter(None, sentences):
        runs += ([said(" ")] if runs else []) + one
    return runs


def _number(book: NumberBook, question: AwardTally) -> Json | None:
    """The number of a question as a run of the sentence; None for zero, of which sentences do not speak."""
    tally, answer = book.ask(question)
    return said(wording.tally_number(tally), book.award_fact(tally, answer)) if tally.count else None


def _numbers(book: NumberBook, questions: Iterable[AwardTally]) -> list[Json]:
    """The numbers of several questions, joined by commas."""
    runs: list[Json] = []
    for question in questions:
        run = _number(book, question)
        if run is not None:
            runs += ([said(", ")] if runs else []) + [run]
    return runs


def _by_kind(
    book: NumberBook,
    award: str,
    *,
    classes: tuple[int, ...] = (),
    givers: Sequence[Authority] = (),
    measure: str = "subjects",
) -> list[Json]:
    """The numbers of collectives, individuals and households that received a form, joined by commas."""
    return _numbers(
        book,
        (
            AwardTally(
                award, kind, None, measure=measure, classes=classes, authorities=tuple(givers),
                period=Period(book.first, book.last),
            )
            for kind in RECIPIENTS
            if kind in awards()[award].recipients
        ),
    )  # fmt: skip


# --- the unit's own ----------------------------------------------------------------------------------


def _own_clauses(book: NumberBook, honours: _Standing) -> list[Clause]:
    """ "5 năm liền Công an tỉnh được Bộ Công an tặng Cờ thi đua; 2 lần được UBND tỉnh tặng Cờ dẫn đầu …"."""
    kinds: dict[tuple[bool, int, int, int, str], Honour] = {}
    for h in honours.own:
        # A giver is told apart for flags and certificates of a ministry or a province; elsewhere the form says who gives.
        several = awards()[h.award].decided_by in ("ministry-or-province", "unit")
        key = (h.award not in FLAGS, level_rank(h.level) if several else 0, awards()[h.award].rank, h.class_ or 0,
               h.giver if several else "")  # fmt: skip
        kinds.setdefault(key, h)
    clauses: list[Clause] = []
    for key in sorted(kinds):
        h = kinds[key]
        givers = _givers([h]) if key[4] or h.award in ("co-thi-dua-chinh-phu", "bang-khen-thu-tuong") else []
        question = AwardTally(
            h.award, "self", None, measure="times", classes=(h.class_,) if h.class_ else (),
            authorities=tuple(givers), period=Period(book.first, book.last),
        )  # fmt: skip
        subject = f" {book.unit_short}" if not clauses else ""
        giver = f" {givers[0].name}" if givers else ""
        clauses.append(
            [*_times(book, question), said(f"{subject} được{giver} tặng {_own_form(h, named=bool(givers))}")]
        )
    return clauses


def _times(book: NumberBook, question: AwardTally) -> list[Json]:
    """ "5 năm liền" where every time lies in one run of years, else "6 lần" and the longest run behind it."""
    tally, answer = book.ask(question)
    run, behind = book.ask(_consecutive(question, 1))
    if (run.count or 0) < _MIN_RUN:
        return [said(wording.tally_number(tally), book.award_fact(tally, answer))]
    run = _consecutive(run, run.count or 0)
    if run.count == tally.count:
        return [said(wording.tally_number(run), book.award_fact(run, behind))]
    return [
        said(wording.tally_number(tally), book.award_fact(tally, answer)),
        said(" (có "),
        said(wording.tally_number(run), book.award_fact(run, behind)),
        said(")"),
    ]


def _consecutive(tally: AwardTally, years: int) -> AwardTally:
    return AwardTally(
        tally.award, tally.recipient, tally.count, measure=tally.measure, classes=tally.classes,
        authorities=tally.authorities, period=tally.period, consecutive=years,
    )  # fmt: skip


def _own_form(h: Honour, *, named: bool) -> str:
    if h.award == "co-thi-dua-bo-tinh":
        return "Cờ dẫn đầu phong trào thi đua" if h.level == "province" else "Cờ thi đua"
    if named and h.award in ("co-thi-dua-chinh-phu", "bang-khen-thu-tuong", "bang-khen-bo-tinh"):
        return "Cờ thi đua" if h.award in FLAGS else "Bằng khen"
    words = awards()[h.award].titled(h.class_)
    return f"danh hiệu {words}" if is_yearly_title(h.award) else words


# --- of others ---------------------------------------------------------------------------------------


def _order_clauses(book: NumberBook, honours: _Standing) -> list[Clause]:
    """ "4 tập thể, 1 cá nhân được tặng Huân chương Bảo vệ Tổ quốc hạng Nhì"."""
    kinds = ("order", "medal", "honorary-title", "prize", "commemorative-medal")
    codes = [code for code, award in awards().items() if award.kind in kinds]
    clauses: list[Clause] = []
    for code in codes:
        award = awards()[code]
        classes = sorted({h.class_ for h in honours.of(code) if h.class_ is not None}) if award.classes else [None]
        for class_ in classes:
            runs = _by_kind(book, code, classes=(class_,) if class_ else ())
            verb = "được phong tặng danh hiệu" if award.kind == "honorary-title" else "được tặng"
            if runs:
                clauses.append([*runs, said(f" {verb} {award.titled(class_)}")])
    return clauses


def _certificate_clauses(book: NumberBook, honours: _Standing) -> list[Clause]:
    """ "Thủ tướng Chính phủ tặng Bằng khen 9 tập thể, 2 cá nhân; Bộ Công an và UBND tỉnh tặng Bằng khen …"."""
    clauses: list[Clause] = []
    for code in ("bang-khen-thu-tuong", "bang-khen-bo-tinh", "bang-khen-quan-khu"):
        for givers in _circles(book, _givers(honours.of(code))):
            runs = _by_kind(book, code, givers=givers)
            if runs:
                clauses.append([said(f"{wording.authorities_words(givers)} tặng Bằng khen "), *runs])
    return clauses


def _circles(book: NumberBook, givers: Sequence[Authority]) -> list[list[Authority]]:
    """The office's own ministry and province together, as reports say them in one breath; every other giver apart."""
    parent = book.register.office.parent
    home = [
        giver
        for giver in givers
        if (giver.level == "ministry" and (not parent or same_spelling(giver.name, parent)))
        or (giver.level == "province" and giver.name.startswith("UBND"))
    ]
    return [circle for circle in [home, *([g] for g in givers if g not in home)] if circle]


def _giver_clauses(book: NumberBook, honours: _Standing) -> list[Clause]:
    """The ministry's and the province's certificates each apart; nothing where only one of them gave any."""
    code = "bang-khen-bo-tinh"
    clauses: list[Clause] = []
    for circle in _circles(book, _givers(honours.of(code))):
        for giver in circle if len(circle) > 1 else ():
            runs = _by_kind(book, code, givers=[giver])
            if runs:
                clauses.append([said(f"{giver.name} tặng Bằng khen "), *runs])
    return clauses


def _flag_clauses(book: NumberBook, honours: _Standing) -> list[Clause]:
    """Flags of subordinate units: the Government's by name and year while they are few, the others by number."""
    clauses: list[Clause] = []
    government = honours.of("co-thi-dua-chinh-phu")
    by_number = len(government) > _MAX_NAMED_FLAGS
    for year in [] if by_number else sorted({h.year for h in government if h.year}):
        units = [h for h in government if h.year == year]
        givers = _givers(units)
        tally, answer = book.ask(
            AwardTally("co-thi-dua-chinh-phu", "collective", None, authorities=tuple(givers), period=Period(year, year))
        )
        names = wording.joined(
            list(
                dict.fromkeys(
                    book.register.name_on(h.unit_of_receiver, h.day) or book.register.lines[h.row].receiver
                    for h in units
                )
            )
        )
        address = book.award_fact(tally, answer)
        clauses.append([said("Chính phủ tặng "), said(f"Cờ thi đua năm {year}", address), said(f" cho {names}")])
    for code in sorted(FLAGS, key=lambda code: awards()[code].rank):
        if code == "co-thi-dua-chinh-phu" and not by_number:
            continue
        for giver in _givers(honours.of(code)):
            runs = _by_kind(book, code, givers=[giver])
            flag = "Cờ dẫn đầu phong trào thi đua" if giver.level == "province" else "Cờ thi đua"
            if runs:
                clauses.append([said(f"{giver.name} tặng {flag} "), *runs])
    return clauses


def _commendation_clauses(book: NumberBook, honours: _Standing) -> list[Clause]:
    """ "310 tập thể, 1.024 cá nhân được tặng Giấy khen"."""
    runs = _by_kind(book, "giay-khen") if honours.of("giay-khen") else []
    return [[*runs, said(" được tặng Giấy khen")]] if runs else []


def _title_clauses(book: NumberBook, honours: _Standing) -> list[Clause]:
    """ "412 lượt cá nhân đạt danh hiệu Chiến sĩ thi đua cơ sở"."""
    clauses: list[Clause] = []
    for code in awards():
        if is_yearly_title(code) and honours.of(code):
            runs = _by_kind(book, code, measure="instances")
            if runs:
                clauses.append([*runs, said(f" đạt danh hiệu {awards()[code].name}")])
    return clauses


def _unclear(book: NumberBook, honours: _Standing) -> list[Json]:
    """What the sentences above cannot tell: honours without a year, without the class of their order, without a giver."""
    by_award = book.register.honours_of(book.unit_id)
    undated = [h for code in awards() for h in by_award.get(code, ()) if h.year is None and h.state in STANDING]
    unclassed = [h for h in honours.all if awards()[h.award].classes and h.class_ is None]
    ungiven = [
        h
        for h in honours.others
        if h.award in ("bang-khen-bo-tinh", "co-thi-dua-bo-tinh") and not (h.level and h.giver)
    ]
    clauses: list[Clause] = []
    for name, found, words in (
        ("undated", undated, "chưa rõ năm, không tính vào kỳ"),
        ("unclassed", unclassed, "chưa rõ hạng"),
        ("ungiven", ungiven, "chưa rõ cấp tặng"),
    ):
        if found:
            number = wording.number_words(len(found), "lượt khen thưởng")
            address = book.open(
                f"unclear.{name}",
                title=f"{number} · {words}",
                number=len(found),
                counts=wording.instances_words(None),
                whose=wording.whose_words(None, book.unit_name),
                basis="không có trong sổ"
                if name == "undated"
                else wording.basis_words([h.award for h in found], book.first, book.last),
                rows=[h.row for h in found],
            )
            clauses.append([said(number, address), said(f" {words}")])
    return [said("Trong sổ còn "), *sentence(clauses)] if clauses else []
