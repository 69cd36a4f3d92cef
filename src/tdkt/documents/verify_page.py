"""The page that verifies certificates from a memory stick: one HTML file with keys, list, words and script in it, and no address of anything."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FORM = Path(__file__).parent / "forms" / "verify-page"
_MARK = re.compile(r"/\*(?:STYLE|DATA|LIBRARY|SCRIPT)\*/")


def write_page(data: Mapping[str, Any], *, library: str) -> str:
    """The whole page. `library`: the source of the module that verifies Ed25519 where the browser cannot; `data` as the script reads it:

    office, made_on, fingerprint, keys [{id, public, from, to}], list {made_on, sections [{key, book, highest, revoked, replaced}]} or None,
    list_days, words {verdict: [title, sentence]}, awards {code: name}, classes {number: name}.
    """
    parts = {
        "/*STYLE*/": _read("page.css"),
        # "</script>" within a string would end the element for the browser, whatever JSON says.
        "/*DATA*/": json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        "/*LIBRARY*/": library,
        "/*SCRIPT*/": _read("page.js"),
    }
    return _MARK.sub(lambda mark: parts[mark[0]], _read("page.html"))


def _read(name: str) -> str:
    return (_FORM / name).read_text(encoding="utf-8")
