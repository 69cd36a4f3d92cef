"""The file of a decision: its scan or signed PDF with the verdict on its signatures, and both ways of signing a PDF.

    sign_file        here, with a key file that is given at the moment and kept nowhere
    export_file      for the agency's own tool: the paper, kept so that what comes back can be held against it
    attach_file      what came back, a scan, or a PDF that was signed elsewhere

Whom the office trusts are the certificate files in `trust/` of its data folder. Read first: `attach_file`, `verdict_on`.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from tdkt.documents import pdf as papers
from tdkt.operations.draft_lists import shown_mark
from tdkt.operations.drafts import the_draft
from tdkt.operations.errors import NotFound, NotReadable, RuleNotMet, WrongState
from tdkt.operations.kept_files import keep_for_good, kept_file
from tdkt.operations.ledger import writing
from tdkt.operations.office_papers import make
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Draft, Office
from tdkt.seals.pdf_signing import (
    NotPdf,
    Signature,
    WrongKey,
    certificates,
    check,
    compare,
    open_key,
    sign_with_key,
)

LARGEST = 50 * 2**20
SIGNABLE = ("to-sign", "signed")
FILED = ("to-sign", "signed", "returned")
IMAGES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


# --- trust --------------------------------------------------------------------------------------------


def trust_folder() -> Path:
    """Where the certificates of the authorities lie that the office trusts."""
    return Path(settings.DATA) / "trust"


def anchors() -> list[bytes]:
    """The certificate files of the authorities that the office trusts. Raises `NotReadable` naming the file that is none."""
    found = []
    for path in sorted(trust_folder().iterdir()) if trust_folder().is_dir() else ():
        if path.suffix.lower() not in (".pem", ".crt", ".cer", ".der"):
            continue
        content = path.read_bytes()
        try:
            certificates([content])
        except ValueError as why:
            raise NotReadable(
                f"trust/{path.name} không phải tệp chứng thư. Thay tệp ấy rồi thử lại.",
                f"trust/{path.name} is no certificate. Replace it, then try again.",
            ) from why
        found.append(content)
    return found


# --- verdicts -----------------------------------------------------------------------------------------


def verdict_on(content: bytes, *, exported: bytes | None = None, at: datetime) -> dict[str, Any]:
    """What is known of a decision's file, as `Draft.signature` keeps it.

    `form`: pades (signed PDF), pdf (without any signature), scan (a picture). `valid`: whether every signature holds; None without any.
    `trusted`: whether all lead to an authority of the office; None where it named none. `same`: what `pdf_signing.compare` says of the
    exported paper; "" where none was exported. Raises `NotReadable`.
    """
    if len(content) > LARGEST:
        raise NotReadable("Tệp lớn hơn 50 MB.", "The file is larger than 50 MB.")
    if any(content.startswith(head) for head in IMAGES):
        return {"form": "scan", "valid": None, "trusted": None, "same": "", "signatures": []}
    try:
        found = check(content, anchors=anchors(), moment=at)
        same = compare(exported, content) if exported is not None else ""
    except NotPdf as why:
        raise NotReadable(
            "Tệp không đọc được. Tải lên tệp PDF, hoặc ảnh quét JPEG, PNG.",
            "The file cannot be read. Upload a PDF, or a scan as JPEG or PNG.",
        ) from why
    trust = [one.trusted for one in found]
    return {
        "form": "pades" if found else "pdf",
        "valid": all(one.holds for one in found) if found else None,
        "trusted": None if not found or None in trust else all(trust),
        "same": same,
        "signatures": [said_of(one) for one in found],
    }


def said_of(one: Signature) -> dict[str, Any]:
    """A signature as it is kept with the draft."""
    return {
        "by": one.certificate_of,
        "issuer": one.issued_by,
        "at": one.at.isoformat() if one.at else None,
        "stamped": one.stamped_at.isoformat() if one.stamped_at else None,
        "holds": one.holds,
        "intact": one.intact,
        "covers_all": one.covers_all,
        "trusted": one.trusted,
        "fingerprint": one.fingerprint,
    }


# --- the file of a decision -----------------------------------------------------------------------------


def attach_file(draft_id: int, content: bytes, *, by: Account | None, at: datetime) -> Draft:
    """Keep the scan or the signed PDF of a decision, with its verdict. What came back from the agency's tool is held against the paper that was
    exported: another paper is refused. A file that is there already is replaced; it stays among the versions."""
    require(by, "file-decision")
    if not content:
        raise RuleNotMet("Chọn một tệp.", "Choose a file.")
    with writing(by=by, at=at, verb="decisions.attach", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, *FILED)
        exported = kept_file(paper.signature.get("exported", "")) if paper.signature.get("exported") else None
        verdict = verdict_on(content, exported=exported, at=at)
        need_same(verdict["same"])
        if exported is not None and verdict["valid"] is False:
            raise RuleNotMet(
                "Chữ ký trong tệp không còn giá trị: tệp đã bị sửa sau khi ký. Ký lại tệp đã xuất.",
                "A signature in the file does not hold: it was changed after signing. Sign the exported file again.",
            )
        if exported is not None:
            verdict["exported"] = paper.signature["exported"]
        pen.change(paper, kept=keep_for_good(content), signature=verdict)
        pen.entry.detail |= {"title": paper.title, "form": verdict["form"], "decision": paper.decision_id}
    return paper


def need_same(same: str) -> None:
    """Raises `RuleNotMet` for a signed paper that is not the exported one."""
    if same == "other":
        raise RuleNotMet(
            "Tệp này không phải bản đã xuất: nội dung khác. Ký đúng tệp đã xuất, hoặc xuất lại.",
            "This file is not the one that was exported: its content differs. Sign the exported file, or export it again.",
        )
    if same == "changed":
        raise RuleNotMet(
            "Tệp này có phần thêm vào bản đã xuất, ngoài chữ ký. Ký đúng tệp đã xuất, hoặc xuất lại.",
            "Something besides signatures was added to the exported file. Sign the exported file, or export it again.",
        )


def file_of(draft_id: int) -> tuple[str, bytes, str]:
    """The file of a decision: its name, bytes and kind. Raises `NotFound` where there is none."""
    paper = Draft.objects.select_related("decision").filter(pk=draft_id).first()
    content = kept_file(paper.kept) if paper and paper.kept else None
    if paper is None or content is None:
        raise NotFound("Quyết định này chưa có tệp.", "This decision has no file.")
    kind = next((kind for head, kind in IMAGES.items() if content.startswith(head)), "application/pdf")
    number = (paper.decision.number if paper.decision else f"du-thao-{paper.pk}").replace("/", "-")
    return f"{number}.{kind.rpartition('/')[2].replace('jpeg', 'jpg')}", content, kind


def export_file(draft_id: int, *, by: Account | None, at: datetime, on: date) -> tuple[str, bytes]:
    """The paper for the agency's own signing tool: its name and bytes. It is kept, so that what comes back can be held against it."""
    require(by, "file-decision")
    mark, (name, content, _) = made(draft_id, on=on)
    with writing(by=by, at=at, verb="decisions.export", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, *SIGNABLE)
        need_same_list(paper, mark)
        exported = keep_for_good(content)
        pen.change(paper, signature={**paper.signature, "exported": exported})
        pen.entry.detail |= {"title": paper.title, "sha256": exported}
    return name, content


