"""The words of achievement reports: what people wrote in the dossier, and from the register who it is about and what was awarded before."""

from datetime import date
from typing import Any

from tdkt.documents.numbers import write_known_part
from tdkt.law.catalogue import RATING_NAMES, award
from tdkt.operations.award_words import decided_words, form_words
from tdkt.operations.dossiers import kept_text
from tdkt.operations.letterhead import UNSAID, letterhead, sign_lines, signature, the_office
from tdkt.records.models import Conferral, Initiative, Nomination, Office, Rating
from tdkt.records.models.awards import STANDING
from tdkt.records.units import whole_names

REPORT_FORMS = {
    "individual": "bao-cao-ca-nhan",
    "collective": "bao-cao-tap-the",
    "household": "bao-cao-tap-the",
}
"""By kind of receiver, the form of its report."""
SCOPES = {
    "co-so": "cấp cơ sở",
    "bo-tinh": "cấp bộ, tỉnh",
    "toan-luc-luong": "toàn lực lượng",
    "toan-quoc": "toàn quốc",
}


def report_words(nomination: Nomination, *, on: date) -> dict[str, Any]:
    """The words of the achievement report of one dossier."""
    office = the_office()
    text = kept_text(nomination.pk).text
    own = _person(nomination) if nomination.recipient == "individual" else {}
    written = {
        "achievements": paragraphs(text.get("thanh-tich", "") or nomination.achievement),
        "compliance": paragraphs(text.get("chap-hanh", "")),
    }
    if nomination.recipient == "individual":
        written["duties"] = paragraphs(text.get("nhiem-vu", ""))
    else:
        written["situation"] = paragraphs(text.get("dac-diem", ""))
    return (
        _head(office, nomination, title="BÁO CÁO THÀNH TÍCH", on=on)
        | {"name": nomination.subject.name, "unit": _unit(nomination, on)}
        | own
        | written
        | honours_of(nomination.subject_id)
    )


def summary_words(nomination: Nomination, *, on: date) -> dict[str, Any]:
    """The words of the summary on one page."""
    office = the_office()
    text = kept_text(nomination.pk).text
    person = getattr(nomination.subject, "person", None)
    about = [
        f"Sinh {write_known_part(person.born)}" if person and person.born else "",
        nomination.rank,
        nomination.post,
    ]
    return (
        _head(office, nomination, title="TÓM TẮT THÀNH TÍCH", on=on)
        | signature(office, lines=sign_lines(office), signer="")
        | {
            "asked": asked_words(nomination),
            "name": nomination.subject.name,
            "unit": _unit(nomination, on),
            "about": ", ".join(part for part in about if part) if nomination.recipient == "individual" else "",
            "summary": paragraphs(text.get("tom-tat", "") or nomination.achievement),
            "honours": [
                f"{honour.year or ''}: {form_words(honour)} ({decided_words(honour) or 'chưa rõ quyết định'})".lstrip(
                    ": "
                )
                for honour in standing_of(nomination.subject_id)
            ],
        }
    )


def asked_words(nomination: Nomination) -> str:
    """The award that is asked for."""
    return award(nomination.award).titled(nomination.class_no)


def paragraphs(words: str) -> list[str]:
    """A text paragraph by paragraph; dots where nothing was written."""
    return [line.strip() for line in words.splitlines() if line.strip()] or [UNSAID]


def standing_of(subject: int) -> list[Conferral]:
    """The honours in force of a receiver, the oldest first."""
    held = Conferral.objects.filter(subject=subject, state__in=STANDING).select_related("decision")
    return list(held.order_by("year", "decision__signed_on", "pk"))


def honours_of(subject: int) -> dict[str, list[dict[str, str]]]:
    """Titles, awards, ratings and initiatives of a receiver as the register holds them."""
    held = standing_of(subject)
    lines = [
        (
            award(honour.award).kind == "title",
            {
                "year": str(honour.year or ""),
                "form": form_words(honour),
                "decision": decided_words(honour),
            },
        )
        for honour in held
    ]
    return {
        "titles": [line for is_title, line in lines if is_title],
        "awards": [line for is_title, line in lines if not is_title],
        "ratings": ratings_of(subject),
        "works": [
            {
                "year": str(work.year),
                "name": work.name,
                "decision": ", ".join(part for part in (SCOPES.get(work.scope, ""), work.decision_number) if part),
            }
            for work in Initiative.objects.filter(subject=subject).order_by("year", "pk")
        ],
    }


def ratings_of(subject: int) -> list[dict[str, str]]:
    """How a receiver was rated year by year."""
    rated = Rating.objects.filter(subject=subject).exclude(rating="").order_by("year")
    return [{"year": str(one.year), "result": RATING_NAMES[one.rating]} for one in rated]


def _head(office: Office, nomination: Nomination, *, title: str, on: date) -> dict[str, Any]:
    """A report is issued by the unit that proposes."""
    is_office = nomination.proposer_id == office.unit_id
    return letterhead(
        office,
        title=title,
        subtitle=f"Đề nghị {_giving(nomination)}",
        number="",
        on=None,
        year=on.year,
        issuer="" if is_office else nomination.proposer.name,
        parent=office.name,
    )


def _giving(nomination: Nomination) -> str:
    verb = "công nhận danh hiệu" if award(nomination.award).kind == "title" else "tặng thưởng"
    return f"{verb} {asked_words(nomination)}"


def _unit(nomination: Nomination, on: date) -> str:
    where = whole_names([nomination.unit_id], on=on).get(nomination.unit_id or 0, "")
    if nomination.recipient == "individual":
        return where or UNSAID
    return where.removeprefix(nomination.subject.name).lstrip(", ") or nomination.proposer.name


def _person(nomination: Nomination) -> dict[str, str]:
    person = getattr(nomination.subject, "person", None)
    return {
        "born": write_known_part(person.born if person else "") or UNSAID,
        "home": (person.home if person else "") or UNSAID,
        "joined": write_known_part(person.joined if person else "") or UNSAID,
        "rank": nomination.rank or UNSAID,
        "post": nomination.post or UNSAID,
    }
