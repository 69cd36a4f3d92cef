"""A paper of the office from a form and its words: the Word file, and the PDF that is set from that same Word file.

Which words a form takes stands in its `form.toml`. The PDF is made from the filled Word file, so that an office's own template shows in both.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tdkt.documents import achievement_forms, decision_forms, exemplar_forms, record_forms, sitting_forms
from tdkt.documents.form import load_form
from tdkt.documents.office_forms import OfficeForm
from tdkt.documents.paper import clean
from tdkt.documents.word import fill_template
from tdkt.documents.word_pdf import set_word_as_pdf

OFFICE_FORMS: Mapping[str, OfficeForm] = MappingProxyType(
    {
        form.slug: form
        for room in (decision_forms, sitting_forms, achievement_forms, record_forms, exemplar_forms)
        for form in room.FORMS
    }
)
"""Every form by its slug."""
FORMATS = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
    }
)
"""What a paper is made as, with its media type."""


def make_paper(
    slug: str, words: Mapping[str, Any], *, format: str, known_on: date, template: bytes | None = None
) -> bytes:
    """The paper as docx or pdf; the same words and day give the same bytes. `template`: the office's own Word file in place of ours.

    Raises FormMismatch for a template that cannot be filled or, as PDF, not be set.
    """
    form = load_form(slug, template=template)
    about = words.get("subtitle") or ""
    filled = fill_template(
        clean(words),
        form=form,
        known_on=known_on,
        title=f"{words['title']}. {about}" if about else words["title"],
        author=words["office"],
    )
    return filled if format == "docx" else set_word_as_pdf(filled, known_on=known_on)
