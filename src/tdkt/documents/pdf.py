"""The paper as PDF/A-2b bytes, set by Typst in the Tinos that lies beside this file.

Fonts of the machine are never used: the same report gives the same bytes on every machine, and no letter falls back
to a face without Vietnamese marks, which some systems carry.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"
_FORMS = Path(__file__).parent / "forms"


def set_pdf(paper: Mapping[str, Any], *, form: str, known_on: date) -> bytes:
    """Set a paper (from `paper.lay_out`) by `forms/<form>/template.typ`; the date inside the file is `known_on`, not
    today.

    A name with a letter that Tinos lacks (Chinese, say) makes an ordinary PDF, since the archival kind forbids it: a
    paper without the mark of an archive is better than none.
    """
    # The data travel as a JSON string that the template parses: nothing of it can be read as Typst.
    inputs = {"paper": json.dumps(paper, ensure_ascii=False), "known-on": known_on.isoformat()}
    try:
        return _compile(form, inputs | {"strange-letters": "no"}, known_on=known_on, archival=True)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compile(form, inputs | {"strange-letters": "yes"}, known_on=known_on, archival=False)


def _compile(form: str, inputs: dict[str, str], *, known_on: date, archival: bool) -> bytes:
    compiler = typst.Compiler(
        str(_FORMS / form / "template.typ"), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs=inputs
    )
    timestamp = int(datetime.combine(known_on, time(), tzinfo=UTC).timestamp())
    pdf = compiler.compile(format="pdf", pdf_standards="a-2b" if archival else None, timestamp=timestamp)
    if not isinstance(pdf, bytes):
        raise TypeError("Typst made something else than one PDF.")
    return pdf
