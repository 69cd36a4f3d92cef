"""What others made is kept as they published it, is listed with its licence, and nothing on any page comes from outside."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent.parent
WEB = HERE / "src/tdkt/web"
LISTED = tomllib.loads((HERE / "vendor/VENDORED.toml").read_text(encoding="utf-8"))["file"]
OWN = [
    *sorted(WEB.rglob("*.html")),
    *sorted(file for file in (WEB / "static").glob("*") if file.suffix in (".css", ".js", ".svg")),
]
SOURCE = re.compile(
    r"""(?:url\(|@import|\bsrc=|\bhref=|\baction=|\bhx-get=|\bimport\b|\bfetch\()\s*["']?\s*(?:https?:)?//""",
    re.IGNORECASE,
)
NAMESPACE = "http://www.w3.org/2000/svg"


def test_each_listed_file_is_as_it_was_published():
    sums = {entry["file"]: hashlib.sha256((HERE / entry["file"]).read_bytes()).hexdigest() for entry in LISTED}

    assert sums == {entry["file"]: entry["sha256"] for entry in LISTED}


def test_no_file_of_others_is_unlisted():
    kept = {
        file.relative_to(HERE).as_posix()
        for folder in (WEB / "static/vendor", HERE / "tests/vendor")
        for file in folder.rglob("*")
        if file.is_file()
    }

    assert kept == {entry["file"] for entry in LISTED} | {entry["licence_file"] for entry in LISTED}


def test_each_has_its_licence_beside_it():
    assert all((HERE / entry["licence_file"]).stat().st_size > 300 and entry["licence"] for entry in LISTED)


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.relative_to(WEB).as_posix())
def test_our_own_files_name_no_address_of_others(file: Path):
    text = file.read_text(encoding="utf-8").replace(NAMESPACE, "")

    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text) == []


def test_vendored_styles_and_scripts_load_nothing_from_outside():
    texts = {
        file: file.read_text(encoding="utf-8")
        for file in (WEB / "static/vendor").rglob("*")
        if file.suffix in (".css", ".js")
    }

    assert {file.name: SOURCE.findall(text) for file, text in texts.items() if SOURCE.findall(text)} == {}


def test_every_font_that_a_style_names_is_there():
    named = {
        (file.parent / address).resolve()
        for file in (WEB / "static/fonts.css", WEB / "static/tokens.css")
        for address in re.findall(r'url\("([^"]+)"\)', file.read_text(encoding="utf-8"))
    }

    assert named == {file.resolve() for file in (WEB / "static/vendor").rglob("*.woff2")}


@pytest.mark.parametrize("file", sorted(WEB.rglob("*.html")), ids=lambda file: file.name)
def test_no_template_has_a_style_or_a_script_of_its_own(file: Path):
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    beside_tags = re.sub(r"{%.*?%}", "", text)  # the words of a tag ("with one=name") are no attributes

    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|javascript:|hx-on|\|safe\b|autoescape off", text) == []
    assert re.findall(r"\son\w+=", beside_tags) == []


def test_the_lock_file_names_no_registry():
    assert "resolved" not in (HERE / "vendor/package-lock.json").read_text(encoding="utf-8")


def test_the_check_of_addresses_sees_what_it_is_for():
    assert SOURCE.search('@import url("//fonts.example.com/x.css")')
    assert SOURCE.search("background:url(https://example.com/a.png)")
    assert not SOURCE.search(f'<svg xmlns="{NAMESPACE}">')
