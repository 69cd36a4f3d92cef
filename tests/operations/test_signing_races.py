"""Several who sign at once: each number once, each draft once, and whoever comes second is told so."""

from datetime import timedelta

from tdkt.operations.draft_lists import lines_of, move, shown_mark
from tdkt.operations.drafts import draft
from tdkt.operations.signing import sign
from tdkt.records.models import Account, Conferral, Decision, Draft, IssuedNumber, Office
from tests.databases import States
from tests.operations.drafted import AT, ON, a_person, a_round, five_passed, passed
from tests.races import ROUNDS, at_once

LATER = AT + timedelta(hours=1)


def many_drafts(office: Office, officer: Account, count: int) -> list[int]:
    """So many drafts of one line each."""
    round_ = a_round(office)
    found = []
    for number in range(count):
        one = passed(round_, a_person(f"Lê Văn Bách {number}", office.unit))
        found.append(draft(round_.pk, level="agency", nominations=[one.pk], by=officer, at=LATER, on=ON).pk)
    return found


def test_of_two_who_sign_one_draft_at_once_exactly_one_signs(committed: States, office, officer, signer):
    papers = many_drafts(office, officer, ROUNDS)

    for paper in papers:
        became = at_once([lambda paper=paper: sign(paper, on=ON, by=signer, at=LATER)] * 2)
        assert became == ["WrongState", "done"]

    assert sorted(IssuedNumber.objects.values_list("number", flat=True)) == list(range(1, ROUNDS + 1))
    assert (Decision.objects.count(), Conferral.objects.count()) == (ROUNDS, ROUNDS)


def test_of_two_drafts_that_take_one_number_at_once_exactly_one_has_it(committed: States, office, officer, signer):
    papers = many_drafts(office, officer, ROUNDS + 1)

    left = papers.pop()
    for number, paper in enumerate(papers, start=1):
        pair = [left, paper]
        became = at_once([lambda one=one, n=number: sign(one, number=n, on=ON, by=signer, at=LATER) for one in pair])
        assert became == ["WrongState", "done"]
        left = Draft.objects.get(pk__in=pair, state="drafting").pk

    assert sorted(IssuedNumber.objects.values_list("number", flat=True)) == list(range(1, ROUNDS + 1))
    assert Draft.objects.filter(state="signed").count() == Decision.objects.count() == ROUNDS


def test_drafts_that_ask_for_the_next_number_at_once_each_get_their_own(committed: States, office, officer, signer):
    papers = many_drafts(office, officer, 12)

    for start in range(0, 12, 4):
        acts = [lambda one=one: sign(one, on=ON, by=signer, at=LATER) for one in papers[start : start + 4]]
        assert at_once(acts) == ["done"] * 4

    assert sorted(IssuedNumber.objects.values_list("number", flat=True)) == list(range(1, 13))


def test_signing_and_reordering_at_once_sign_what_was_seen_or_nothing(committed: States, office, officer, signer):
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    seen, last = shown_mark(paper), lines_of(paper)[4].pk

    became = at_once(
        [
            lambda: sign(paper.pk, on=ON, shown=seen, by=signer, at=LATER),
            lambda: move(last, 1, reason="x", by=officer, at=LATER),
        ]
    )

    assert became == ["WrongState", "done"]
