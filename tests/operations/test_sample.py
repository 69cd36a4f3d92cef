"""The sample register is made whole or not at all, and never on top of a real one."""

import pytest

from tdkt.operations.errors import RuleNotMet
from tdkt.operations.imports import apply_import
from tdkt.operations.sample import build_sample, has_sample, is_empty
from tdkt.records.models import Office, Unit
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province

pytestmark = pytest.mark.django_db


def test_a_sample_whose_file_does_not_go_in_leaves_nothing_behind():
    bad = incoming("awards", {"name": "An", "award": None})

    with pytest.raises(RuleNotMet, match=r"danh-sach\.xlsx"):
        build_sample([(units_of_province(), MONDAY), (bad, TUESDAY)])

    assert (is_empty(), has_sample(), Unit.objects.exists(), Office.objects.exists()) == (True, False, False, False)


def test_a_register_in_use_never_becomes_a_sample():
    apply_import(units_of_province(), by=None, at=MONDAY)

    with pytest.raises(RuleNotMet, match="đã có dữ liệu"):
        build_sample([(incoming("people"), TUESDAY)])

    assert not Office.objects.get().sample
