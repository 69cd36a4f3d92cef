"""Papers put into a dossier by what they are, shown page by page, and taken out without being lost."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pypdfium2
import pytest
from PIL import Image

from tdkt.operations.errors import NotReadable, RuleNotMet, WrongState
from tdkt.operations.kept_files import kept_file
from tdkt.operations.papers import Incoming, add_paper, is_pictured, look_at, page_picture, take_out, words_of
from tdkt.records.models import Account, Entry, Nomination, Office, Paper, Unit
from tests.operations.proposals import make_nomination, make_person, make_round
from tests.operations.test_dossiers import returned

NOON = datetime(2025, 1, 6, 5, tzinfo=UTC)
DAY = NOON.date()


@pytest.fixture
def dossier(office: Office) -> Nomination:
    district = Unit.objects.get(name="Công an huyện mẫu")
    return make_nomination(make_round(office), make_person("Võ Thị Mẫu", district), proposer=district)


def pdf(pages: int = 2) -> bytes:
    """A PDF of empty A4 pages."""
    book, held = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        book.new_page(595, 842)
    book.save(held)
    return held.getvalue()


def picture(form: str, size: tuple[int, int] = (40, 20)) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, "navy").save(held, form)
    return held.getvalue()


def word(words: str) -> bytes:
    held, paper = io.BytesIO(), docx.Document()
    paper.add_paragraph(words)
    paper.save(held)
    return held.getvalue()


def added(dossier: Nomination, content: bytes, by: Account, kind: str = "chung-nhan-sang-kien") -> Paper:
    return add_paper(dossier.pk, kind, look_at("tep.pdf", content), by=by, at=NOON, on=DAY)


def test_a_file_is_what_its_bytes_are_whatever_it_is_called() -> None:
    looked = [look_at("bien-ban.pdf", content) for content in (pdf(3), picture("JPEG"), picture("PNG"), word("a"))]

    assert [(one.name, one.media_type.rpartition("/")[2][-12:], one.pages) for one in looked] == [
        ("bien-ban.pdf", "pdf", 3),
        ("bien-ban.pdf.jpg", "jpeg", 1),
        ("bien-ban.pdf.png", "png", 1),
        ("bien-ban.pdf.docx", "gml.document", None),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7 and nothing else",
        b"\x89PNG\r\n\x1a\n broken",
        b"\xff\xd8\xff broken",
    ],
)
def test_what_is_no_paper_or_is_broken_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(NotReadable) as refusal:
        look_at("giay.pdf", content)
    assert "hãy" in str(refusal.value)


def test_an_archive_that_is_no_office_paper_and_one_that_unpacks_without_end_are_refused() -> None:
    def archive(name: str, content: bytes) -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, content)
        return held.getvalue()

    for content in (archive("a.exe", b"MZ"), archive("word/document.xml", b" " * (300 * 2**20))):
        with pytest.raises(NotReadable):
            look_at("a.docx", content)


def test_a_paper_is_kept_under_its_hash_with_who_when_and_how_many_pages(dossier: Nomination, clerk: Account) -> None:
    content = pdf(2)
    paper = added(dossier, content, clerk)

    assert (paper.file_name, paper.pages, paper.size, paper.by_name, paper.state) == (
        "tep.pdf",
        2,
        len(content),
        "Bùi Văn Mẫu",
        "in",
    )
    assert kept_file(paper.kept) == content
    entry = Entry.objects.get()
    assert (entry.verb, entry.detail) == (
        "papers.add",
        {"nomination": dossier.pk, "kind": "chung-nhan-sang-kien", "file": "tep.pdf", "sha256": paper.kept},
    )


def test_the_same_file_twice_in_one_line_is_refused_and_in_another_taken(dossier: Nomination, clerk: Account) -> None:
    content = pdf(1)
    added(dossier, content, clerk)
    with pytest.raises(WrongState):
        added(dossier, content, clerk)
    assert added(dossier, content, clerk, kind="khac").kind == "khac"


def test_a_paper_that_is_taken_out_stays_with_the_reason_and_its_file(dossier: Nomination, clerk: Account) -> None:
    paper = added(dossier, pdf(1), clerk)
    take_out(paper.pk, reason="Quét nhầm trang", by=clerk, at=NOON)

    row = Paper.objects.get()
    assert (row.state, row.note, kept_file(row.kept) is not None) == ("taken-out", "Quét nhầm trang", True)
    with pytest.raises(WrongState):
        take_out(paper.pk, reason="", by=clerk, at=NOON)
    assert added(dossier, pdf(1), clerk).state == "in"


def test_after_it_was_sent_the_unit_adds_nothing_and_the_office_still_does(
    dossier: Nomination, clerk: Account, officer: Account
) -> None:
    Nomination.objects.filter(pk=dossier.pk).update(state="received")

    with pytest.raises(WrongState):
        added(dossier, pdf(1), clerk)
    assert added(dossier, pdf(1), officer, kind="bien-ban").kind == "bien-ban"
    Nomination.objects.filter(pk=dossier.pk).update(state="decided")
    with pytest.raises(WrongState):
        added(dossier, pdf(2), officer, kind="bien-ban")


def test_while_it_is_returned_the_unit_adds_what_was_named_or_lacks(dossier: Nomination, clerk: Account) -> None:
    returned(dossier, "ban-sao-khen-thuong")

    assert added(dossier, pdf(1), clerk, kind="ban-sao-khen-thuong").state == "in"
    assert added(dossier, pdf(1), clerk, kind="chung-nhan-sang-kien").state == "in"
    with pytest.raises(WrongState):
        added(dossier, pdf(1), clerk, kind="to-trinh")


def test_a_kind_that_is_on_no_list_is_refused(dossier: Nomination, clerk: Account) -> None:
    with pytest.raises(RuleNotMet):
        add_paper(dossier.pk, "thu-tay", Incoming("a", b"", "a/b", None), by=clerk, at=NOON, on=DAY)


def test_pages_are_shown_as_pictures_and_a_page_that_is_not_there_is_said(dossier: Nomination, clerk: Account) -> None:
    paper, photo = added(dossier, pdf(2), clerk), added(dossier, picture("JPEG", (3000, 1000)), clerk)

    with Image.open(io.BytesIO(page_picture(paper, 2))) as shown:
        assert (shown.format, max(shown.size) <= 1270, shown.size[0] <= 900) == ("PNG", True, True)
    with Image.open(io.BytesIO(page_picture(photo, 1))) as shown:
        assert shown.size == (900, 300)
    with pytest.raises(NotReadable, match="không có trang 3"):
        page_picture(paper, 3)


def test_the_words_of_a_word_paper_can_be_read_and_it_has_no_pictures(dossier: Nomination, clerk: Account) -> None:
    paper = added(dossier, word("Sáng kiến cấp cơ sở"), clerk)

    assert (words_of(paper).strip(), is_pictured(paper)) == ("Sáng kiến cấp cơ sở", False)
    assert words_of(added(dossier, picture("PNG"), clerk)) == ""
