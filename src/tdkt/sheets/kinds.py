"""What kind of list a table is, told from the meanings of its columns first and from its title second."""

import re

from tdkt.sheets.headers import Heading
from tdkt.vietnamese.folding import fold

KINDS = (
    "awards",
    "people",
    "units",
    "ratings",
    "initiatives",
    "disciplines",
    "models",
    "scores",
    "movements",
    "rankings",
    "unknown",
)

NAMES = frozenset({"name", "collective", "household", "name_family"})
_PERSONAL = frozenset(
    {"born", "born_male", "born_female", "service_number", "identity_number", "rank", "post", "joined", "home", "sex"}
)
_HISTORY = frozenset({"joined", "home", "party_joined", "identity_number"})
_GIVEN = frozenset({"decision_number", "decision_date", "authority"})
_MONTHLY = re.compile(r"(?:phan loai|xep loai|danh gia).{0,40}?(?<!den )(?<!het )\bthang \d{1,2}\b")
_LIST_OF_UNITS = re.compile(
    r"danh (?:sach|muc) (?:cac )?(?:don vi|phong|cong an|co quan|to chuc)(?! .{0,60}(?:duoc|de nghi|dat|tang|khen))"
)
_LIST_OF_PEOPLE = re.compile(
    r"danh sach (?:trich ngang )?(?:cac )?(?:can bo|cbcs|nhan su|dong chi|quan nhan|si quan|giao vien|cong chuc|vien chuc|nhan vien|hoc vien|dang vien|doan vien|chien si$)"
)


def kind_of(heading: Heading, title: str) -> str:
    """One of `KINDS` for a table with this heading under these title lines."""
    fields = heading.fields()
    folded = fold(title)
    if fields & {"model_name", "model_type"}:
        return "models"
    if "movement_name" in fields:
        return "movements"
    labels = " | ".join(fold(column.label) for column in heading.columns)
    if "discipline" in fields or (
        re.search(r"\bky luat|\bvi pham", f"{folded} | {labels}") and fields & NAMES and not fields & {"rating"}
    ):
        return "disciplines"
    if "initiative" in fields or (fields >= {"description", "recipient"} and not fields & {"award"}):
        return "initiatives"
    if fields >= {"ranking", "group"} and fields & (NAMES | {"unit"}):
        return "rankings"
    if (
        fields & {"self", "appraised", "maximum"}
        and fields & {"criterion", "reason", "appraised"}
        and "award" not in fields
    ):
        return "scores"
    if _is_model_list(fields, folded):
        return "models"
    if fields & NAMES or "unit" in fields or "unit_small" in fields:
        return _kind_of_named(fields, folded, heading)
    return "awards" if "award" in fields and fields & {"decision_number", "decision_date"} else "unknown"


def _is_model_list(fields: set[str], title: str) -> bool:
    return (
        bool(re.search(r"danh sach .{0,30}mo hinh", title))
        and bool(fields & {"name", "place", "founded", "from"})
        and not fields & {"award"}
    )


def _kind_of_named(fields: set[str], title: str, heading: Heading) -> str:
    gives_award = bool(fields & {"award", "award_code", "award_proposed", "award_flag"})
    rates = "rating" in fields or "year_column" in fields
    # The marks of one month are no rating of a year.
    is_monthly = bool(_MONTHLY.search(title)) and not fields & {"years", "year_column"}
    if is_monthly and "name" in fields and fields & _PERSONAL and not gives_award:
        return "people"
    speaks_of_rating = bool(re.search(r"phan loai|xep loai|danh gia", title))
    is_history = bool(fields & _HISTORY) and not gives_award and not speaks_of_rating
    if "rating" in fields and not is_history and "decision_number" not in fields:
        return "ratings"
    if "year_column" in fields and (gives_award or speaks_of_rating):
        return "ratings"
    lists_units = _lists_units(fields) or (_LIST_OF_UNITS.search(title) is not None and _names_units_alone(heading))
    if lists_units and not gives_award and not rates:
        return "units"
    if gives_award:
        return "awards"
    speaks_of_award = bool(
        re.search(
            r"khen thuong|duoc tang|truy tang|\btang (?:thuong )?(?:huan|huy|bang|giay|co)|bang khen|giay khen|huan chuong|huy chuong|danh hieu|co thi dua|ky niem chuong|chien si (?:thi dua|tien tien)|lao dong tien tien|tien tien|quyet thang|de nghi khen|anh hung",
            title,
        )
    )
    if speaks_of_award and not (speaks_of_rating and rates):
        return "awards"
    if rates and "rating" in fields and not fields & _HISTORY:
        return "ratings"
    if fields & NAMES and (fields & _GIVEN or ("reason" in fields and not is_history)):
        return "awards"
    if fields & {"name", "name_family"} and fields & _PERSONAL:
        return "people"
    if (
        "name" in fields
        and names_persons(heading)
        and (fields & {"unit", "unit_small"} or _LIST_OF_PEOPLE.search(title))
    ):
        return "people"
    if "collective" in fields and fields & {"reason", "class"}:
        return "awards"
    return "unknown"


