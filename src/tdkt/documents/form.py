"""A form of the office: a Word file with places to fill, and the list of names that may stand in those places.

The office may edit the Word file. A name that does not exist would print as nothing on a signed paper, so every
template is checked before it is filled, and the mistake is named.
"""

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

FORMS = Path(__file__).parent / "forms"
_PARTS_WITH_TEXT = re.compile(r"/word/(document|header\d*|footer\d*)\.xml")


class FormMismatch(ValueError):
    """A template cannot be filled; the message says, in Vietnamese, which name or mark is wrong and what to do."""


@dataclass(frozen=True)
class Form:
    """A form: its Vietnamese name, the Word template as bytes, and what each variable means (nested ones with dots)."""

    name: str
    template: bytes
    variables: dict[str, str]


def load_form(slug: str, *, template: bytes | None = None) -> Form:
    """The form of `forms/<slug>`, with the office's own template in place of ours when one is given; checked.

    Raises FormMismatch.
    """
    folder = FORMS / slug
    declared = tomllib.loads((folder / "form.toml").read_text(encoding="utf-8"))
    form = Form(
        name=declared["name"],
        template=(folder / "template.docx").read_bytes() if template is None else template,
        variables=declared["variables"],
    )
    for unknown in sorted(used_variables(form.template) - set(form.variables)):
        near = get_close_matches(unknown, form.variables, n=1)
        remedy = f'có phải là "{near[0]}"' if near else "xem các tên dùng được trong form.toml"
        raise FormMismatch(
            f'Mẫu Word "{form.name}" dùng tên không có là "{unknown}": sửa lại trong tệp mẫu ({remedy}).'
        )
    return form


def used_variables(template: bytes) -> set[str]:
    """Every name that a Word template fills, a name inside a loop with the list in front: "sections.tables.title".

    Raises FormMismatch where a mark is not closed or not understood.
    """
    word = DocxTemplate(io.BytesIO(template))
    word.init_docx()
    used: set[str] = set()
    for part in word.docx.part.package.iter_parts():
        if _PARTS_WITH_TEXT.fullmatch(str(part.partname)):
            source = word.patch_xml(part.blob.decode("utf-8"))
            try:
                tree = Environment(autoescape=True).parse(source)
            except TemplateSyntaxError as error:
                raise FormMismatch(
                    f"Mẫu Word có dấu điền sai ({error.message}): xem lại các dấu {{{{ }}}} và {{% %}}, "
                    "mỗi for và if cần một end."
                ) from error
            used.update(_names(tree, {}))
    return used


def _names(node: nodes.Node, bound: dict[str, str]) -> Iterator[str]:
    """The dotted names under a node; `bound` says which list a loop's own name goes over."""
    if isinstance(node, nodes.For):
        yield from _names(node.iter, bound)
        within = dict(bound)
        if isinstance(node.target, nodes.Name):
            within[node.target.name] = _dotted(node.iter, bound) or ""
        for child in node.body:
            yield from _names(child, within)
        return
    if isinstance(node, nodes.Name | nodes.Getattr):
        name = _dotted(node, bound)
        if name and not name.startswith("loop"):
            yield from accumulate(name.split("."), "{}.{}".format)
        return
    for child in node.iter_child_nodes():
        yield from _names(child, bound)


def _dotted(node: nodes.Node, bound: dict[str, str]) -> str | None:
    if isinstance(node, nodes.Name):
        return bound.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        held = _dotted(node.node, bound)
        return f"{held}.{node.attr}" if held else None
    return None
