"""Places in files as people say them: "trang “Danh sách”, ô A32:G32", "dòng 7", "bảng 2, hàng 5"."""

import re

from django.utils.translation import gettext as _

PLACE = re.compile(r"(page|table|row|line|column|paragraph) (\d+)")


def place_words(at: str) -> str:
    """The place that a plan names, in words."""
    sheet, cut, cells = at.rpartition("!")
    if cut:
        return _("sheet “%(sheet)s”, cells %(cells)s") % {"sheet": sheet, "cells": cells}
    found = PLACE.findall(at)
    if not found or PLACE.sub("", at).strip():
        return at
    said = {
        "page": _("page %(n)s"),
        "table": _("table %(n)s"),
        "row": _("row %(n)s"),
        "line": _("line %(n)s"),
        "column": _("column %(n)s"),
        "paragraph": _("paragraph %(n)s"),
    }
    return ", ".join(said[word] % {"n": number} for word, number in found)
