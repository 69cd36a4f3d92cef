"""The places of the map of the sample: the province, its eighteen districts of 2015-2020, and the communes in which its models stand.

As things stood in 2020; the sample knows nothing of what came in 2025.
"""

from tdkt.sample.units import DISTRICTS

PROVINCE = "Tỉnh Quảng Nam"


def districts() -> tuple[str, ...]:
    """The districts with their kind: "Huyện Đại Lộc"."""
    return tuple(district.titled for district in DISTRICTS)


def communes() -> tuple[tuple[str, str], ...]:
    """Each commune, ward and town with its kind, and the district in which it lies: ("Xã Đại Hiệp", "Huyện Đại Lộc")."""
    return tuple(
        (f"{place[0].upper()}{place[1:]}", district.titled) for district in DISTRICTS for place in district.places
    )
