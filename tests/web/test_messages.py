"""Every sentence of the screens has its Vietnamese, and no template writes a sentence past the translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from tools.messages import Message, complaints, of_code, of_template

TEMPLATES = Path(__file__).parent.parent.parent / "src/tdkt/web/templates"
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
READ_OUT = {"placeholder", "title", "alt", "aria-label", "aria-description"}
NOT_WORDS = {"tdkt", "hidden", "Ctrl K", "Ctrl Z", "Ctrl Enter", "Ctrl", "Enter", "Esc", "English", "GET", "POST"}


def test_every_sentence_has_its_vietnamese():
    assert complaints() == []


class Words(HTMLParser):
    """Collects what a reader sees or hears of a page, but for keys, commands, and what is marked as Vietnamese (papers)."""

    def __init__(self) -> None:
        super().__init__()
        self.silent: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in ("input", "br", "link", "meta", "img", "use", "hr", "path", "rect", "circle", "line"):
            pass
        elif self.silent or given.get("lang") == "vi" or tag in ("kbd", "code", "script", "style"):
            self.silent.append(tag)
        if not self.silent:
            self.seen += [value for name, value in attributes if name in READ_OUT and value]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.seen.append(data)


def plain_words(source: str) -> Iterator[str]:
    """The words that a template writes itself: its text without tags, variables and what is within a translation."""
    page, inside = [], ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.split_contents()[0]
            if name in ("comment", "blocktranslate", "blocktrans"):
                inside = name
            elif inside and name == f"end{inside}":
                inside = ""
            page.append("" if inside else HOLE)
        elif token.token_type == TokenType.VAR:
            page.append(HOLE)
        elif token.token_type == TokenType.TEXT and not inside:
            page.append(token.contents)
    reader = Words()
    # A language chosen by a variable is not the mark of a paper.
    reader.feed(re.sub(r'<html lang="vi"', "<html", "".join(page)))
    for text in reader.seen:
        words = text.replace(HOLE, " ").strip()
        if re.search(r"[^\W\d_]", words) and words.strip(" ·.,:") not in NOT_WORDS:
            yield words


@pytest.mark.parametrize(
    "file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.relative_to(TEMPLATES).as_posix()
)
def test_no_template_writes_words_past_the_translation(file: Path):
    assert list(plain_words(file.read_text(encoding="utf-8"))) == []


def test_the_check_sees_words_and_labels():
    source = (
        '<p class="a">Sổ {{ x }}</p>{% translate "fine" %}{% blocktranslate %}fine too{% endblocktranslate %}'
        '<input title="Tên"><kbd>G</kbd><i lang="vi">Nơi nhận</i><b>{{ y }} · 1.277</b>'
    )

    assert list(plain_words(source)) == ["Sổ", "Tên"]


def test_messages_are_found_in_templates_and_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tools.messages.HERE", tmp_path)
    template, code = tmp_path / "a.html", tmp_path / "a.py"
    template.write_text(
        """{% translate "One" %}{% translate "May" context "month" as x %}{{ _("Two") }}{% include "b" with c=_("Three") %}
        {% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}{% translate "50% done" %}""",
        encoding="utf-8",
    )
    code.write_text(
        'a = gettext("Four")\nb = ngettext("%(n)s day", "%(n)s days", 2)\nc = pgettext("x", "Five")\n', encoding="utf-8"
    )

    assert [message for message, _ in of_template(template)] == [
        Message("", "One"),
        Message("month", "May"),
        Message("", "Two"),
        Message("", "Three"),
        Message("", "%(n)s row", "%(n)s rows"),
        Message("", "50%% done"),
    ]
    assert [message for message, _ in of_code(code)] == [
        Message("", "Four"),
        Message("", "%(n)s day", "%(n)s days"),
        Message("x", "Five"),
    ]


def test_a_computed_sentence_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tools.messages.HERE", tmp_path)
    code = tmp_path / "a.py"
    code.write_text('_(f"Hello {name}")\n', encoding="utf-8")

    with pytest.raises(SyntaxError, match=r"a\.py:1: the sentence of _\(\) must be written out"):
        list(of_code(code))
