"""A form's template and the list of its variables agree; what an office mistypes in its own template is named."""

import io

import docx
import pytest

from tdkt.documents import five_year_form
from tdkt.documents.form import FORMS, FormMismatch, load_form, used_variables
from tdkt.documents.form_findings import findings

from .sample_report import five_year_report


def template_with(words: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_the_template_uses_every_declared_variable_and_no_other() -> None:
    form = load_form("five-year")
    assert used_variables(form.template) == set(form.variables)


def test_every_declared_variable_is_in_the_paper(sample_paper: dict) -> None:
    assert _missing(load_form("five-year").variables, sample_paper) == set()


def test_the_template_in_the_folder_is_the_one_that_the_code_builds() -> None:
    assert (FORMS / "five-year" / "template.docx").read_bytes() == five_year_form.build()


def test_an_unknown_name_is_refused_with_the_name_that_was_meant() -> None:
    with pytest.raises(FormMismatch, match=r'"tittle".*có phải là "title"'):
        load_form("five-year", template=template_with("{{ tittle }}"))


def test_an_unknown_name_inside_a_loop_is_refused() -> None:
    with pytest.raises(FormMismatch, match=r'"sections\.head"'):
        load_form("five-year", template=template_with("{% for part in sections %}{{ part.head }}{% endfor %}"))


def test_a_loop_without_its_end_is_refused() -> None:
    with pytest.raises(FormMismatch, match="mỗi for và if cần một end"):
        load_form("five-year", template=template_with("{% for part in sections %}"))


def test_each_mistake_is_named_with_its_paragraph_and_what_was_meant() -> None:
    document = docx.Document()
    for words in ("Kính gửi", "{{ tittle }}", "Số {{ number", "{% for line in grounds %}"):
        document.add_paragraph(words)
    held = io.BytesIO()
    document.save(held)
    found = findings(held.getvalue(), load_form("quyet-dinh").variables)
    assert [one.said() for one in found] == [
        "Thân văn bản, đoạn 3 (“Số {{ number”): dấu {{ thiếu cặp: viết đủ {{ tên }} hoặc {% lệnh %}.",
        "Thân văn bản, đoạn 4 (“{% for line in grounds %}”): for chưa có endfor: mỗi for và if cần một end.",
    ]


def test_a_name_is_looked_for_in_headers_too() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ sample_mrk }}"
    document.add_paragraph("{{ title|shout }}")
    held = io.BytesIO()
    document.save(held)
    found = findings(held.getvalue(), load_form("quyet-dinh").variables)
    assert sorted((one.part, one.paragraph) for one in found) == [("Thân văn bản", 1), ("Đầu trang", 1)]
    assert 'có phải là "sample_mark"' in next(one.message for one in found if one.part == "Đầu trang")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7"])
def test_a_file_that_is_no_word_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(FormMismatch, match=r"lưu lại thành \.docx"):
        load_form("quyet-dinh", template=content)


def test_a_template_may_leave_names_out() -> None:
    assert load_form("five-year", template=template_with("{{ title }}")).template


@pytest.fixture
def sample_paper() -> dict:
    from datetime import date

    from tdkt.documents.paper import lay_out

    return lay_out(five_year_report(), known_on=date(2020, 5, 25))


def _missing(names: dict[str, str], paper: dict) -> set[str]:
    """The names for which no value stands anywhere in the paper."""
    return {name for name in names if not _stands(name.split("."), paper)}


def _stands(path: list[str], held: object) -> bool:
    if isinstance(held, list):
        return any(_stands(path, item) for item in held)
    if not path:
        return True
    return isinstance(held, dict) and path[0] in held and (_stands(path[1:], held[path[0]]) or len(path) == 1)
