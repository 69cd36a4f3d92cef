"""Certificates: issued for the honours of a decision, reissued, and revoked; each with its serial in a book and a code that proves itself.

    made = issue(decision.pk, by=officer, at=now, on=today).made
    reissue(certificate.pk, why="In sai tên", by=officer, at=now, on=today)
    revoke_within(pen, [conferral.pk], on=today, why="Tước danh hiệu")       # within the act that takes the honour back

One honour has one valid certificate at most. A serial is given once and never again, whatever becomes of its certificate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import Max

from tdkt.law.catalogue import LEVEL_NAMES
from tdkt.operations.drafts import ABOVE
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.operations.signing_keys import key_in_force
from tdkt.records.models import Account, Certificate, Conferral, Decision
from tdkt.records.models.awards import STANDING
from tdkt.seals import certificate as paper
from tdkt.seals.keys import public_of
from tdkt.seals.signed import id_of
from tdkt.vietnamese.dates import write_date

LONGEST_BOOK = 40


@dataclass(frozen=True)
class Issued:
    """What came of issuing: the new certificates, and the honours passed over with why, each as (Vietnamese, English)."""

    made: list[Certificate]
    skipped: list[tuple[Conferral, tuple[str, str]]]


# --- issuing ------------------------------------------------------------------------------------------


def issue(
    decision_id: int,
    *,
    by: Account | None,
    at: datetime,
    on: date,
    conferrals: Iterable[int] | None = None,
    book: str = "",
    design_id: int | None = None,
) -> Issued:
    """Issue certificates for the honours of a decision that stand and have none yet; `conferrals` None: all of them.

    `book` "": that of the decision's year. Serials go on from the highest of the book, in the order of the decision's list. Raises
    `RuleNotMet` for a decision whose certificates come from above, and for a day before it was signed.
    """
    require(by, "issue-certificates")
    with writing(by=by, at=at, verb="certificates.issue", detail={"decision": decision_id}) as pen:
        decision = found_decision(decision_id)
        may_issue(decision, on)
        asked = None if conferrals is None else set(conferrals)
        honours = [one for one in listed(decision) if asked is None or one.pk in asked]
        had = set(Certificate.objects.filter(conferral__decision=decision).values_list("conferral", flat=True))
        fresh, skipped = [], []
        for honour in honours:
            why = _passed_over(honour, has_one=honour.pk in had)
            if why:
                skipped.append((honour, why))
            else:
                fresh.append(honour)
        book = book_of(decision, on, book)
        pen.entry.detail |= {"book": book, "count": len(fresh)}
        return Issued(_enter(pen, fresh, book=book, design_id=design_id, on=on), skipped)


def may_issue(decision: Decision, on: date) -> None:
    """Raises `RuleNotMet` where certificates of this decision are not made here."""
    if decision.level in ABOVE:
        raise RuleNotMet(
            f"Bằng kèm quyết định của {LEVEL_NAMES[decision.level]} do Trung ương in và cấp. Sổ này chỉ cấp bằng của bộ, tỉnh trở xuống.",
            "Certificates of this level are printed and given by the State. Here only those of ministry, province and below are issued.",
        )
    if decision.signed_on is not None and decision.signed_on > on:
        raise RuleNotMet(
            f"Quyết định {decision.number} ký ngày {write_date(decision.signed_on)}, sau ngày cấp bằng {write_date(on)}.",
            f"Decision {decision.number} was signed on {write_date(decision.signed_on)}, after the day of issue {write_date(on)}.",
        )


def listed(decision: Decision) -> list[Conferral]:
    """The honours of a decision in the order of its list: as entered."""
    return list(Conferral.objects.filter(decision=decision).select_related("subject", "decision").order_by("pk"))


def book_of(decision: Decision, on: date, asked: str = "") -> str:
    """The book that a decision's certificates are entered in: the one asked for, else that of its year."""
    book = " ".join(asked.split()) or str(decision.year or on.year)
    if len(book) > LONGEST_BOOK:
        raise RuleNotMet(
            f"Tên sổ dài quá {LONGEST_BOOK} ký tự. Rút ngắn lại.", f"A book's name has at most {LONGEST_BOOK} signs."
        )
    return book


def _passed_over(honour: Conferral, *, has_one: bool) -> tuple[str, str] | None:
    if honour.state not in STANDING:
        return "khen thưởng này không còn hiệu lực", "the honour does not stand"
    if has_one:
        return "đã cấp bằng", "its certificate was issued"
    return None


def _enter(
    pen: Pen,
    honours: Sequence[Conferral],
    *,
    book: str,
    design_id: int | None,
    on: date,
    replaces: Certificate | None = None,
) -> list[Certificate]:
    """New certificates with the next serials of the book. The chain is locked by `pen`: nobody else takes a serial meanwhile."""
    if not honours:
        return []
    private = key_in_force(pen, on)
    key_id = id_of(bytes.fromhex(public_of(private)))
    last = Certificate.objects.filter(book=book).aggregate(last=Max("serial"))["last"] or 0
    return pen.add(
        Certificate(
            conferral=honour,
            serial=serial,
            book=book,
            key_id=key_id,
            code=code_of(honour, book=book, serial=serial, on=on, private=private),
            issued_on=on,
            replaces=replaces,
            design_id=design_id,
        )
        for serial, honour in enumerate(honours, last + 1)
    )


