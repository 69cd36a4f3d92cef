"""What a dossier holds: the achievement report while it is written, every revision that was sent, the points for correction, and which papers lack.

The report is a working copy, saved as it is typed. Two people may type at once: whoever saves on an older state than the kept one has his
words put beside the others', field by field, and where both changed one field both are kept until somebody chooses. Nothing typed is lost.
Read first: `save_text`, `missing_papers`.
"""

import difflib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from tdkt.law.papers import PaperLine, checklist
from tdkt.law.parameters import PAPERS
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Consultation, DossierText, Nomination, Paper, Remark
from tdkt.vietnamese.folding import nfc

FIELDS: Mapping[str, tuple[str, ...]] = {
    "individual": ("nhiem-vu", "thanh-tich", "chap-hanh", "tom-tat"),
    "household": ("dac-diem", "thanh-tich", "chap-hanh", "tom-tat"),
    "collective": ("dac-diem", "thanh-tich", "chap-hanh", "tom-tat"),
}
"""The parts of the achievement report that people write; name, service and honours are filled from the register.

nhiem-vu: duties. dac-diem: situation of the collective. thanh-tich: achievements. chap-hanh: compliance with policy and law. tom-tat: summary.
"""
WHOLE = "ho-so"
"""The place of a point for correction that is about the whole dossier."""
PLACES = (*dict.fromkeys(field for fields in FIELDS.values() for field in fields), *PAPERS, WHOLE)
"""Where a point for correction may be: a part of the report, a paper, or the whole."""
EDITABLE = ("drafting", "returned")
"""States in which the report can be written."""
LONGEST = 100_000
"""The most letters of one part: forty pages."""
UNKEPT = re.compile(r"[\x00\ud800-\udfff]")
"""What no database keeps: the sign nought, and halves of signs."""
SECOND = re.compile(r"(?P<field>[a-z-]+)@(?P<who>[\w.@+-]{1,60})")
"""A second copy of a part that two people changed at once, under the name of whose it is: "thanh-tich@clerk"."""


# --- the report as it is written ------------------------------------------------------------------------


@dataclass(frozen=True)
class Saved:
    """The report as it is kept now; `saves` is to be sent with the next save. `both`: parts that two people changed, each with the
    key under which the second copy is kept."""

    text: Mapping[str, str]
    saves: int
    at: datetime | None
    by_name: str
    both: tuple[tuple[str, str], ...] = ()


def kept_text(nomination: int) -> Saved:
    """The report of a dossier as it is kept; an empty one before the first save."""
    kept = DossierText.objects.filter(nomination=nomination).select_related("saved_by").first()
    if kept is None:
        return Saved({}, 0, None, "")
    return Saved(kept.text, kept.saves, kept.saved_at, kept.saved_by.name if kept.saved_by else "")


def save_text(
    nomination: int,
    text: Mapping[str, str],
    saves: int,
    *,
    base: Mapping[str, str] | None = None,
    by: Account | None,
    at: datetime,
) -> Saved:
    """Keep these parts of the report. `saves` is the count that the writer's page last knew, `base` what those parts said then.

    On the newest count they are taken as they are. On an older one each part is merged: changed by one, that one's words; changed by both,
    the kept words stay and the writer's are kept beside them (`SECOND`). Without `base` a part that differs counts as changed by both.
    Raises `WrongState` where the dossier is not being written, `RuleNotMet` for a part that may not be changed.
    """
    require(by, "edit-dossier")
    with transaction.atomic():
        row = locked(nomination)
        if row.state not in EDITABLE:
            raise WrongState(
                "Hồ sơ đã gửi nên không sửa được; muốn sửa thì rút về, hoặc chờ trả lại. Chữ vừa gõ vẫn còn trên trang.",
                "The dossier was submitted and cannot be changed; take it back, or wait until it is returned. What was typed is still on the page.",
            )
        said = {key: clean(words) for key, words in text.items()}
        before = {key: clean(words) for key, words in (base or {}).items()}
        kept, _made = DossierText.objects.select_for_update().get_or_create(nomination=row)
        for key, mine in said.items():
            if mine != kept.text.get(key, ""):
                check_place(row, key)
        seen = kept.text if saves == kept.saves else before if base is not None else None
        merged, both = merge(kept.text, said, seen, who=by.username if by else "tdkt")
        if merged != kept.text:
            kept.text, kept.saves, kept.saved_at, kept.saved_by = merged, kept.saves + 1, at, by
            kept.save()
    return Saved(kept.text, kept.saves, kept.saved_at, kept.saved_by.name if kept.saved_by else "", both)


