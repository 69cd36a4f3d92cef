# ruff: noqa: S608  (statements are built from names of tables and from numbers; words typed are always parameters)
"""Decisions under some words: by number with or without what follows it, by giver or by title, as far as an account sees their honours."""

from datetime import date

from tdkt.records.models import Account, Decision
from tdkt.records.models.scope import reach_of
from tdkt.records.search_awards import SEEN, own_conferrals, own_units
from tdkt.records.search_index import ask, having
from tdkt.records.search_subjects import more_than, of_units
from tdkt.records.search_words import Typed

CANDIDATES = 20_000
"""How many decisions that have the words are put in order at most."""
FEW = 3_000
"""An account with no more people than this has all its honours read for the decisions that gave them."""


def decision_ids(
    account: Account, text: str, typed: Typed, on: date, *, most: int, only_numbered: bool = False
) -> list[int]:
    """The ids of the decisions that an account sees under these words: those whose number begins so first (or only), then the newest."""
    reach = reach_of(account, on=on)
    if not (reach.everything or reach.units) or not (typed.words or only_numbered):
        return []
    spelled = sorted(
        {text, text.upper(), text.upper().replace("QD", "QĐ"), text.replace("qđ", "QĐ").replace("qd", "QĐ")}
    )
    begins = " OR ".join("substr(number, 1, %s) = %s" for _ in spelled) if text else "1 = 1"
    said: list[str | int] = [part for spelling in spelled for part in (len(spelling), spelling)] if text else []
    have, words = having(Decision, typed.words, "id, number, signed_on", CANDIDATES)
    where = "1 = 1"
    params: list[str | int] = [*said, *words]
    if only_numbered:
        where += f" AND ({begins})"
        params += said
    few = not reach.everything and not more_than(FEW, of_units(reach.units))
    if few:
        where += f" AND id IN ({own_conferrals(reach.units, 'decision_id')})"
    ordered = (
        f"SELECT id, CASE WHEN {begins} THEN 0 ELSE 1 END AS far FROM ({have}) AS having_words WHERE {where} "
        f"ORDER BY far, signed_on DESC NULLS LAST, number, id LIMIT {CANDIDATES}"
    )
    if reach.everything or few:
        return [row[0] for row in ask(f"SELECT id FROM ({ordered}) AS decision LIMIT {int(most)}", params)]
    # Of a wide reach nearly every decision honours somebody: so they are asked one by one, from the first on.
    seen = f"SELECT 1 FROM records_conferral WHERE decision_id = decision.id{SEEN} LIMIT 1"
    # A value and not EXISTS, of which PostgreSQL may make a join that forgets the order.
    first = f"SELECT id FROM ({ordered}) AS decision WHERE ({seen}) = 1 LIMIT {int(most)}"
    return [row[0] for row in ask(own_units(reach.units) + first, params)]
