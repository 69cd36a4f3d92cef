"""A signed PDF says who signed it, and a changed one never passes for it."""

from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from tdkt.seals.pdf_signing import NotPdf, WrongKey, check, compare, digest, open_key, sign_with_key
from tests.seals.authority import PASSPHRASE, authority

FONT = Path(__file__).parents[2] / "src/tdkt/documents/fonts/Tinos-Regular.ttf"
AT = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
STAMP = ("Ký bởi: Đỗ Văn Mẫu", "Cơ quan: Công an tỉnh mẫu", "Thời gian ký: 10:00 ngày 20/05/2024")


@lru_cache(maxsize=4)
def paper(words: str = "Quyết định số 148 về việc khen thưởng", *, archival: bool = True) -> bytes:
    source = f'#set page("a4")\n{words}\n#pagebreak()\nDanh sách kèm theo'
    return typst.compile(source.encode(), pdf_standards="a-2b" if archival else None)


@lru_cache(maxsize=2)
def key_file() -> bytes:
    return authority("Cơ quan chứng thực mẫu").key_file("Đỗ Văn Mẫu")


@lru_cache(maxsize=4)
def signed(*, stamped: bool = True) -> bytes:
    key = open_key(key_file(), PASSPHRASE)
    return sign_with_key(paper(), key=key, font=FONT, at=AT, reason="Ký ban hành", stamp=STAMP if stamped else ())


def anchors() -> list[bytes]:
    return [authority("Cơ quan chứng thực mẫu").anchor]


def test_a_signed_paper_says_who_signed_it_when_and_by_whose_certificate():
    (one,) = check(signed(), anchors=anchors(), moment=AT)

    assert (one.holds, one.intact, one.valid, one.covers_all, one.trusted, one.pades) == (True,) * 6
    assert (one.certificate_of, one.issued_by, one.at, one.stamped_at, one.reason, one.problem) == (
        "Đỗ Văn Mẫu",
        "Cơ quan chứng thực mẫu",
        AT,
        None,
        "Ký ban hành",
        "",
    )


def test_the_stamp_is_written_in_vietnamese_and_nothing_of_the_page_is_touched():
    page = PdfReader(BytesIO(signed())).pages[0]
    stamp = page["/Annots"][0].get_object()["/AP"]["/N"].get_object()

    assert "Quyết định số 148" in page.extract_text()
    assert signed().startswith(paper())
    assert "\\001\\020\\036\\327" in repr(stamp.get_data().decode("latin-1")).replace("\\\\", "\\")  # "Đỗ", as UTF-16
    (unseen,) = check(signed(stamped=False), anchors=anchors(), moment=AT)
    assert unseen.holds


def test_trust_is_said_and_never_assumed():
    stranger = authority("Cơ quan khác").anchor

    assert [one.trusted for one in check(signed(), moment=AT)] == [None]
    assert [one.trusted for one in check(signed(), anchors=[stranger], moment=AT)] == [False]
    assert [one.trusted for one in check(signed(), anchors=[stranger, *anchors()], moment=AT)] == [True]
    late = datetime(2031, 1, 1, tzinfo=UTC)
    assert [one.trusted for one in check(signed(), anchors=anchors(), moment=late)] == [False]
    assert all(one.holds for one in check(signed(), moment=AT))


def test_a_file_that_is_no_certificate_is_refused():
    with pytest.raises(ValueError):  # noqa: PT011 - asn1crypto's own words
        check(signed(), anchors=[b"not a certificate"], moment=AT)


