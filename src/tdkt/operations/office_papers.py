"""The office's papers, made from the register: which kinds there are, who may have which, and the office's own Word templates.

`make` gives the file. A paper says what the register knows and nothing else: what is not known is dots to be filled in by hand.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings

from tdkt.documents.form import FormMismatch, load_form
from tdkt.documents.office_paper import FORMATS as FORMATS
from tdkt.documents.office_paper import OFFICE_FORMS, make_paper
from tdkt.operations.achievement_papers import REPORT_FORMS, report_words, summary_words
from tdkt.operations.award_sheets import book_words, sheet_words
from tdkt.operations.errors import NotFound, NotReadable, RuleNotMet
from tdkt.operations.exemplar_papers import exemplar_seen, list_words, period_of
from tdkt.operations.exemplar_papers import summary_words as exemplar_words
from tdkt.operations.ledger import writing
from tdkt.operations.list_papers import (
    decision_words,
    particulars_of_round,
    submission_of_draft,
    submission_of_round,
)
from tdkt.operations.permissions import require
from tdkt.operations.sitting_papers import invitation_words, minutes_words, tally_words
from tdkt.records.council import before_member
from tdkt.records.models import Account, Draft, Nomination, Role, Round, Sitting, Subject
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import check_container
from tdkt.vietnamese.folding import fold

LARGEST_TEMPLATE = 5 * 1024 * 1024
"""Bytes; a template with more than that holds something other than words."""

READERS = frozenset({Role.CLERK, Role.OFFICER, Role.INSPECTOR})
DRAFTERS = frozenset({Role.OFFICER, Role.INSPECTOR, Role.SIGNER})
SITTERS = frozenset({Role.OFFICER, Role.INSPECTOR, Role.MEMBER})


# --- what a paper is about ----------------------------------------------------------------------------


def _nomination(key: int, on: date, by: Account | None) -> Any:
    """A dossier that an account sees: of its units, or for a council's member on the agenda of a sitting of theirs."""
    found = Nomination.objects.filter(pk=key)
    if by is not None and by.role == Role.MEMBER:
        found = found.filter(pk__in=before_member(by, on))
    elif by is not None:
        found = found.filter(pk__in=Nomination.objects.visible_to(by, on=on).values("pk"))
    return found.select_related("subject__person", "proposer", "round").first()


def _round(key: int, on: date, by: Account | None) -> Any:
    return Round.objects.filter(pk=key).first()


def _sitting(key: int, on: date, by: Account | None) -> Any:
    seen = Sitting.objects.visible_to(by, on=on) if by else Sitting.objects.all()
    return seen.filter(pk=key).first()


def _own_draft(key: int, on: date, by: Account | None) -> Any:
    """A decision of this office; what is decided above is no paper of ours."""
    return _drafts().filter(pk=key, own=True).first()


def _draft_for_above(key: int, on: date, by: Account | None) -> Any:
    return _drafts().filter(pk=key, own=False).first()


def _drafts() -> Any:
    return Draft.objects.select_related("round", "decision", "sitting__council")


def _subject(key: int, on: date, by: Account | None) -> Any:
    seen = Subject.objects.visible_to(by, on=on) if by else Subject.objects.all()
    return seen.filter(pk=key).select_related("person", "unit").first()


def _year(key: int, on: date, by: Account | None) -> Any:
    return key if 1945 <= key <= on.year else None


@dataclass(frozen=True)
class Kind:
    """One kind of paper: its name, the roles that may have it, what its key finds, which form it takes, and where its words come from."""

    name: str
    roles: frozenset[str]
    find: Callable[[int, date, Account | None], Any]
    form: Callable[[Any], str]
    words: Callable[[Any, date, Account | None], dict[str, Any]]


