"""Which years may serve: for each subject after its last discipline, and for each form of award less the years used up."""

from datetime import date

import numpy as np

from tdkt.rules import facts as shapes
from tdkt.rules.facts import NO_DAY
from tdkt.rules.packed import Listed, Packed, Years, days, years_from
from tdkt.rules.plan import Form, Plan
from tdkt.rules.view import View
from tdkt.rules.years import proposal_year

INDIVIDUAL = shapes.KINDS.index("individual")


class Openness:
    """Which years may serve: for each subject after its last discipline, and for each form less the years used up."""

    def __init__(self, asked: Plan, packed: Packed) -> None:
        self.plan, self.packed = asked, packed

    def used(self, form: Form) -> list[Listed]:
        """The lists of the years that conferrals of this form use up."""
        award, class_ = form
        codes = self.packed.needs.conferrals
        if award not in codes:
            return []
        place = codes.index(award)
        return [listed for slot, listed in self.packed.held.items() if slot[:2] == (place, class_ or 0)]

    def years(self, view: View, form: Form | None, ahead: int = 0) -> Years | None:
        """The open years of these rows; None when all are. Without a form, only disciplines close years."""
        found = self._after_discipline(view, ahead)
        for listed in self.used(form) if form is not None else ():
            local, entry = view.listed(listed)
            if len(local):
                found = np.full(view.size, np.uint64(0xFFFF_FFFF_FFFF_FFFF)) if found is None else found
                found[local] &= ~listed.columns["years"][entry]
        return found

    def _after_discipline(self, view: View, ahead: int) -> Years | None:
        rows = self.packed.disciplines
        local, entry = view.listed(rows)
        if not len(local):
            return None
        form, from_, to = (rows.columns[name][entry] for name in ("form", "from_", "to"))
        year = proposal_year(self.plan.on) + ahead
        today = days(date(year, 12, 31) if ahead else self.plan.on)
        mine = np.flatnonzero((form > 0) & (from_ <= today) & (view.dense("kind")[local] == INDIVIDUAL))
        if not len(mine):
            return None
        local, to = local[mine], to[mine]
        last = to.astype(np.int64) - 1
        first = (last.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1971).astype(np.int32)
        first[(to == NO_DAY) | (to > today)] = 9999
        found = np.full(view.size, np.uint64(0xFFFF_FFFF_FFFF_FFFF))
        np.bitwise_and.at(found, local, years_from(first))  # of several disciplines the last to end closes the most
        return found