def choose(nomination: int, second: str, *, keep: str, saves: int, by: Account | None, at: datetime) -> Saved:
    """Settle a part that two people changed: keep the "first", the "second", or "both" one after the other. Raises `WrongState` where the
    report was saved meanwhile, or was settled already."""
    require(by, "edit-dossier")
    with transaction.atomic():
        row = locked(nomination)
        kept = DossierText.objects.select_for_update().filter(nomination=row).first()
        found = SECOND.fullmatch(second)
        if kept is None or found is None or second not in kept.text:
            raise WrongState(
                "Phần này đã được chọn xong; tải lại trang để xem bản hiện tại.",
                "This part was settled already; reload the page to see it.",
            )
        if row.state not in EDITABLE or kept.saves != saves:
            raise WrongState(
                "Báo cáo vừa được lưu thêm; xem lại hai bản rồi chọn.",
                "The report was saved meanwhile; look at both again and choose.",
            )
        merged = dict(kept.text)
        mine, field = merged.pop(second), found["field"]
        theirs = merged.get(field, "")
        chosen = {"first": theirs, "second": mine, "both": f"{theirs}\n\n{mine}"}[keep]
        put(merged, field, chosen)
        kept.text, kept.saves, kept.saved_at, kept.saved_by = merged, kept.saves + 1, at, by
        kept.save()
    return Saved(kept.text, kept.saves, kept.saved_at, by.name if by else "")


def clean(words: str) -> str:
    """Words as they are kept: composed, lines parted by a line feed. Raises `RuleNotMet` where they are too long."""
    said = UNKEPT.sub("", nfc(words).replace("\r\n", "\n").replace("\r", "\n"))
    if len(said) > LONGEST:
        raise RuleNotMet(
            "Một phần của báo cáo dài quá 100.000 chữ cái; hãy tách phần phụ lục thành tệp đính kèm.",
            "A part of the report is longer than 100,000 letters; attach the appendix as a file.",
        )
    return said


def put(text: dict[str, str], key: str, words: str) -> None:
    """Set a part; an empty one is left out."""
    if words:
        text[key] = words
    else:
        text.pop(key, None)