def _of(slug: str) -> Callable[[Any], str]:
    return lambda _found: slug


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "bao-cao-thanh-tich": Kind(
            "Báo cáo thành tích",
            READERS | {Role.MEMBER},
            _nomination,
            lambda found: REPORT_FORMS[found.recipient],
            lambda found, on, by: report_words(found, on=on),
        ),
        "tom-tat-thanh-tich": Kind(
            "Tóm tắt thành tích",
            READERS | {Role.MEMBER},
            _nomination,
            _of("tom-tat-thanh-tich"),
            lambda found, on, by: summary_words(found, on=on),
        ),
        "to-trinh": Kind(
            "Tờ trình",
            READERS,
            _round,
            _of("to-trinh"),
            lambda found, on, by: submission_of_round(found, on=on, by=by),
        ),
        "danh-sach-trich-ngang": Kind(
            "Danh sách trích ngang",
            READERS,
            _round,
            _of("danh-sach-trich-ngang"),
            lambda found, on, by: particulars_of_round(found, on=on, by=by),
        ),
        "giay-moi": Kind(
            "Giấy mời", SITTERS, _sitting, _of("giay-moi"), lambda found, on, by: invitation_words(found, on=on)
        ),
        "bien-ban": Kind(
            "Biên bản họp", SITTERS, _sitting, _of("bien-ban"), lambda found, on, by: minutes_words(found, on=on)
        ),
        "kiem-phieu": Kind(
            "Biên bản kiểm phiếu",
            SITTERS,
            _sitting,
            _of("kiem-phieu"),
            lambda found, on, by: tally_words(found, on=on),
        ),
        "quyet-dinh": Kind(
            "Quyết định", DRAFTERS, _own_draft, _of("quyet-dinh"), lambda found, on, by: decision_words(found, on=on)
        ),
        "to-trinh-cap-tren": Kind(
            "Tờ trình cấp trên",
            DRAFTERS,
            _draft_for_above,
            _of("to-trinh"),
            lambda found, on, by: submission_of_draft(found, on=on),
        ),
        "phieu-khen-thuong": Kind(
            "Phiếu khen thưởng",
            READERS,
            _subject,
            _of("phieu-khen-thuong"),
            lambda found, on, by: sheet_words(found, on=on, by=by),
        ),
        "so-vang": Kind(
            "Sổ vàng", READERS, _year, _of("so-vang"), lambda found, on, by: book_words(found, on=on, by=by)
        ),
        "dien-hinh": Kind(
            "Tóm tắt điển hình",
            READERS,
            lambda key, on, by: exemplar_seen(key, on=on, by=by),
            _of("dien-hinh"),
            lambda found, on, by: exemplar_words(found, on=on),
        ),
        "danh-sach-dien-hinh": Kind(
            "Danh sách điển hình",
            READERS,
            lambda key, on, by: period_of(key),
            _of("danh-sach-dien-hinh"),
            lambda found, on, by: list_words(found, on=on, by=by),
        ),
    }
)
"""Every kind of paper by its slug, which stands in its address."""


def make(kind: str, key: int, *, form: str = "docx", on: date, by: Account | None = None) -> tuple[str, bytes, str]:
    """One paper as a file: its name, its bytes, its media type. `key` is a dossier's, a round's, a sitting's, a draft's, a receiver's, or a
    year, as the kind says; `by` is the account that asks (None: the command line): it gets papers of rows that it sees, else `NotFound`.

    Raises `NotFound`, and `RuleNotMet` when the office's own template cannot be filled.
    """
    known = KINDS.get(kind)
    if known is None or form not in FORMATS or (by is not None and (not by.is_active or by.role not in known.roles)):
        raise NotFound(
            f"Không có văn bản “{kind}” dạng {form} cho tài khoản này.", f"There is no paper “{kind}” as {form}."
        )
    found = known.find(key, on, by)
    if found is None:
        raise NotFound(
            f"Không có {known.name.lower()} số {key}, hoặc tài khoản này không được xem.",
            f"There is no such paper ({kind} {key}), or this account does not see it.",
        )
    slug = known.form(found)
    words = known.words(found, on, by)
    try:
        content = make_paper(slug, words, format=form, known_on=on, template=own_template(slug))
    except FormMismatch as wrong:
        raise RuleNotMet(
            f"{wrong} Xem trang mẫu văn bản để sửa hoặc dùng lại mẫu của chương trình.",
            f"The office's own template cannot be used: {wrong} See the page of templates.",
        ) from wrong
    return f"{file_stem(kind, words)}.{form}", content, FORMATS[form]


