"""The file of a decision: signed here with a key, or by the agency's own tool, and always with the verdict on what is kept."""

from datetime import timedelta

import pytest

from tdkt.documents import pdf as papers
from tdkt.operations.drafts import draft, put_to_sign, take_from_signer
from tdkt.operations.errors import NotFound, NotPermitted, NotReadable, RuleNotMet, WrongState
from tdkt.operations.signed_files import attach_file, export_file, file_of, sign_file, trust_folder
from tdkt.operations.signing import sign
from tdkt.records.models import Draft
from tdkt.seals.pdf_signing import open_key, sign_with_key
from tests.operations.drafted import AT, ON, a_person, a_round, five_passed, passed
from tests.seals.authority import PASSPHRASE, authority

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
FONT = papers.FONTS / "Tinos-Regular.ttf"
AUTHORITY = "Cơ quan chứng thực mẫu"


@pytest.fixture
def signed_draft(office, officer, signer, settings, tmp_path) -> Draft:
    """A decision that was signed, without a file."""
    settings.DATA = tmp_path
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    sign(paper.pk, number=148, on=ON, by=signer, at=LATER)
    paper.refresh_from_db()
    return paper


def trust_the_authority() -> None:
    trust_folder().mkdir(parents=True, exist_ok=True)
    (trust_folder() / "goc.pem").write_bytes(authority(AUTHORITY).anchor)


def by_the_tool(content: bytes, name: str = "Đỗ Văn Mẫu") -> bytes:
    """What the agency's own tool would make of a PDF."""
    key = open_key(authority(AUTHORITY).key_file(name), PASSPHRASE)
    return sign_with_key(content, key=key, font=FONT, at=LATER, stamp=("Ký bởi: Đỗ Văn Mẫu",))


def test_a_decision_is_signed_with_a_key_that_is_not_kept(signed_draft, signer, officer, tmp_path):
    trust_the_authority()
    key = authority(AUTHORITY).key_file("Đỗ Văn Mẫu")
    with pytest.raises(NotPermitted):
        sign_file(signed_draft.pk, key_file=key, passphrase=PASSPHRASE, by=officer, at=LATER, on=ON)
    with pytest.raises(RuleNotMet, match="mật khẩu"):
        sign_file(signed_draft.pk, key_file=key, passphrase="sai", by=signer, at=LATER, on=ON)

    paper = sign_file(signed_draft.pk, key_file=key, passphrase=PASSPHRASE, by=signer, at=LATER, on=ON)

    assert (paper.signature["form"], paper.signature["valid"], paper.signature["trusted"]) == ("pades", True, True)
    assert [one["by"] for one in paper.signature["signatures"]] == ["Đỗ Văn Mẫu"]
    name, content, kind = file_of(paper.pk)
    assert (name, kind, content[:5]) == ("148-QĐ-CAT.pdf", "application/pdf", b"%PDF-")
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.read_bytes() == key]
    again = sign_file(paper.pk, key_file=key, passphrase=PASSPHRASE, by=signer, at=LATER, on=ON)
    assert [one["holds"] for one in again.signature["signatures"]] == [True, True]


def test_the_paper_goes_out_to_the_agencys_tool_and_comes_back(signed_draft, officer):
    _name, given_out = export_file(signed_draft.pk, by=officer, at=LATER, on=ON)

    paper = attach_file(signed_draft.pk, by_the_tool(given_out), by=officer, at=LATER)

    said = paper.signature
    assert (said["form"], said["same"], said["valid"], said["trusted"]) == ("pades", "same", True, None)


def test_another_paper_is_not_taken_for_the_one_that_went_out(signed_draft, officer, office):
    _name, given_out = export_file(signed_draft.pk, by=officer, at=LATER, on=ON)
    other = papers_of_another_draft(office, officer)

    with pytest.raises(RuleNotMet, match="nội dung khác"):
        attach_file(signed_draft.pk, by_the_tool(other), by=officer, at=LATER)
    tampered = bytearray(by_the_tool(given_out))
    tampered[len(given_out) // 2] ^= 1
    with pytest.raises((RuleNotMet, NotReadable)):
        attach_file(signed_draft.pk, bytes(tampered), by=officer, at=LATER)
    signed_draft.refresh_from_db()
    assert signed_draft.kept == ""


def papers_of_another_draft(office, officer) -> bytes:
    round_, _ = five_passed_again(office)
    paper = draft(round_.pk, level="agency", title="Về việc khác", by=officer, at=LATER, on=ON)
    put_to_sign(paper.pk, by=officer, at=LATER)
    return export_file(paper.pk, by=officer, at=LATER, on=ON)[1]


def five_passed_again(office):
    round_ = a_round(office, name="Đợt hai")
    return round_, [passed(round_, a_person("Lý Văn Út", office.unit))]


def test_a_tampered_signature_is_kept_with_its_verdict_when_nothing_was_given_out(signed_draft, officer, signer):
    key = authority(AUTHORITY).key_file("Đỗ Văn Mẫu")
    whole = file_of(sign_file(signed_draft.pk, key_file=key, passphrase=PASSPHRASE, by=signer, at=LATER, on=ON).pk)[1]
    tampered = (
        whole.replace(b"/Type /Catalog", b"/Type  /Catalog", 1) if b"/Type /Catalog" in whole else whole + b"\n%x"
    )

    paper = attach_file(signed_draft.pk, tampered, by=officer, at=LATER)

    assert paper.signature["valid"] is False


def test_a_scan_proves_nothing_and_what_is_no_paper_is_refused(signed_draft, officer):
    paper = attach_file(signed_draft.pk, b"\xff\xd8\xff\xe0 scan", by=officer, at=LATER)
    assert (paper.signature["form"], paper.signature["valid"]) == ("scan", None)
    assert file_of(paper.pk)[0] == "148-QĐ-CAT.jpg"
    for junk in (b"MZ program", b"%PDF-1.7 broken"):
        with pytest.raises(NotReadable):
            attach_file(signed_draft.pk, junk, by=officer, at=LATER)
    with pytest.raises(RuleNotMet):
        attach_file(signed_draft.pk, b"", by=officer, at=LATER)


def test_a_file_that_is_no_certificate_in_the_trust_folder_is_named(signed_draft, officer):
    trust_folder().mkdir(parents=True)
    (trust_folder() / "sai.pem").write_bytes(b"no certificate")
    with pytest.raises(NotReadable, match=r"trust/sai\.pem"):
        attach_file(signed_draft.pk, papers_bytes(signed_draft, officer), by=officer, at=LATER)


def papers_bytes(paper: Draft, officer) -> bytes:
    return export_file(paper.pk, by=officer, at=LATER, on=ON)[1]


def test_a_draft_that_is_taken_back_lays_its_file_aside(office, officer, signer, settings, tmp_path):
    settings.DATA = tmp_path
    round_, _ = five_passed(office)
    paper = draft(round_.pk, level="agency", by=officer, at=LATER, on=ON)
    with pytest.raises(WrongState):
        export_file(paper.pk, by=officer, at=LATER, on=ON)
    put_to_sign(paper.pk, by=officer, at=LATER)
    export_file(paper.pk, by=officer, at=LATER, on=ON)

    take_from_signer(paper.pk, reason="Sửa trích yếu", by=officer, at=LATER)

    paper.refresh_from_db()
    assert (paper.kept, paper.signature) == ("", {})
    with pytest.raises(NotFound):
        file_of(paper.pk)
