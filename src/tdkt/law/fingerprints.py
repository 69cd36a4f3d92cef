"""The fingerprint of the law of a day: what a verdict was given by, so that one may see later whether it would be asked differently now."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tdkt.law.instruments import Law


@lru_cache(maxsize=64)
def fingerprint(law: Law, on: date) -> str:
    """SHA-256 of every pathway and parameter that is law on a day, as 64 letters: the same files give the same everywhere."""
    parameters = [one for one in law.parameters if one.in_force(on)]
    lines = sorted(repr(plain(one)) for one in (*law.rules_on(on), *parameters))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plain(value: Any) -> Any:
    """A value as lists and words in one order, whatever the order of its sets; lines of files do not count."""
    if is_dataclass(value):
        said = [(field.name, plain(getattr(value, field.name))) for field in fields(value) if field.name != "line"]
        return [type(value).__name__, *said]
    if isinstance(value, frozenset | set):
        return sorted((plain(one) for one in value), key=repr)
    if isinstance(value, Mapping):
        return sorted(((str(key), plain(one)) for key, one in value.items()), key=repr)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value)
