"""One page of a long list: fifty rows, where they stand in the whole, and the addresses of the pages before and after.

`trang` in the address is the page; `ca=1` asks for the whole list on one page, as for printing, where it is not too long.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from tdkt.web.filters import whole

SIZE = 50
WHOLE_AT_MOST = 2000


@dataclass(frozen=True)
class Page:
    """`first` and `last` are the numbers of its rows, from 1; `before`/`after` the pages beside it, or None; `is_whole` when all rows stand on it."""

    rows: list[Any]
    first: int
    last: int
    total: int
    before: int | None
    after: int | None
    may_be_whole: bool
    is_whole: bool

    @property
    def start(self) -> int:
        """What to add to a row's place on the page for its place in the list."""
        return self.first - 1


def page_of(request: HttpRequest, rows: Any, *, total: int, size: int = SIZE) -> Page:
    """The page of a queryset or list that the address asks for; beyond the end, the last one."""
    may_be_whole = size < total <= WHOLE_AT_MOST
    if may_be_whole and request.GET.get("ca") == "1":
        return Page(list(rows), 1, total, total, None, None, True, True)
    pages = max(1, -(-total // size))
    number = min(whole(request, "trang", least=1) or 1, pages)
    start = (number - 1) * size
    found = page_rows(rows, start, start + size) if total else []
    return Page(
        rows=found,
        first=start + 1 if total else 0,
        last=start + len(found),
        total=total,
        before=number - 1 if number > 1 else None,
        after=number + 1 if number < pages else None,
        may_be_whole=may_be_whole,
        is_whole=False,
    )


def page_rows(rows: Any, start: int, end: int) -> list[Any]:
    """The rows of a page. Of a queryset first the keys, then all that is shown: a list of a million is put in order by its keys alone."""
    if not isinstance(rows, QuerySet):
        return list(rows[start:end])
    keys = list(rows.values_list("pk", flat=True)[start:end])
    known = rows.in_bulk(keys) if keys else {}
    return [known[key] for key in keys if key in known]