def merge(
    kept: Mapping[str, str], said: Mapping[str, str], seen: Mapping[str, str] | None, *, who: str
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The parts `said` put to the `kept` ones; `seen` is what the writer had before him (None: not known). Also the parts that were changed by
    both, each with the key of the second copy."""
    merged, both = dict(kept), []
    for key, mine in said.items():
        theirs = kept.get(key, "")
        if mine == theirs:
            continue
        if seen is not None and theirs == seen.get(key, ""):
            put(merged, key, mine)
        elif seen is None or mine != seen.get(key, ""):
            # A save whose answer got lost comes again: its copy stands already, unless this save writes over it.
            mine_kept = (k for k, w in kept.items() if w == mine and own_copy(k, key, who) and said.get(k, w) == w)
            second = next(mine_kept, "") or second_key(key, who, {**said, **merged})
            put(merged, second, mine)
            both.append((key, second))
    return merged, tuple(both)


def own_copy(second: str, key: str, who: str) -> bool:
    """Whether this is the key of a second copy of the part that he made."""
    field = key.partition("@")[0]
    return second == f"{field}@{who}" or second.startswith(f"{field}@{who}.")


def second_key(key: str, who: str, text: Mapping[str, str]) -> str:
    """A free key for another copy of a part: "thanh-tich@clerk", or "thanh-tich@clerk.2" where his first one still stands."""
    first = f"{key.partition('@')[0]}@{who}"
    names = itertools.chain((first,), (f"{first}.{n}" for n in itertools.count(2)))
    return next(free for free in names if free not in text)


def check_place(row: Nomination, key: str) -> None:
    """Raises `RuleNotMet` for what is no part of this report, or a part that the return does not name."""
    field = key.partition("@")[0]
    if field not in FIELDS[row.recipient] or (key != field and not SECOND.fullmatch(key)):
        raise RuleNotMet(f"Báo cáo không có phần “{key[:40]}”.", f"The report has no part “{key[:40]}”.")
    if field not in editable_fields(row):
        raise RuleNotMet(
            "Hồ sơ được trả lại để sửa các điểm đã nêu; phần này không nằm trong đó. Muốn sửa thì ghi ở phần trả lời.",
            "The dossier was returned for the points named; this part is not among them. Say it in the answer instead.",
        )


def editable_fields(row: Nomination) -> tuple[str, ...]:
    """The parts of the report that may be changed now: all while it is drafted, those that the return names while it is returned."""
    fields = FIELDS[row.recipient]
    if row.state == "drafting":
        return fields
    if row.state != "returned":
        return ()
    named = set(remarks_of_return(row.pk).values_list("place", flat=True))
    return fields if WHOLE in named else tuple(field for field in fields if field in named)


def locked(nomination: int) -> Nomination:
    """The dossier, held until the transaction ends: it is neither sent nor returned meanwhile. Raises `NotFound`."""
    row: Nomination | None = Nomination.objects.select_for_update().filter(pk=nomination).first()
    if row is None:
        raise NotFound("Không có hồ sơ này.", "There is no such dossier.")
    return row


# --- revisions ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """One part in two revisions; `pieces` are runs of words: ("same" | "out" | "in", words)."""

    field: str
    pieces: tuple[tuple[str, str], ...]


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Compared, ...]:
    """What differs between two states of a report, part by part; equal parts are left out."""
    fields = [field for field in (*PLACES, *sorted({*before, *after} - set(PLACES))) if field in {*before, *after}]
    return tuple(
        Compared(field, word_pieces(before.get(field, ""), after.get(field, "")))
        for field in fields
        if before.get(field, "") != after.get(field, "")
    )


def word_pieces(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Two texts laid over each other word by word; what is said in both, taken out and put in, in order."""
    old, new = re.findall(r"\S+|\s+", before), re.findall(r"\S+|\s+", after)
    pieces: list[tuple[str, str]] = []
    for act, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(("same", "".join(old[first:last])))
            continue
        if first < last:
            pieces.append(("out", "".join(old[first:last])))
        if start < end:
            pieces.append(("in", "".join(new[start:end])))
    return tuple(pieces)


# --- points for correction --------------------------------------------------------------------------------


def remarks_of_return(nomination: int) -> Any:
    """The points of the newest return of a dossier that named any."""
    newest = Remark.objects.filter(nomination=nomination).aggregate(step=Max("step"))["step"]
    return Remark.objects.filter(nomination=nomination, step=newest).order_by("pk")


def settle_remark(remark: int, words: str, *, by: Account | None, at: datetime) -> Remark:
    """Say how a point was answered; it can be said again while the dossier is returned. Raises `WrongState`, `RuleNotMet`, `NotFound`."""
    require(by, "edit-dossier")
    said = " ".join(nfc(words).split())[:2_000]
    if not said:
        raise RuleNotMet(
            "Chưa ghi đã sửa thế nào. Ghi vài chữ rồi bấm lại.",
            "Say in a few words how it was mended, then press again.",
        )
    with writing(by=by, at=at, verb="remarks.settle", detail={"remark": remark}) as pen:
        row: Remark | None = Remark.objects.filter(pk=remark).select_related("nomination").first()
        if row is None:
            raise NotFound("Không có điểm cần sửa này.", "There is no such point.")
        if row.nomination.state != "returned":
            raise WrongState(
                "Hồ sơ không ở trạng thái trả lại nên điểm này không sửa được nữa.",
                "The dossier is not returned, so this point can no longer be answered.",
            )
        pen.entry.detail["nomination"] = row.nomination_id
        pen.change(row, settled=said, state="settled")
    return row


# --- the papers that lack ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """One line of a dossier's checklist with what is there for it: `there` True, False, or None where no text says it is needed."""

    line: PaperLine
    papers: tuple[Paper, ...]
    there: bool | None


def missing_papers(nomination_ids: Iterable[int]) -> dict[int, list[PaperLine]]:
    """What each of these dossiers still lacks, by the law of its round's day; complete ones have an empty list.

    Papers that are made from the register do not lack, save the report, which somebody must have written; an opinion that was asked and
    answered is there; what no text that was read asks for holds nobody up. The same few questions to the register for any number.
    """
    return {
        key: [one.line for one in lines if one.there is False] for key, lines in held_papers(nomination_ids).items()
    }


def held_papers(nomination_ids: Iterable[int]) -> dict[int, list[Held]]:
    """The checklist of each dossier, line by line, with what is there. Papers outside the list are not in it."""
    keys = list(dict.fromkeys(nomination_ids))
    rows = Nomination.objects.filter(pk__in=keys).select_related("round")
    papers: dict[tuple[int, str], list[Paper]] = defaultdict(list)
    for paper in Paper.objects.filter(nomination__in=keys, state="in").order_by("pk"):
        papers[paper.nomination_id, paper.kind].append(paper)
    written = {
        text.nomination_id
        for text in DossierText.objects.filter(nomination__in=keys)
        if any(words.strip() for words in text.text.values())
    }
    answered = set(
        Consultation.objects.filter(nomination__in=keys).exclude(answer="").values_list("nomination_id", flat=True)
    )
    law, lists = office_law(), {}
    found: dict[int, list[Held]] = {}
    for row in rows:
        asked = (row.award, row.class_no, row.recipient, row.ground, row.round.law_on)
        if asked not in lists:
            lists[asked] = checklist(law, *asked)
        found[row.pk] = [
            Held(line, kept, _there(line, row, kept, row.pk in written, row.pk in answered))
            for line in lists[asked]
            for kept in [tuple(papers[row.pk, line.kind])]
        ]
    return found


def _there(line: PaperLine, row: Nomination, kept: tuple[Paper, ...], written: bool, answered: bool) -> bool | None:
    if kept:
        return True
    if line.needed is not True:
        return None
    if line.kind == "bao-cao-thanh-tich":
        return written or bool(row.achievement.strip())
    if line.kind == "y-kien-co-quan":
        return answered
    return line.made
