"""Lists saved by an account: under a name once, so many at most, seen and forgotten by nobody else."""

import pytest

from tdkt.operations import saved_views
from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.saved_views import forget_view, save_view, views_of
from tdkt.records.models import Entry
from tests.web.register import NOON


def save(account, name, *, route="awards", query="cap=ministry"):
    return save_view(route, query, name, by=account, at=NOON)


def test_each_account_keeps_its_own_lists_and_the_log_says_nothing_of_them(officer, clerk):
    save(officer, "  Bằng khen của Bộ ")
    save(officer, "Bằng khen của Bộ", route="people", query="")
    save(clerk, "Bằng khen của Bộ")

    assert [(one.route, one.name, one.query) for one in views_of(officer)] == [
        ("awards", "Bằng khen của Bộ", "cap=ministry"),
        ("people", "Bằng khen của Bộ", ""),
    ]
    with pytest.raises(NotFound):
        forget_view(views_of(officer)[0].pk, by=clerk)
    assert forget_view(views_of(officer)[0].pk, by=officer).name == "Bằng khen của Bộ"
    assert (len(views_of(officer)), len(views_of(clerk)), Entry.objects.count()) == (1, 1, 0)


def test_what_cannot_be_kept_is_refused(officer, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST", 1)
    for name, query in ((" ", ""), ("Dài", "x" * 1001)):
        with pytest.raises(RuleNotMet):
            save(officer, name, query=query)
    save(officer, "Một")
    for name in ("Một", "Hai"):
        with pytest.raises(RuleNotMet):
            save(officer, name)
    assert [one.name for one in views_of(officer)] == ["Một"]
