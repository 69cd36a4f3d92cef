"""`tdkt report statistics`: forms of a year as files and as JSON with the ids behind each number."""

import json
from pathlib import Path

import pytest

from tdkt.cli import run


def tdkt(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["report", "statistics", *arguments, "--lang", "en"])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_forms_in_force_of_a_year_are_told_as_json_with_their_rows(office, capsys):
    code, out, err = tdkt(capsys, "--from", "2019", "--to", "2019")

    forms = [json.loads(line) for line in out.splitlines()]
    assert (code, [form["form"] for form in forms], err) == (0, ["0701", "0702", "0703"], "")
    assert forms[0]["rows"][0]["cells"][0] == {"value": 0, "rows": []}


def test_a_form_is_written_in_each_format(office, capsys, tmp_path: Path):
    asked = ("--from", "2019", "--to", "2020", "--form", "0601", "--format", "xlsx,docx,pdf", "--out", str(tmp_path))
    code, _, err = tdkt(capsys, *asked)

    assert (code, err) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"statistics-0601-{year}.{form}" for year in (2019, 2020) for form in ("xlsx", "docx", "pdf")
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from", "2016", "--to", "2016"), "No form is known for 2016. Add --form to count by one"),
        (("--from", "1900", "--to", "2016"), "Say years from 1948 on."),
        (("--from", "2019", "--to", "2019", "--form", "0699"), "There is no form 0699."),
        (("--from", "2019", "--to", "2019", "--format", "odt"), "No format “odt”."),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(office, capsys, arguments: tuple[str, ...], sentence: str):
    code, out, err = tdkt(capsys, *arguments)

    assert (code, out) == (2, "")
    assert err.startswith(sentence)
