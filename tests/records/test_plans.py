"""Plans come out of the database as they went in, large or small."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdkt.records.models import ImportBatch
from tdkt.records.models.plans import PACKED, SMALL, packed, unpacked
from tests.operations.plans import MONDAY

WORDS = st.text(max_size=12)
ROWS = st.lists(
    st.dictionaries(WORDS, st.none() | st.integers() | WORDS | st.lists(WORDS, max_size=2), max_size=4), max_size=30
)
PLANS = st.builds(
    lambda name, parts: {"file": name, "parts": [{"kind": "awards", "rows": rows} for rows in parts]},
    WORDS,
    st.lists(ROWS, max_size=3),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine says nothing about plans
@given(PLANS)
def test_what_is_packed_comes_out_as_it_went_in(plan: dict[str, Any]):
    assert unpacked(packed(plan)) == plan


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "is_packed"), [(3, False), (SMALL + 1, True), (3 * SMALL, True)])
def test_a_large_plan_is_kept_packed_and_read_as_it_was(rows: int, is_packed: bool):
    plan = {
        "file": "tệp.xlsx",
        "parts": [{"kind": "awards", "rows": [{"at": f"A{n}", "problems": []} for n in range(rows)]}],
    }

    batch = ImportBatch.objects.create(file_name="tệp.xlsx", sha256="0" * 64, received=MONDAY, plan=plan, read=plan)

    kept = ImportBatch.objects.get(pk=batch.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(plan AS text) FROM records_importbatch WHERE id = %s", [batch.pk])
        text = cursor.fetchone()[0]
    assert (kept.plan, kept.read, text.startswith(f'{{"{PACKED}"')) == (plan, plan, is_packed)