def made(draft_id: int, *, on: date) -> tuple[str, tuple[str, bytes, str]]:
    """The paper of a decision as a PDF, with the mark of what it was made from; made outside of any act, since it takes a while."""
    paper = the_draft(draft_id, *SIGNABLE)
    return shown_mark(paper), make("quyet-dinh", paper.pk, form="pdf", on=on)


def need_same_list(paper: Draft, mark: str) -> None:
    """Raises `WrongState` when the draft changed while its paper was being made."""
    if shown_mark(paper) != mark:
        raise WrongState(
            "Dự thảo vừa đổi trong lúc lập văn bản. Tải lại trang rồi làm lại.",
            "The draft changed while its paper was being made. Reload the page and do it again.",
        )


def sign_file(draft_id: int, *, key_file: bytes, passphrase: str, by: Account | None, at: datetime, on: date) -> Draft:
    """Sign the paper of a decision with a key file; a paper that bears a signature gets a further one. Neither the key nor its password is
    kept. Raises `RuleNotMet` for a key that does not open."""
    require(by, "sign-file")
    try:
        key = open_key(key_file, passphrase)
    except WrongKey as why:
        raise RuleNotMet(
            "Không mở được tệp khóa: sai mật khẩu, hoặc không phải tệp PKCS#12 (.p12, .pfx).",
            "The key file does not open: wrong password, or no PKCS#12 file (.p12, .pfx).",
        ) from why
    before = signed_before(the_draft(draft_id, *SIGNABLE))
    mark, paper_made = made(draft_id, on=on) if not before else ("", None)
    try:
        content = sign_with_key(
            before if paper_made is None else paper_made[1],
            key=key,
            font=papers.FONTS / "Tinos-Regular.ttf",
            at=at,
            stamp=() if paper_made is None else stamp_of(key.name, at),
        )
    except (NotPdf, WrongKey) as why:
        raise WrongState(
            "Khóa này không ký được tệp PDF. Dùng khóa khác, hoặc ký bằng công cụ của cơ quan.",
            "This key cannot sign the PDF. Use another, or sign with the agency's own tool.",
        ) from why
    with writing(by=by, at=at, verb="decisions.sign-file", detail={"draft": draft_id}) as pen:
        paper = the_draft(draft_id, *SIGNABLE)
        if paper_made is not None:
            need_same_list(paper, mark)
        if signed_before(paper) != before:
            raise WrongState(
                "Tệp đã được ký hoặc thay trong lúc này. Tải lại trang rồi ký.",
                "The file was signed or replaced meanwhile. Reload the page, then sign.",
            )
        pen.change(paper, kept=keep_for_good(content), signature=verdict_on(content, at=at))
        pen.entry.detail |= {"title": paper.title, "key": key.name}
    return paper


def signed_before(paper: Draft) -> bytes:
    """The signed PDF of a decision, or b"" where it has none."""
    is_signed = bool(paper.kept) and paper.signature.get("form") == "pades"
    return (kept_file(paper.kept) or b"") if is_signed else b""


def stamp_of(name: str, at: datetime) -> tuple[str, ...]:
    """The lines of the visible stamp."""
    office, local = Office.objects.first(), at.astimezone(timezone.get_default_timezone())
    return (
        f"Ký bởi: {name}",
        f"Cơ quan: {office.name if office else ''}",
        f"Thời gian ký: {local:%H:%M} ngày {local:%d/%m/%Y}",
    )
