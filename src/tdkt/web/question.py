"""The question that a report answers: which years, whose, and as known on which day. It stands in the address, so that a copied link asks the same.

`tu`, `den` are the years, `don-vi` the unit, `biet-den` the day, written day first. What is left out has its default: the years of the
movement, the account's own unit, and the register as it is known now.
"""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from tdkt.operations.reporting import main_period
from tdkt.records.models import Unit
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.words import Word

EARLIEST = 1948
"""The year of the first decree on orders and of the call to emulate: nothing was given before it."""

MOST_YEARS = 15
"""A table has a column for each year; more would not fit a page."""


@dataclass(frozen=True)
class Question:
    """`unit` is None only for an office without a list of units; `known_on` is None for what is known now."""

    first: int
    last: int
    unit: Unit | None
    known_on: date | None
    today: date
    own_unit: bool = True

    @property
    def day(self) -> date:
        """The day to which the answer is known."""
        return self.known_on or self.today

    @property
    def query(self) -> str:
        """The question as the query string of an address, with its "?"."""
        asked: dict[str, str | int] = {"tu": self.first, "den": self.last}
        if self.unit is not None and not self.own_unit:
            asked["don-vi"] = self.unit.pk
        if self.known_on is not None:
            asked["biet-den"] = write_date(self.known_on)
        return f"?{urlencode(asked, safe='/')}"


@dataclass
class Asked:
    """What was typed, with what is wrong with each field; `question` when nothing is."""

    first: str
    last: str
    known_on: str
    unit: Unit | None
    units: list[Unit]
    question: Question | None = None
    problems: dict[str, Word] = field(default_factory=dict)


def read_question(request: HttpRequest) -> Asked:
    """The question of an address. Raises `Http404` for a unit that is not there or that the account does not see."""
    day = today(request)
    first, last = main_period(today=day)
    asked = Asked(
        first=request.GET.get("tu", "").strip() or str(first),
        last=request.GET.get("den", "").strip() or str(last),
        known_on=request.GET.get("biet-den", "").strip(),
        unit=None,
        units=[],
    )
    own = own_unit(request)
    asked.unit = chosen_unit(request) or own
    first_year = read_year(asked, "first", day)
    last_year = read_year(asked, "last", day)
    if first_year is not None and last_year is not None:
        if last_year < first_year:
            asked.problems["last"] = _("The last year stands before the first, %(first)s. Turn them round.") % {
                "first": first_year
            }
        elif last_year - first_year >= MOST_YEARS:
            asked.problems["last"] = _("At most %(most)s years at once: the last year can be %(last)s.") % {
                "most": MOST_YEARS,
                "last": first_year + MOST_YEARS - 1,
            }
    known_on, problem = read_known_on(asked.known_on, today=day)
    if problem:
        asked.problems["known_on"] = problem
    if not asked.problems and first_year is not None and last_year is not None:
        asked.question = Question(
            first_year, last_year, asked.unit, known_on, day, own_unit=own is not None and asked.unit == own
        )
    asked.known_on = asked.known_on or write_date(day)
    return asked


def usual_question(request: HttpRequest) -> Question:
    """What is asked when nothing is said: the account's own unit over the years of the movement, as known now."""
    day = today(request)
    first, last = main_period(today=day)
    return Question(first, last, own_unit(request), None, day)


def read_year(asked: Asked, name: str, day: date) -> int | None:
    """A year of four digits; otherwise None, and why stands in `problems`."""
    typed = getattr(asked, name)
    if typed.isascii() and typed.isdigit() and len(typed) == 4 and EARLIEST <= int(typed) <= day.year:
        return int(typed)
    asked.problems[name] = _("Write a year of four digits, from %(first)s to %(last)s, such as %(last)s.") % {
        "first": EARLIEST,
        "last": day.year,
    }
    return None


def read_known_on(typed: str, *, today: date) -> tuple[date | None, Word]:
    """The day to which the register is to be known, and what is wrong with it.

    Nothing typed, or today, is None: what is known now, with whatever was entered this very day.
    """
    if not typed:
        return None, ""
    read = read_date(typed)
    if read is None or read.day is None:
        return None, _("Write the day first: day/month/year, such as %(day)s.") % {"day": write_date(today)}
    known_on = read.first()
    if known_on > today:
        return None, _("The day %(day)s is still to come; the latest is %(today)s.") % {
            "day": write_date(known_on),
            "today": write_date(today),
        }
    return (None if known_on == today else known_on), ""


def own_unit(request: HttpRequest) -> Unit | None:
    """The unit of the account."""
    account = account_of(request)
    return account.unit if account else None


def chosen_unit(request: HttpRequest) -> Unit | None:
    """The unit that the address names, within the account's reach; None when it names none."""
    chosen = request.GET.get("don-vi", "").strip()
    if not chosen:
        return None
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 12):
        raise Http404
    unit: Unit | None = rows(request, Unit.objects).filter(pk=int(chosen)).first()
    if unit is None:
        raise Http404
    return unit


def units_to_choose(request: HttpRequest, chosen: Unit | None) -> list[Unit]:
    """The units that the form offers: the account's own first, then those that stand right under it today, and the chosen one."""
    own = own_unit(request)
    if own is None:
        return []
    under = rows(request, Unit.objects).filter(places__parent=own, places__to_date__isnull=True).distinct()
    found = {unit.pk: unit for unit in under}
    if chosen is not None:
        found[chosen.pk] = chosen
    found.pop(own.pk, None)
    return [own, *sorted(found.values(), key=lambda unit: sort_key(unit.name))]