def code_of(honour: Conferral, *, book: str, serial: int, on: date, private: Ed25519PrivateKey) -> str:
    """What the QR of an honour's certificate says, signed."""
    decision = honour.decision
    assert decision is not None  # only honours of a decision are asked for
    said = paper.Certificate(
        name=honour.subject.name,
        award=honour.award,
        class_no=honour.class_no,
        number=decision.number,
        decided_on=decision.signed_on,
        authority=honour.authority or decision.authority,
        book=book,
        serial=serial,
        issued_on=on,
        posthumous=honour.posthumous,
    )
    return paper.sign_certificate(said, private=private)


# --- reissuing and revoking ---------------------------------------------------------------------------


def reissue(
    certificate_id: int,
    *,
    why: str,
    by: Account | None,
    at: datetime,
    on: date,
    design_id: int | None = None,
) -> Certificate:
    """A new certificate, with a serial of its own and what the register says now, in place of one that was lost, damaged, wrong or revoked.

    A valid one becomes replaced; a revoked one stays revoked, and the new one names it. Raises `WrongState` for one that was replaced
    already, `RuleNotMet` without a reason and for an honour that does not stand.
    """
    require(by, "issue-certificates")
    why = needed(why)
    with writing(by=by, at=at, verb="certificates.reissue", detail={"certificate": certificate_id}) as pen:
        old = found_certificate(certificate_id)
        if Certificate.objects.filter(replaces=old).exists():
            raise WrongState(
                f"Bằng số {old.serial}, sổ {old.book} đã được cấp lại rồi. Mở bằng mới để làm tiếp.",
                f"Certificate {old.serial} of book {old.book} was reissued already. Open the new one.",
            )
        if old.conferral.state not in STANDING:
            raise RuleNotMet(
                "Khen thưởng này không còn hiệu lực nên không cấp lại bằng.",
                "The honour does not stand: its certificate is not reissued.",
            )
        if old.state == "valid":
            pen.change(old, state="replaced", state_on=on, why=why)
        made = _enter(
            pen,
            [old.conferral],
            book=old.book,
            design_id=design_id or old.design_id,
            on=on,
            replaces=old,
        )
        pen.entry.detail |= {"book": old.book, "old": old.serial, "new": made[0].serial, "why": why}
        return made[0]


def revoke(certificate_id: int, *, why: str, by: Account | None, at: datetime, on: date) -> Certificate:
    """Revoke one valid certificate; the honour stands as it is. Raises `WrongState` for one that is not valid."""
    require(by, "issue-certificates")
    why = needed(why)
    with writing(by=by, at=at, verb="certificates.revoke", detail={"certificate": certificate_id}) as pen:
        old = found_certificate(certificate_id)
        if old.state != "valid":
            raise WrongState(
                f"Bằng số {old.serial}, sổ {old.book} {STATE_WORDS[old.state][0]}, không thu hồi được nữa.",
                f"Certificate {old.serial} of book {old.book} is {STATE_WORDS[old.state][1]}.",
            )
        pen.change(old, state="revoked", state_on=on, why=why)
        pen.entry.detail |= {"book": old.book, "serial": old.serial, "why": why}
        return old


def revoke_within(pen: Pen, conferral_ids: Iterable[int], on: date, why: str) -> list[Certificate]:
    """Revoke the valid certificates of honours that are taken back in the act of this pen; answers those that it revoked."""
    asked = list(conferral_ids)
    gone: list[Certificate] = []
    for start in range(0, len(asked), 500):
        part = Certificate.objects.filter(conferral__in=asked[start : start + 500], state="valid").order_by("pk")
        gone += list(part)
    for certificate in gone:
        pen.change_soon(certificate, state="revoked", state_on=on, why=why[:300])
    pen.write_changes()
    return gone


STATE_WORDS = {
    "valid": ("còn giá trị", "valid"),
    "revoked": ("đã bị thu hồi", "revoked"),
    "replaced": ("đã được cấp lại bằng khác", "replaced"),
}


def needed(why: str) -> str:
    """A reason without blanks around it. Raises `RuleNotMet` where there is none."""
    why = " ".join(why.split())
    if not why:
        raise RuleNotMet("Việc này phải ghi lý do.", "A reason is needed.")
    if len(why) > 300:
        raise RuleNotMet("Lý do dài quá 300 ký tự. Rút ngắn lại.", "The reason has at most 300 signs.")
    return why


def found_decision(decision_id: int) -> Decision:
    """Raises `NotFound`."""
    decision = Decision.objects.filter(pk=decision_id).first()
    if decision is None:
        raise NotFound(f"Không có quyết định mã {decision_id} trong sổ.", f"There is no decision {decision_id}.")
    return decision


def found_certificate(certificate_id: int) -> Certificate:
    """A certificate as it stands, with its honour. Raises `NotFound`."""
    found = (
        Certificate.objects.filter(pk=certificate_id)
        .select_related("conferral__subject", "conferral__decision", "conferral__unit", "design")
        .first()
    )
    if found is None:
        raise NotFound(f"Không có bằng mã {certificate_id} trong sổ.", f"There is no certificate {certificate_id}.")
    return found
