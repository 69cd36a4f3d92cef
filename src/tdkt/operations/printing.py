"""Printing certificates: the texts of each by its honour, all of a batch as one PDF, and a note of every printing.

    pdf = print_batch([certificate.pk, …], printer_id=3, by=officer, at=now, on=today, watch=watch)

The PDF is set first and the printings are noted afterwards: nothing holds the log while thousands of pages are set, and a certificate that
was revoked meanwhile refuses the batch.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from tdkt.documents.certificate import Layout, Sheet, grid_page, picture, set_certificates
from tdkt.law.catalogue import award
from tdkt.law.wording import say_award
from tdkt.operations.certificates import found_certificate, needed
from tdkt.operations.designs import design_for, layout
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Certificate, Conferral, Decision, Design, Draft, Office, Printer, Printing
from tdkt.vietnamese.dates import write_date

STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
MOST_AT_ONCE = 20_000


def print_batch(
    certificates: Iterable[int],
    *,
    by: Account | None,
    at: datetime,
    on: date,
    printer_id: int | None = None,
    design_id: int | None = None,
    again: str = "",
    watch: Callable[[int, int], None] | None = None,
) -> bytes:
    """The PDF of these certificates in the order of their serials, and a note of each printing.

    `design_id` None: the design that each was issued with, else the one for its award; a batch is one sheet, so all must share it. `again`:
    why those that were printed before are printed again. Raises `WrongState` for one that is not valid, `RuleNotMet` for one printed before
    without a reason, for different sheets, and for none or too many.
    """
    require(by, "issue-certificates")
    keys = sorted(set(certificates))
    rows = _printable(keys, again=again)
    design = _one_design(rows, design_id)
    printer = _printer(printer_id)
    place = layout(design)
    pdf = set_certificates(
        place,
        sheets_of(rows, place),
        right=float(printer.right) if printer else 0.0,
        down=float(printer.down) if printer else 0.0,
        known_on=on,
        tell=watch,
    )
    with writing(by=by, at=at, verb="certificates.print", detail={"count": len(rows)}) as pen:
        rows = _printable(keys, again=again)
        before = set(Printing.objects.filter(certificate__in=rows).values_list("certificate", flat=True))
        pen.add(
            Printing(
                certificate=row,
                on_date=on,
                by_name=by.name if by else "tdkt",
                printer=printer,
                again=" ".join(again.split())[:300] if row.pk in before else "",
            )
            for row in rows
        )
        pen.entry.detail |= {"again": len(before), "book": rows[0].book, "serials": [rows[0].serial, rows[-1].serial]}
    return pdf


def preview(design: Design | None, certificate_id: int | None = None, *, dots: float = 96) -> bytes:
    """A picture (PNG) of a design with one certificate in it, or with made-up words."""
    place = layout(design)
    if certificate_id is None:
        return picture(place, SAMPLE, dots=dots)
    return picture(place, sheets_of([found_certificate(certificate_id)], place)[0], dots=dots)


def printer_page(width: float, height: float, printer_id: int | None = None) -> bytes:
    """The test page of a printer as PDF: a grid that is measured on paper."""
    printer = _printer(printer_id)
    right, down = (float(printer.right), float(printer.down)) if printer else (0.0, 0.0)
    words = [
        f"Trang thử: {printer.name if printer else 'chưa chọn máy in'}. Đã dời sang phải {_said(right)} mm, xuống {_said(down)} mm.",
        "In đúng cỡ 100 %. Đo từ mép giấy: vạch 10 phải cách mép trái và mép trên đúng 10 mm; lệch bao nhiêu thì nhập bấy nhiêu.",
    ]
    return grid_page(width, height, words, right=right, down=down)


# --- what stands on the paper -------------------------------------------------------------------------


def sheets_of(rows: Sequence[Certificate], place: Layout) -> list[Sheet]:
    """What each certificate says, by its honour and its decision; words that the design sets itself stand in their place."""
    office = Office.objects.first()
    drafts = {
        draft.decision_id: draft
        for draft in Draft.objects.filter(decision__in={row.conferral.decision_id for row in rows})
    }
    own = {name: spot.words for name, spot in place.places.items() if spot.words}
    sheets = []
    for row in rows:
        honour = row.conferral
        texts = texts_of(row, drafts.get(honour.decision_id), office) | own
        if honour.posthumous:
            texts["grants"] = grants(honour)
        sheets.append(Sheet(texts, row.code))
    return sheets


def texts_of(row: Certificate, draft: Draft | None, office: Office | None) -> dict[str, str]:
    """The texts of one certificate, by field."""
    honour = row.conferral
    decision = honour.decision
    assert decision is not None  # a certificate is issued for an honour of a decision
    post = draft.signer_post if draft else office.signer_post if office else ""
    sign_as = f"{draft.sign_as} " if draft and draft.sign_as else ""
    return {
        "state": STATE,
        "motto": MOTTO,
        "authority": (honour.authority or decision.authority).upper(),
        "grants": grants(honour),
        "award": say_award(honour.award, honour.class_no).upper(),
        "receiver": " ".join((honour.rank, honour.subject.name)).strip(),
        "post": post_of(honour),
        "reason": honour.reason,
        "place_day": _place_day(office, decision),
        "signer_post": f"{sign_as}{post}".upper(),
        "signer": decision.signer,
        "number": f"Quyết định số {decision.number}"
        + (f" ngày {write_date(decision.signed_on)}" if decision.signed_on else ""),
        "book": f"Số sổ vàng: {row.serial}/{row.book}",
    }


def grants(honour: Conferral) -> str:
    """That it is given; after the receiver's death the law has another word. Titles are given by name."""
    word = "TRUY TẶNG" if honour.posthumous else "TẶNG"
    return f"{word} DANH HIỆU" if award(honour.award).kind == "title" and honour.recipient == "individual" else word


