"""Service, posts and disciplines of many subjects at once: what is counted by days and not by years."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tdkt.rules import facts as shapes
from tdkt.rules.conditions import (
    Number,
    PostHeld,
    Service,
)
from tdkt.rules.facts import NO_DAY, NO_YEAR
from tdkt.rules.packed import (
    Array,
    days,
)
from tdkt.rules.tracks import Bools, Tracks

DAYS_A_YEAR = 365.25


def months_after(day: Array, months: int) -> NDArray[np.int64]:
    """The same day of the month so many months later, the last of the month where there is no such day."""
    month = day.astype("M8[D]").astype("M8[M]")
    within = day - month.astype("M8[D]").astype(np.int64)
    coming = month + months
    first = coming.astype("M8[D]").astype(np.int64)
    length = (coming + 1).astype("M8[D]").astype(np.int64) - first
    found: NDArray[np.int64] = first + np.minimum(within, length - 1)
    return found


@lru_cache(maxsize=1024)
def latest_start(end: int, months: int) -> int:
    """The last day from which so many months are over by `end`."""
    start = int(months_after(np.asarray([end]), -months)[0]) + 4
    while int(months_after(np.asarray([start]), months)[0]) > end:
        start -= 1
    return start


class Times(Tracks):
    """The limbs that count days."""

    def by_sex(self, ask: Callable[[Number], Bools | None], men: Number, women: Number | None) -> Bools:
        """A threshold that may differ for women; where the sex is not recorded both have to say the same."""
        one = ask(men)
        if women is None or women == men:
            return self.all(self.possible) if one is None else one
        other = ask(women)
        one = self.all(self.possible) if one is None else one
        other = self.all(self.possible) if other is None else other
        sex = self.view.dense("sex")
        either = (one | other) if self.possible else (one & other)
        return np.where(sex == shapes.SEXES.index("f"), other, np.where(sex == 0, either, one))

    def _service(self, part: Service) -> Bools:
        begun = self.view.dense("service_from")
        quick = self._quick_service(part)
        if quick is not None:
            return quick
        served = self.by_sex(lambda least: self._served(part, least), part.at_least, part.women)
        missing = begun == NO_DAY
        return np.where(missing, self.possible, served) if missing.any() else served

    def _quick_service(self, part: Service) -> Bools | None:
        """The same where nobody has left and nothing is weighted: one day for each sex to compare with."""
        men, women = self.plan.number(part.at_least), self.plan.number(part.women or part.at_least)
        if men is None or women is None or part.weighted or self._keep_shared("special", self._special):
            return None
        today = days(self.on)
        last = [latest_start(today, round(years * 12)) for years in (men, women)]
        either = max(last) if self.possible else min(last)
        begun = self.view.dense("service_from")
        found: Bools = begun <= np.int32(last[0])
        if part.women is not None and last[1] >= last[0]:
            found |= (begun <= np.int32(last[1])) & self._keep_shared("sooner", self._sooner)
        elif part.women is not None:
            found = begun <= np.asarray([either, *last], np.int32).take(self.view.dense("sex"))
        if part.under is not None:
            found &= begun > np.int32(latest_start(today, round((self.plan.number(part.under) or 0) * 12)))
        return found

    def _sooner(self) -> Bools:
        """For whom the threshold of women counts: in the best case also for those whose sex is not recorded."""
        sex = self.view.dense("sex")
        women: Bools = sex == shapes.SEXES.index("f")
        return women | (sex == 0) if self.possible else women

    def _special(self) -> bool:
        """Whether somebody's service is over, or its beginning not recorded."""
        left = self.view.dense("service_to")
        over = (left != NO_DAY) & (left < days(self.on))
        return bool(over.any()) or bool((self.view.dense("service_from") == NO_DAY).any())

    def _served(self, part: Service, least: Number) -> Bools | None:
        needed, under = self.plan.number(least), self.plan.number(part.under) if part.under else None
        if needed is None:
            return None
        found = self.reached(part, needed)
        return found if under is None else found & ~self.reached(part, under)

    def ends(self) -> Array:
        """The last day that counts as service."""
        left = self.view.dense("service_to")
        today = days(self.on)
        return np.where((left != NO_DAY) & (left < today), left, np.int32(today))

    def reached(self, part: Service, years: float) -> Bools:
        """Whether so many years of service are served."""
        return self._keep(("reached", part.weighted, years), lambda: self._reached(part, years))

    def _reached(self, part: Service, years: float) -> Bools:
        begun, months = self.view.dense("service_from"), round(years * 12)
        end = self._keep("ends", self.ends)
        today = days(self.on)
        found: Bools = begun <= np.int32(latest_start(today, months))
        other = end != today
        if part.weighted:
            end = end + self._keep("extra", self.extra_days)
            other = other | (end != today)
        some = np.flatnonzero(other & (begun != NO_DAY))
        if some.size:
            found[some] = months_after(begun[some], months) <= end[some]
        return found

    def extra_days(self) -> NDArray[np.int64]:
        """The days that weighted service adds."""
        posts = self.view.packed.posts
        local, entry = self.view.listed(posts)
        coefficient = posts.columns["coefficient"][entry]
        begun, end = self.view.dense("service_from")[local], self.ends()[local]
        first = np.maximum(posts.columns["from_"][entry], begun).astype(np.int64)
        to = posts.columns["to"][entry]
        last = np.where(to == NO_DAY, end, np.minimum(to, end)).astype(np.int64)
        extra = np.where((coefficient > 1) & (begun != NO_DAY), (coefficient - 1) * np.maximum(last - first, 0), 0)
        return np.bincount(local, extra, self.view.size).astype(np.int64)

    def _posts(self, part: PostHeld) -> Bools:
        held = self.days_in(part.posts)
        open_ = self._keep("posts_open", self.posts_open) if self.possible else None

        def ask(years: Number) -> Bools:
            enough = held >= int(self._number(years) * DAYS_A_YEAR)
            return enough if open_ is None else enough | open_

        return self.by_sex(ask, part.at_least, part.women)

    def posts_open(self) -> Bools:
        """Whether posts may have been held that are not recorded, or are recorded under a word no rule knows."""
        posts = self.view.packed.posts
        known = [place for place, word in enumerate(self.view.packed.needs.posts) if word in self.plan.posts]
        local, entry = self.view.listed(posts)
        found = self.any_unknown.copy()
        found[local[~np.isin(posts.columns["post"][entry], known)]] = True
        none = self.all(True)
        none[local] = False
        return found | (none & (self.view.dense("complete_since") == NO_YEAR))

    def days_in(self, words: tuple[str, ...]) -> NDArray[np.int64]:
        """Days in these posts up to the day asked, overlapping ones counted once."""
        posts, today = self.view.packed.posts, days(self.on)
        asked = [place for place, word in enumerate(self.view.packed.needs.posts) if word in words]
        local, entry = self.view.listed(posts)
        post, first = posts.columns["post"][entry], posts.columns["from_"][entry]
        mine = np.flatnonzero(np.isin(post, asked) & (first != NO_DAY))
        local, first = local[mine], first[mine].astype(np.int64)
        to = posts.columns["to"][entry][mine]
        last = np.where(to == NO_DAY, today, np.minimum(to, today)).astype(np.int64)
        order = np.lexsort((last, first, local))
        local, first, last = local[order], first[order], last[order]
        # The furthest day reached before each post, within its subject: subjects stand apart by more than any life.
        apart = local.astype(np.int64) * 4_000_000
        reached = np.maximum.accumulate(last + apart) if len(local) else last
        before = np.r_[np.int64(-(1 << 60)), reached[:-1]] - apart if len(local) else last
        total = np.maximum(0, last - np.maximum(first, before))
        return np.bincount(local, total, self.view.size).astype(np.int64)

    def clean(self, years: float) -> Bools:
        """No discipline and no investigation in force in the last so many years."""
        found = ~self.disciplined(years)
        if self.possible:
            return found
        since = self.view.dense("complete_since")
        return found & (since != NO_YEAR) & (since <= self.on.year - years)

    def disciplined(self, years: float) -> Bools:
        """Whether a discipline or an investigation was in force in the last so many years."""
        rows, today = self.view.packed.disciplines, days(self.on)
        start = int(months_after(np.asarray([today]), -round(years * 12))[0]) if years else today
        local, entry = self.view.listed(rows)
        to = rows.columns["to"][entry]
        found = self.all(False)
        found[local[(rows.columns["from_"][entry] <= today) & ((to == NO_DAY) | (to > start))]] = True
        return found