@pytest.mark.parametrize("part", ["head", "middle", "content"])
def test_a_changed_byte_is_caught(part: str):
    at = {"head": 40, "middle": len(paper()) // 2, "content": len(paper()) - 200}[part]
    changed = bytearray(signed())
    changed[at] ^= 1

    try:
        found = check(bytes(changed), anchors=anchors(), moment=AT)
    except NotPdf:
        return
    assert not any(one.holds for one in found)


def test_what_is_added_behind_a_signature_is_told():
    writer = PdfWriter(BytesIO(signed()), incremental=True)
    writer.add_annotation(0, FreeText(text="Sửa số 148 thành 149", rect=(100, 100, 300, 150)))
    out = BytesIO()
    writer.write(out)

    (one,) = check(out.getvalue(), anchors=anchors(), moment=AT)
    assert (one.intact, one.covers_all, one.holds) == (True, False, False)


def test_a_second_signature_leaves_the_first_whole():
    second = authority("Cơ quan chứng thực mẫu").key_file("Văn thư mẫu")
    twice = sign_with_key(signed(), key=open_key(second, PASSPHRASE), font=FONT, at=AT)

    found = check(twice, anchors=anchors(), moment=AT)
    assert [(one.certificate_of, one.holds, one.trusted) for one in found] == [
        ("Đỗ Văn Mẫu", True, True),
        ("Văn thư mẫu", True, True),
    ]


def test_a_paper_without_signatures_has_none_and_what_is_no_pdf_is_refused():
    assert check(paper(), anchors=anchors(), moment=AT) == ()
    for junk in (b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", paper()[:100]):
        with pytest.raises(NotPdf):
            check(junk, moment=AT)


def test_a_key_opens_with_its_password_only():
    assert open_key(key_file(), PASSPHRASE).name == "Đỗ Văn Mẫu"
    for content, passphrase in ((key_file(), "sai"), (b"no key", PASSPHRASE), (key_file(), "")):
        with pytest.raises(WrongKey):
            open_key(content, passphrase)


# --- through a tool of the agency -----------------------------------------------------------------------


def test_the_paper_that_came_back_is_the_one_that_was_given_out():
    second = authority("Cơ quan chứng thực mẫu").key_file("Văn thư mẫu")
    twice = sign_with_key(signed(), key=open_key(second, PASSPHRASE), font=FONT, at=AT, stamp=("Dấu cơ quan",))

    assert compare(paper(), signed()) == "same"
    assert compare(paper(), twice) == "same"
    assert compare(paper(), paper()) == "same"
    assert digest(paper()) == digest(bytes(paper())) != digest(signed())


def test_another_paper_that_is_rightly_signed_is_still_another():
    forged = sign_with_key(
        paper("Quyết định số 149 về việc khen thưởng"), key=open_key(key_file(), PASSPHRASE), font=FONT, at=AT
    )

    assert [one.holds for one in check(forged, anchors=anchors(), moment=AT)] == [True]
    assert compare(paper(), forged) == "other"


def test_words_that_were_added_before_signing_are_caught():
    writer = PdfWriter(BytesIO(paper()), incremental=True)
    writer.add_annotation(0, FreeText(text="và ông Nguyễn Văn Thêm", rect=(100, 100, 300, 150)))
    out = BytesIO()
    writer.write(out)
    forged = sign_with_key(out.getvalue(), key=open_key(key_file(), PASSPHRASE), font=FONT, at=AT)

    assert forged.startswith(paper())
    assert [one.holds for one in check(forged, anchors=anchors(), moment=AT)] == [True]
    assert compare(paper(), forged) == "changed"


def test_a_stamp_that_hides_the_page_is_caught():
    wide = sign_with_key(
        paper(), key=open_key(key_file(), PASSPHRASE), font=FONT, at=AT, stamp=STAMP, box=(20, 200, 560, 800)
    )
    assert compare(paper(), wide) == "changed"


def test_a_file_that_the_tool_wrote_anew_is_for_a_person_to_compare():
    writer = PdfWriter(clone_from=PdfReader(BytesIO(paper(archival=False))))
    out = BytesIO()
    writer.write(out)
    anew = sign_with_key(out.getvalue(), key=open_key(key_file(), PASSPHRASE), font=FONT, at=AT)

    assert compare(paper(archival=False), anew) == "rewritten"
    with pytest.raises(NotPdf):
        compare(paper(), b"junk")