def file_stem(kind: str, words: Mapping[str, Any]) -> str:
    """A name for a file that every system takes: "quyet-dinh-ve-viec-tang-thuong-giay-khen"."""
    about = re.sub(r"[^a-z0-9]+", "-", fold(str(words.get("name") or words.get("subtitle") or ""))).strip("-")
    return f"{kind}-{about}"[:90].rstrip("-")


# --- the office's own templates ----------------------------------------------------------------------------


def own_folder() -> Path:
    """Where the office's own templates lie."""
    return Path(settings.DATA) / "forms"


def own_template(slug: str) -> bytes | None:
    """The office's own template of a form, or None where ours is used."""
    try:
        return _place_of(slug).read_bytes()
    except FileNotFoundError:
        return None


def template_of(slug: str) -> bytes:
    """The template that is used for a form: the office's own, else ours; to be edited in Word and sent back."""
    return own_template(slug) or load_form(_known(slug)).template


def our_template(slug: str) -> bytes:
    """The template that the program came with."""
    return load_form(_known(slug)).template


def check_template(slug: str, content: bytes) -> list[str]:
    """What is wrong with a template, each mistake with its paragraph, its name and what was probably meant; empty for one that can be used."""
    _known(slug)
    if len(content) > LARGEST_TEMPLATE:
        return [f"Tệp mẫu lớn hơn {LARGEST_TEMPLATE // 1024 // 1024} MB: bỏ bớt hình trong mẫu."]
    try:
        if check_container(content) != "docx":
            return ["Tệp mẫu không phải tệp Word .docx: mở trong Word rồi lưu lại thành .docx."]
        load_form(slug, template=content)
    except UnreadableFile as why:
        return [str(why)]
    except FormMismatch as wrong:
        return [one.said() for one in wrong.findings] or [str(wrong)]
    return []


def keep_template(slug: str, content: bytes, *, by: Account | None, at: datetime) -> None:
    """Put the office's own template in place of ours. Raises `NotReadable` with every mistake when it cannot be filled."""
    require(by, "keep-template")
    wrong = check_template(slug, content)
    if wrong:
        raise NotReadable(
            f"Mẫu chưa dùng được. {' '.join(wrong)}", f"The template cannot be used yet. {' '.join(wrong)}"
        )
    detail = {"form": slug, "sha256": hashlib.sha256(content).hexdigest()}
    with writing(by=by, at=at, verb="templates.keep", detail=detail):
        place = _place_of(slug)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whoever prints meanwhile reads the old template whole or the new one whole.
        handle, draft = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(draft, place)


def drop_template(slug: str, *, by: Account | None, at: datetime) -> None:
    """Go back to our template."""
    require(by, "keep-template")
    with writing(by=by, at=at, verb="templates.drop", detail={"form": _known(slug)}):
        _place_of(slug).unlink(missing_ok=True)


@dataclass(frozen=True)
class Template:
    """A form as the page of templates shows it: `own` whether the office's template is used, `wrong` its mistakes, `variables` what each
    name means."""

    slug: str
    name: str
    law: str
    own: bool
    wrong: list[str]
    variables: Mapping[str, str]


def templates() -> list[Template]:
    """Every form, those of decisions first."""
    found = []
    for slug in OFFICE_FORMS:
        ours, own = load_form(slug), own_template(slug)
        wrong = check_template(slug, own) if own is not None else []
        found.append(Template(slug, ours.name, ours.law, own is not None, wrong, ours.variables))
    return found


def _known(slug: str) -> str:
    if slug not in OFFICE_FORMS:
        raise NotFound(f"Không có mẫu văn bản “{slug}”.", f"There is no form “{slug}”.")
    return slug


def _place_of(slug: str) -> Path:
    return own_folder() / f"{_known(slug)}.docx"
