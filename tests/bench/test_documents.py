from io import BytesIO

import pytest
from pypdf import PdfReader

from tdkt.bench.documents import CONTENDERS, Made, Report, missing, run, sheets


@pytest.mark.parametrize("name", ["ours", "weasyprint", pytest.param("libreoffice", marks=pytest.mark.office)])
def test_each_contender_sets_a_page_for_each_certificate_with_its_name(name: str):
    if missing(name):
        pytest.skip(missing(name))
    made = sheets(3)

    pages = PdfReader(BytesIO(CONTENDERS[name](made))).pages

    assert [one.texts["receiver"] in page.extract_text() for one, page in zip(made, pages, strict=True)] == [True] * 3


def test_ours_is_measured_first_and_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tdkt.bench.documents.missing", lambda name: "" if name == "ours" else "not asked for")

    report = run(3, 2)

    assert [(one.who, one.pages) for one in report.made] == [("tdkt (Typst)", 3)]
    assert "| WeasyPrint | not run: not asked for |" in report.markdown()


@pytest.mark.parametrize(
    ("made", "verdict", "holds"),
    [
        (Made("", 10_000, 29.9, 9, 900, 1), 0.01, True),
        (Made("", 10_000, 30.1, 9, 900, 1), 0.01, False),
        (Made("", 10_000, 10, 9, 1025, 1), 0.01, False),
        (Made("", 10_000, 10, 9, 900, 1), 0.051, False),
    ],
)
def test_what_is_promised_is_held_or_not(made: Made, verdict: float, holds: bool):
    assert Report((made,), {}, (verdict, verdict)).holds is holds