def post_of(honour: Conferral) -> str:
    """A person's post and unit on the day; nothing for a collective, whose name says it."""
    if honour.recipient != "individual":
        return ""
    unit = honour.unit.name if honour.unit else ""
    return (
        honour.post
        if unit and unit.casefold() in honour.post.casefold()
        else ", ".join(filter(None, (honour.post, unit)))
    )


def _place_day(office: Office | None, decision: Decision) -> str:
    if decision.signed_on is None:
        return ""
    day = decision.signed_on
    # A day and a month below ten (and January, February) take a zero before them on papers (NĐ 30/2020).
    said = (
        f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
        if day.month < 3
        else f"ngày {day.day:02d} tháng {day.month} năm {day.year}"
    )
    return f"{office.place}, {said}" if office and office.place else said.capitalize()


def _printable(keys: Sequence[int], *, again: str) -> list[Certificate]:
    """These certificates as they stand, in the order of book and serial, each fit to be printed."""
    if not 0 < len(keys) <= MOST_AT_ONCE:
        raise RuleNotMet(
            f"Chọn từ 1 đến {MOST_AT_ONCE} bằng để in một lượt.", f"Choose 1 to {MOST_AT_ONCE} certificates to print."
        )
    found: list[Certificate] = []
    printed = False
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        found += Certificate.objects.filter(pk__in=part).select_related(
            "conferral__subject", "conferral__decision", "conferral__unit", "design"
        )
        printed = printed or Printing.objects.filter(certificate__in=part).exists()
    if len(found) != len(keys):
        raise NotFound("Có bằng không còn trong sổ. Tải lại trang.", "A certificate is not in the register any more.")
    for row in found:
        if row.state != "valid":
            raise WrongState(
                f"Bằng số {row.serial}, sổ {row.book} không còn giá trị nên không in. Bỏ bằng này ra khỏi lượt in.",
                f"Certificate {row.serial} of book {row.book} is not valid and is not printed. Leave it out.",
            )
    if printed:
        try:
            needed(again)
        except RuleNotMet:
            raise RuleNotMet(
                "Có bằng đã in rồi. Ghi lý do in lại.", "Some were printed before. Say why they are printed again."
            ) from None
    return sorted(found, key=lambda row: (row.book, row.serial))


def _one_design(rows: Sequence[Certificate], design_id: int | None) -> Design | None:
    if design_id is not None:
        design = Design.objects.filter(pk=design_id).first()
        if design is None:
            raise NotFound(f"Không có mẫu bằng mã {design_id}.", f"There is no design {design_id}.")
        return design
    standing = {code: design_for(code) for code in {row.conferral.award for row in rows}}
    found = {(row.design or standing[row.conferral.award]) for row in rows}
    if len(found) > 1:
        raise RuleNotMet(
            "Các bằng này dùng nhiều mẫu khác nhau. Lọc theo hình thức khen thưởng hoặc chọn một mẫu cho cả lượt in.",
            "These certificates have different designs. Filter by award, or choose one design for all.",
        )
    return found.pop()


def _printer(printer_id: int | None) -> Printer | None:
    if printer_id is None:
        return None
    printer = Printer.objects.filter(pk=printer_id).first()
    if printer is None:
        raise NotFound(f"Không có máy in mã {printer_id}.", f"There is no printer {printer_id}.")
    return printer


def _said(length: float) -> str:
    return f"{length:g}".replace(".", ",")


SAMPLE = Sheet(
    {
        "state": STATE,
        "motto": MOTTO,
        "authority": "NGƯỜI CÓ THẨM QUYỀN QUYẾT ĐỊNH",
        "grants": "TẶNG",
        "award": "GIẤY KHEN",
        "receiver": "Thiếu tá Nguyễn Thị Tên Mẫu",
        "post": "Chức vụ, đơn vị công tác",
        "reason": "Đã có thành tích xuất sắc trong phong trào thi đua năm …",
        "place_day": "Địa danh, ngày … tháng … năm …",
        "signer_post": "CHỨC VỤ NGƯỜI KÝ",
        "signer": "Họ tên người ký",
        "number": "Quyết định số …/QĐ-… ngày …",
        "book": "Số sổ vàng: …",
    },
    # As long as most codes, and no certificate: it says so to whoever scans it.
    "MẪU IN THỬ, KHÔNG PHẢI BẰNG. " + "0123456789" * 12,
)
