"""The posts that rules name: a slug for the engine, the post's own words for people (`posts.csv`)."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def post_names() -> Mapping[str, str]:
    """The words of every post by its slug."""
    table = resources.files("tdkt.law").joinpath("posts.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["slug"]: row["name"] for row in csv.DictReader(table.splitlines())})


def post_name(slug: str) -> str:
    """A post in words; one that the table does not have, as an office's own may be, by its slug without dashes."""
    return post_names().get(slug, slug.replace("-", " "))
