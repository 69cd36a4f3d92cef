"""The sample office's places of the map, entered by the office's own verbs."""

from datetime import datetime

from tdkt.operations.areas import enter_area, enter_areas
from tdkt.sample import areas as sample


def enter(*, at: datetime) -> None:
    """Enter the province, its districts, and the communes in them, as said at a moment."""
    province = enter_area(sample.PROVINCE, "province", parent_id=None, by=None, at=at)
    districts = enter_areas("district", [(name, province.pk) for name in sample.districts()], by=None, at=at)
    inside = {district.name: district.pk for district in districts}
    enter_areas("commune", [(name, inside[district]) for name, district in sample.communes()], by=None, at=at)
