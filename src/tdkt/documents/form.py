"""A form of the office: a Word file with places to fill, and the list of names that may stand in those places.

The office may edit the Word file. A name that does not exist would print as nothing on a signed paper, so every
template is checked before it is filled (`form_findings`), and the mistake is named with its paragraph.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tdkt.documents.form_findings import Finding, findings
from tdkt.documents.form_findings import used_variables as used_variables

FORMS = Path(__file__).parent / "forms"


class FormMismatch(ValueError):
    """A template cannot be filled; the message says, in Vietnamese, which name or mark is wrong and what to do.

    `findings` holds every mistake where the template itself is wrong.
    """

    def __init__(self, message: str, *, found: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = found


@dataclass(frozen=True)
class Form:
    """A form: its Vietnamese name, the Word template as bytes, what each variable means (nested ones with dots), what it rests on."""

    name: str
    template: bytes
    variables: dict[str, str]
    law: str = ""


def load_form(slug: str, *, template: bytes | None = None) -> Form:
    """The form of `forms/<slug>`, with the office's own template in place of ours when one is given; checked.

    Raises FormMismatch.
    """
    ours = _our_form(slug)
    if template is None:
        return ours
    found = findings(template, ours.variables)
    if found:
        more = f" (và {len(found) - 1} chỗ khác)" if len(found) > 1 else ""
        raise FormMismatch(
            f'Mẫu Word "{ours.name}" cần sửa. {found[0].said()}{more} Sửa trong tệp mẫu rồi gửi lại.', found=found
        )
    return Form(ours.name, template, ours.variables, ours.law)


@cache
def _our_form(slug: str) -> Form:
    """A form of ours; its template was checked by the tests."""
    folder = FORMS / slug
    declared = tomllib.loads((folder / "form.toml").read_text(encoding="utf-8"))
    return Form(
        name=declared["name"],
        template=(folder / "template.docx").read_bytes(),
        variables=declared["variables"],
        law=declared.get("law", ""),
    )
