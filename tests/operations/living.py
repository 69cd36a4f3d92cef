"""Community models entered by hand, for tests of their lives."""

from datetime import date
from typing import Any

from tdkt.operations.model_life import enter_step
from tdkt.operations.new_models import NewModel, create_models
from tdkt.records.models import CommunityModel, Unit
from tests.conftest import WORKING_DAY
from tests.web.register import NOON

WHEN: dict[str, Any] = {"by": None, "at": NOON, "on": WORKING_DAY}


def when(by: Any = None, on: date = WORKING_DAY) -> dict[str, Any]:
    return {"by": by, "at": NOON, "on": on}


def enter_model(
    place: str = "xã Một", *, type: str = "Tiếng loa an ninh", founded: str = "2016-07-12", **said: Any
) -> CommunityModel:
    """A model of the district police, founded in 2016 unless told otherwise; `founded=""`: not launched yet."""
    said = {"name": type, "district": "Huyện mẫu", "unit": Unit.objects.get(name="Công an huyện mẫu").pk} | said
    made: CommunityModel = create_models([NewModel(type, place=place, founded=founded, **said)], **WHEN).row
    return made


def step(model: CommunityModel, kind: str, day: str, **said: Any) -> Any:
    return enter_step(model.pk, kind, day, **(WHEN | said)).row