def _names_units_alone(heading: Heading) -> bool:
    """Whether the list says little more of its units than their names."""
    return bool(heading.of("unit")) and heading.fields() <= {
        "unit",
        "unit_code",
        "number",
        "note",
        "address",
        "unit_small",
    }


def names_persons(heading: Heading) -> bool:
    """Whether the column of names is headed by "Họ tên": "Tên" alone also names things."""
    return any(
        fold(column.label).startswith("ho ") and not re.search(r"tap the|don vi|ho gia dinh", fold(column.label))
        for column in heading.of("name")
    )


def _lists_units(fields: set[str]) -> bool:
    return (
        not fields & {"name", "name_family", "household"}
        and bool(fields & {"parent", "succeeds", "level"} or fields >= {"unit_code", "unit"})
        and not fields
        & {
            "decision_date",
            "years",
        }
    )


SINGLE_FIELDS = frozenset(
    {
        "sex", "born", "service_number", "identity_number", "home", "joined", "party_joined", "rank", "post", "unit_code", "level", "from", "to", "founded", "place", "places", "groups",
        "members", "households", "district", "funding", "initiative", "maximum", "self", "appraised", "class", "years", "decision_date", "parent",
    }
)  # fmt: skip
"""Meanings of which a record takes one: a second column of the same, filled in the same row, is named as unread."""

SILENT_FIELDS = frozenset({"number", "id", "month", "address_form", "sex"})
"""Columns that need no mention when a kind of list does not use them."""

_PERSON = {
    "name",
    "collective",
    "household",
    "name_family",
    "address_form",
    "sex",
    "male",
    "female",
    "born",
    "born_male",
    "born_female",
    "service_number",
}
_PLACE = {"identity_number", "rank", "post", "unit", "unit_small", "note"}
_DECISION = {"decision_number", "decision_date"}
USED: dict[str, frozenset[str]] = {
    "awards": frozenset(
        _PERSON | _PLACE | _DECISION
        | {"award", "award_code", "award_proposed", "award_flag", "class", "class_flag", "authority", "years", "reason", "recipient", "ground"}
    ),
    "people": frozenset(_PERSON | _PLACE | {"home", "joined", "party_joined"}),
    "units": frozenset({"collective", "unit", "unit_code", "parent", "level", "from", "founded", "to", "succeeds", "note"}),
    "ratings": frozenset(_PERSON | _PLACE | {"rating", "year_column", "award", "award_flag", "years"}),
    "models": frozenset(
        {"model_type", "model_name", "name", "place", "address", "founded", "from", "places", "groups", "members", "households"}
        | {"rating", "decision_number", "note", "district", "funding", "recipient"}
    ),
    "movements": frozenset({"movement_name", "recipient", "from", "to", "launched_by", "document", "document_date", "part_of", "note"}),
    "initiatives": frozenset(
        _PERSON | _PLACE | _DECISION | {"initiative", "description", "initiative_kind", "scope", "recipient", "recognised", "years"}
    ),
    "disciplines": frozenset(_PERSON | _PLACE | _DECISION | {"discipline", "award", "from", "to", "reason"}),
    "rankings": frozenset({"collective", "unit", "unit_small", "years", "group", "group_level", "level", "ranking", "note"}),
    "scores": frozenset({"unit", "group", "years", "criterion", "reason", "maximum", "self", "appraised", "note"}),
}  # fmt: skip
"""The meanings of columns that each kind of list takes into its records."""


def used_by(kind: str, heading: Heading) -> frozenset[str]:
    """The meanings that a list of this kind with this heading takes; codes beside the awards in words only repeat them."""
    taken = USED.get(kind, frozenset())
    return taken - {"award_code"} if heading.of("award") else taken
