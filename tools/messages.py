"""Keeps the Vietnamese of the screens: finds each English sentence of templates and code, and what lacks its Vietnamese.

    python tools/messages.py check                        what lacks Vietnamese, what is no longer used, what lost a variable
    python tools/messages.py add "Sign in" "Đăng nhập"    give one its Vietnamese
    python tools/messages.py add "%(n)s row" "%(n)s dòng" --plural "%(n)s rows"
    python tools/messages.py prune                        take away what is no longer used

Needs no gettext programs: templates are read with Django's own reader, code by its syntax tree, the catalogue by polib. `add` holds a lock,
so that several may add at once.
"""

import ast
import fcntl
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import polib
from django.utils.translation.template import templatize

HERE = Path(__file__).resolve().parent.parent
WEB = HERE / "src/tdkt/web"
CATALOGUE = WEB / "locale/vi/LC_MESSAGES/django.po"
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(
    rf"(?<![\w.])(npgettext|pgettext|ngettext|gettext|_)\(({LITERAL})(?:,\s*({LITERAL}))?(?:,\s*({LITERAL}))?"
)
FUNCTIONS = {
    "_": "gettext",
    "gettext": "gettext",
    "gettext_lazy": "gettext",
    "gettext_noop": "gettext",
    "ngettext": "ngettext",
    "ngettext_lazy": "ngettext",
    "pgettext": "pgettext",
    "pgettext_lazy": "pgettext",
    "npgettext": "npgettext",
    "npgettext_lazy": "npgettext",
}
VARIABLE = re.compile(r"%\((\w+)\)[sd]|(%)(?!%)(?=[sd])")


@dataclass(frozen=True, order=True)
class Message:
    """One sentence to translate: its context ("" mostly), English, and English plural ("" without)."""

    context: str
    english: str
    plural: str = ""

    def __str__(self) -> str:
        return (
            repr(self.english)
            + (f" (plural {self.plural!r})" if self.plural else "")
            + (f" [{self.context}]" if self.context else "")
        )


def message_of(function: str, words: list[str]) -> Message:
    """The message of a call of gettext, ngettext, pgettext or npgettext."""
    context = words.pop(0) if function.startswith(("p", "np")) else ""
    return Message(context, words[0], words[1] if function.startswith("n") else "")


def of_template(file: Path) -> Iterator[tuple[Message, str]]:
    """The messages of a template, each with its place."""
    for call in CALL.finditer(templatize(file.read_text(encoding="utf-8"), origin=str(file))):
        # A percent sign stands doubled here, as Django looks it up: "50%% done".
        words = [ast.literal_eval(word) for word in call.groups()[1:] if word]
        yield message_of(FUNCTIONS[call[1]], words), str(file.relative_to(HERE))


def of_code(file: Path) -> Iterator[tuple[Message, str]]:
    """The messages of a Python file, each with its place. Raises on a sentence that is not written out."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in FUNCTIONS:
            continue
        function = FUNCTIONS[name]
        count = {"gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}[function]
        place = f"{file.relative_to(HERE)}:{node.lineno}"
        words = [
            word.value for word in node.args[:count] if isinstance(word, ast.Constant) and isinstance(word.value, str)
        ]
        if len(words) != count:
            raise SyntaxError(f"{place}: the sentence of {name}() must be written out, not computed")
        yield message_of(function, words), place


def used() -> dict[Message, list[str]]:
    """Every message of the screens with the places that use it."""
    found: dict[Message, list[str]] = {}
    for file in sorted(WEB.rglob("templates/**/*.html")):
        for message, place in of_template(file):
            found.setdefault(message, []).append(place)
    for file in sorted(WEB.rglob("*.py")):
        for message, place in of_code(file):
            found.setdefault(message, []).append(place)
    return found


def catalogue() -> polib.POFile:
    """The Vietnamese of the screens as it is kept, with long lines, so that two who add do not break each other's lines."""
    if CATALOGUE.exists():
        return polib.pofile(str(CATALOGUE), wrapwidth=0)
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Language": "vi",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return po


def kept(po: polib.POFile) -> dict[Message, str]:
    """Each message of the catalogue with its Vietnamese (for plurals the one form that Vietnamese has)."""
    return {
        Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""): (
            entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
        )
        for entry in po
    }


def variables(text: str) -> set[str]:
    return {name or "%" for name, percent in VARIABLE.findall(text)}


def complaints() -> list[str]:
    """What is wrong with the catalogue, one sentence each; empty when all is well."""
    wanted, have = used(), kept(catalogue())
    found = [
        f"no Vietnamese: {message} in {', '.join(wanted[message])}"
        for message in sorted(wanted)
        if not have.get(message)
    ]
    found += [f"not used any more: {message}" for message in sorted(set(have) - set(wanted))]
    for message in sorted(set(have) & set(wanted)):
        lost = variables(message.plural or message.english) ^ variables(have[message])
        if have[message] and lost:
            found.append(f"variables differ ({', '.join(sorted(lost))}): {message} = {have[message]!r}")
    return found


@contextmanager
def alone() -> Iterator[None]:
    """Hold the catalogue for one change."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with open(CATALOGUE.with_suffix(".lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def save(po: polib.POFile) -> None:
    """Write the catalogue sorted, in one step: a reader sees the old one or the new one."""
    po.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or ""))
    scratch = CATALOGUE.with_suffix(".new")
    po.save(str(scratch))
    scratch.replace(CATALOGUE)


@click.group(help=__doc__)
def main() -> None:
    pass


@main.command()
def check() -> None:
    """Say what is missing, unused or broken; exit 1 when anything is."""
    found = complaints()
    for complaint in found:
        click.echo(complaint)
    sys.exit(1 if found else 0)


@main.command()
@click.argument("english")
@click.argument("vietnamese")
@click.option("--plural", default="", help="The English plural, for ngettext and blocktranslate with count.")
@click.option("--context", default="", help="The context, for pgettext.")
def add(english: str, vietnamese: str, plural: str, context: str) -> None:
    """Give a sentence its Vietnamese, or change it."""
    with alone():
        po = catalogue()
        for entry in [e for e in po if e.msgid == english and (e.msgctxt or "") == context]:
            po.remove(entry)
        said = {"msgid_plural": plural, "msgstr_plural": {0: vietnamese}} if plural else {"msgstr": vietnamese}
        po.append(polib.POEntry(msgid=english, msgctxt=context or None, **said))
        save(po)


@main.command()
def prune() -> None:
    """Take away what no template and no code uses."""
    with alone():
        wanted, po = used(), catalogue()
        for entry in [e for e in po if Message(e.msgctxt or "", e.msgid, e.msgid_plural or "") not in wanted]:
            po.remove(entry)
        save(po)


if __name__ == "__main__":
    main()
