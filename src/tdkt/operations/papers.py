"""The papers of a dossier: put in by what their bytes are, kept under their SHA-256, shown page by page, taken out without being deleted.

Read first: `add_paper`, `take_out`. Which papers a dossier needs is `law.papers`; what it lacks, `dossiers.missing_papers`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tdkt.law.parameters import PAPERS
from tdkt.operations.dossiers import WHOLE, locked, missing_papers, remarks_of_return
from tdkt.operations.errors import NotFound, NotReadable, RuleNotMet, WrongState
from tdkt.operations.kept_files import keep_for_good, kept_file, plain_name
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Nomination, Paper, Role
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.preview import MEDIA_TYPES, PICTURED, kind_of, pages_of, picture_of
from tdkt.sheets.texts import read_text

LARGEST = 20 * 2**20
"""The most bytes of one paper."""
OTHER = "khac"
"""A paper that is on no checklist."""
KINDS = (*PAPERS, OTHER)
GOING = ("drafting", "submitted", "received", "returned", "checked", "posted", "ready", "tabled", "passed", "drafted")
"""States in which the office may still add a paper."""


@dataclass(frozen=True)
class Incoming:
    """A paper on its way in, looked at already: its plain name with the ending of what it is, and its pages where they are known."""

    name: str
    content: bytes
    media_type: str
    pages: int | None


def look_at(name: str, content: bytes) -> Incoming:
    """What was sent, by its bytes. Raises `NotReadable` for what is no paper, is broken, or is too large."""
    if len(content) > LARGEST:
        raise NotReadable(
            "Tệp lớn hơn 20 MB; hãy quét ở độ phân giải thấp hơn hoặc tách tệp rồi gửi lại.",
            "The file is larger than 20 MB; scan it at a lower resolution or split it, and send it again.",
        )
    try:
        kind = kind_of(content)
        pages = pages_of(name, content)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None
    plain = plain_name(name) or f"tep.{kind}"
    endings = {"jpg": (".jpg", ".jpeg")}.get(kind, (f".{kind}",))
    return Incoming(plain if plain.lower().endswith(endings) else f"{plain}.{kind}", content, MEDIA_TYPES[kind], pages)


def add_paper(
    nomination: int, kind: str, file: Incoming, *, by: Account | None, at: datetime, on: date, note: str = ""
) -> Paper:
    """Put a paper into a dossier. The unit may while it drafts, and when it was returned for what the return names or what lacks; the office
    until the decision. Raises `WrongState`, `RuleNotMet`, `NotFound`."""
    require(by, "edit-dossier")
    if kind not in KINDS:
        raise RuleNotMet(f"Không có loại giấy tờ “{kind[:40]}”.", f"There is no kind of paper “{kind[:40]}”.")
    detail = {"nomination": nomination, "kind": kind, "file": file.name}
    with writing(by=by, at=at, verb="papers.add", detail=detail) as pen:
        row = locked(nomination)
        check_open(row, kind, by)
        kept = keep_for_good(file.content)
        pen.entry.detail["sha256"] = kept
        if Paper.objects.filter(nomination=row, kind=kind, kept=kept, state="in").exists():
            raise WrongState(
                "Tệp này đã có trong hồ sơ ở đúng mục đó.",
                "This very file is in the dossier already, under the same line.",
            )
        return pen.add_one(
            Paper(
                nomination=row,
                kind=kind,
                file_name=file.name,
                media_type=file.media_type,
                size=len(file.content),
                kept=kept,
                pages=file.pages,
                added_on=on,
                by_name=by.name if by else "tdkt",
                note=note,
            )
        )


def take_out(paper: int, *, reason: str, by: Account | None, at: datetime) -> Paper:
    """Take a paper out of its dossier: it stays in the register with the reason, and its file on the shelf."""
    require(by, "edit-dossier")
    with writing(by=by, at=at, verb="papers.take-out", detail={"paper": paper}) as pen:
        found: Paper | None = Paper.objects.filter(pk=paper).first()
        if found is None:
            raise NotFound("Không có giấy tờ này.", "There is no such paper.")
        pen.entry.detail |= {"nomination": found.nomination_id, "kind": found.kind, "file": found.file_name}
        row = locked(found.nomination_id)
        found.refresh_from_db()
        if found.state != "in":
            raise WrongState("Giấy tờ này đã được rút ra.", "This paper was taken out already.")
        check_open(row, found.kind, by)
        pen.change(found, state="taken-out", note=" ".join(reason.split())[:500])
    return found


def open_kinds(row: Nomination, by: Account | None) -> frozenset[str]:
    """The kinds of papers that this account may put in or take out now: all, none, or what a return names and what lacks."""
    if by is None or by.role == Role.OFFICER:
        return frozenset(KINDS) if row.state in GOING else frozenset()
    if row.state == "drafting":
        return frozenset(KINDS)
    if row.state != "returned":
        return frozenset()
    named = frozenset(remarks_of_return(row.pk).values_list("place", flat=True))
    if WHOLE in named:
        return frozenset(KINDS)
    lacking = frozenset(line.kind for line in missing_papers([row.pk])[row.pk])
    return (named | lacking) & frozenset(KINDS)


def check_open(row: Nomination, kind: str, by: Account | None) -> None:
    """Raises `WrongState` where papers of this kind may not be changed now by this account."""
    if kind in open_kinds(row, by):
        return
    if row.state == "returned":
        raise WrongState(
            "Hồ sơ được trả lại để sửa các điểm đã nêu; giấy tờ này không nằm trong đó.",
            "The dossier was returned for the points named; this paper is not among them.",
        )
    raise WrongState(
        "Hồ sơ đã gửi hoặc đã kết thúc nên không thêm, rút giấy tờ được nữa.",
        "The dossier was submitted or has ended, so papers can no longer be added or taken out.",
    )


def content_of(paper: Paper) -> bytes:
    """The file of a paper. Raises `NotFound` where the shelf has lost it."""
    content = kept_file(paper.kept)
    if content is None:
        raise NotFound(
            "Tệp của giấy tờ này không còn trên máy chủ; khôi phục thư mục files từ bản sao lưu.",
            "The file of this paper is no longer on the server; restore the folder files from the backup.",
        )
    return content


def is_pictured(paper: Paper) -> bool:
    """Whether its pages can be shown as pictures."""
    return paper.media_type in {MEDIA_TYPES[kind] for kind in PICTURED}


def page_picture(paper: Paper, page: int) -> bytes:
    """One page (from 1) as PNG. Raises `NotReadable`, `NotFound`."""
    try:
        return picture_of(paper.file_name, content_of(paper), page)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None


def words_of(paper: Paper) -> str:
    """The text of a PDF or Word paper; "" for a scan and for other kinds."""
    if paper.media_type not in (MEDIA_TYPES["pdf"], MEDIA_TYPES["docx"]):
        return ""
    try:
        return read_text(paper.file_name, content_of(paper))
    except UnreadableFile:
        return ""
