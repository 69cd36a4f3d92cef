"""How papers name an honour: its form, by which decision, in which state, under which number in the book of certificates."""

from collections.abc import Iterable

from tdkt.law.catalogue import award
from tdkt.records.models import Certificate, Conferral
from tdkt.vietnamese.dates import write_date

STATE_WORDS = {
    "proposed": "đang đề nghị",
    "decided": "đã quyết định",
    "handed-over": "đã trao",
    "annulled": "đã hủy",
    "stripped": "bị tước",
    "restored": "được phục hồi",
}
CERTIFICATE_WORDS = {"valid": "", "revoked": " (thu hồi)", "replaced": " (đã đổi)"}


def form_words(honour: Conferral) -> str:
    """The form with its class and its giver: "Bằng khen của Bộ Công an"."""
    name = award(honour.award).given_by(honour.authority, honour.class_no)
    return f"{name} (truy tặng)" if honour.posthumous else name


def decided_words(honour: Conferral, *, giver: bool = True) -> str:
    """The decision as far as it is known: "34/QĐ-BCA ngày 20/11/2019 của Bộ Công an"; "" for none."""
    decision = honour.decision
    if decision is None:
        return ""
    day = (
        f" ngày {write_date(decision.signed_on)}"
        if decision.signed_on
        else f" năm {decision.year}"
        if decision.year
        else ""
    )
    who = honour.authority or decision.authority
    return f"{decision.number}{day}" + (f" của {who}" if giver and who else "")


def serials_of(conferrals: Iterable[int]) -> dict[int, str]:
    """The numbers of certificates by conferral, the oldest first: "GK-2020 số 12"."""
    found: dict[int, list[str]] = {}
    for one in Certificate.objects.filter(conferral__in=conferrals).order_by("pk"):
        found.setdefault(one.conferral_id, []).append(f"{one.book} số {one.serial}{CERTIFICATE_WORDS[one.state]}")
    return {key: "; ".join(said) for key, said in found.items()}
