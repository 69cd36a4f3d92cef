"""Whether somebody may be proposed for an award of a round: the law asked of many at once, the cap, and why one is refused, in sentences.

Read first: `weigh`, `Skipped`, `check_quota`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.law.fingerprints import fingerprint
from tdkt.law.quotas import Quota
from tdkt.law.telling import cited
from tdkt.law.wording import say_award
from tdkt.operations.candidates import PROPOSABLE, listed, nearest_lower, office_unit, quota_for, subjects_of
from tdkt.operations.eligibility import Answer, Lack
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet
from tdkt.operations.law import office_law
from tdkt.operations.reporting import state_now
from tdkt.operations.round_kinds import KINDS, Form
from tdkt.operations.rounds import units_taking_part
from tdkt.operations.selection import select_on_ground, tell
from tdkt.records.models import Account, Conferral, Round, Subject, Unit
from tdkt.records.models.scope import family, reach_of
from tdkt.vietnamese.numbers import write_number


@dataclass(frozen=True)
class Skipped:
    """One who was not proposed: why (not-eligible, coming, needs-reason, in-round, other-round, given, not-seen), in a sentence.

    `cite` is the provision; `lower` the nearest lawful award.
    """

    subject: int
    name: str
    why: str
    vietnamese: str
    english: str
    cite: str = ""
    lower: Form | None = None

    def said(self, language: str) -> str:
        return self.english if language == "en" else self.vietnamese

    def refusal(self) -> RuleNotMet:
        """The same as the refusal of an act about this one alone."""
        return RuleNotMet(self.vietnamese, self.english)


@dataclass(frozen=True)
class Asked:
    """One receiver and the award asked for; `conferral` is the imported proposal behind it, if there is one."""

    subject: int
    award: str
    class_no: int | None
    conferral: Conferral | None = None

    @property
    def form(self) -> Form:
        return self.award, self.class_no


def check_quota(said: Round, form: Form, *, unit_id: int, on: date, more: int) -> None:
    """Raises `RuleNotMet` with the arithmetic when so many more would exceed the cap. Where nothing can be reckoned nothing is refused."""
    quota = quota_for(said, form[0], unit_id=unit_id, on=on, more=more)
    if quota is None or not quota.whole or not quota.exceeded:
        return
    raise RuleNotMet(*quota_words(said, form, quota, more))


def quota_words(said: Round, form: Form, quota: Quota, more: int) -> tuple[str, str]:
    """How a cap was reckoned and by how much it would be exceeded: (Vietnamese, English)."""
    exact = f"{float(quota.percent * quota.whole / 100):.2f}".rstrip("0").rstrip(".")
    percent = f"{float(quota.percent):.2f}".rstrip("0").rstrip(".")
    titles = ", ".join(awards()[code].name for code in quota.of if code in awards())
    law, over, before = office_law(), quota.used - quota.limit, quota.used - more
    vietnamese = (
        f"Vượt tỷ lệ {say_award(*form)}: đã đề nghị {before}, thêm {more} là {quota.used}. "
        f"{percent.replace('.', ',')}% của {write_number(quota.whole)}"
        + (f" đạt {titles} năm {said.years_to}" if titles else "")
        + f" là {exact.replace('.', ',')}, lấy {quota.limit} ({cited(law, quota.cite, 'vi')}). Bỏ bớt {over}."
    )
    english = (
        f"Over the cap of {say_award(*form)}: {before} proposed, {more} more are {quota.used}. {percent} % of {quota.whole}"
        + (f" with {titles} for {said.years_to}" if titles else "")
        + f" are {exact}, so {quota.limit} ({cited(law, quota.cite, 'en')}). Leave out {over}."
    )
    return vietnamese, english


# --- what the law says of each -------------------------------------------------------------------


@dataclass
class Weighed:
    """Who is taken, with the answer of the law, and who is skipped; by the register of one state."""

    state: Any
    taken: list[tuple[Asked, Subject, Answer]]
    skipped: list[Skipped]

    def counts(self) -> Mapping[Form, int]:
        found: dict[Form, int] = defaultdict(int)
        for asked, *_ in self.taken:
            found[asked.form] += 1
        return found


def weigh(said: Round, asked: list[Asked], unit_id: int, reason: str, *, by: Account | None, on: date) -> Weighed:
    """Ask the law of each; form by form, so that many cost what few cost."""
    check_unit(said, unit_id, by=by, on=on)
    found = Weighed(state_now(), [], [])
    by_form: dict[Form, list[Asked]] = defaultdict(list)
    for one in asked:
        by_form[one.form].append(one)
    for form, some in by_form.items():
        check_form(said, form)
        _weigh_form(said, form, some, unit_id, reason, found, by=by, on=on)
    return found


def _weigh_form(
    said: Round,
    form: Form,
    asked: list[Asked],
    unit_id: int,
    reason: str,
    found: Weighed,
    *,
    by: Account | None,
    on: date,
) -> None:
    award, class_no = form
    keys = [one.subject for one in asked]
    seen = subjects_of(said, [unit_id], award, by=by, on=on).in_bulk(keys)
    stands = listed(said, award, class_no, keys)
    selection = select_on_ground(seen, award, class_no, said.law_on, KINDS[said.kind].ground)
    told = {answer.subject: answer for answer in tell(selection, list(seen))}
    refused = [key for key, answer in told.items() if answer.verdict not in PROPOSABLE and key not in stands]
    lower = nearest_lower(said, selection, refused)
    for one in asked:
        subject, answer = seen.get(one.subject), told.get(one.subject)
        if subject is None or answer is None:
            found.skipped.append(not_seen(one, award))
        elif one.subject in stands:
            found.skipped.append(stands_listed(subject, form, stands[one.subject], said))
        elif answer.verdict not in PROPOSABLE:
            found.skipped.append(unlawful(subject, answer, lower.get(subject.pk)))
        elif answer.verdict != "eligible" and not reason:
            found.skipped.append(_needs_reason(subject, answer))
        else:
            found.taken.append((one, subject, answer))


def check_unit(said: Round, unit_id: int, *, by: Account | None, on: date) -> None:
    """Raises unless the account may propose for the unit and the round concerns it."""
    if not Unit.objects.filter(pk=unit_id).exists():
        raise NotFound(f"Không có đơn vị số {unit_id} trong sổ.", f"There is no unit {unit_id} in the register.")
    if by is not None:
        reach = reach_of(by, on=on)
        if not reach.everything and unit_id not in reach.units:
            raise NotPermitted(
                "Tài khoản này chỉ đề nghị được cho đơn vị của mình.", "This account may propose for its own unit only."
            )
    part = units_taking_part(said, on=on)
    if part is not None and unit_id not in part and not part & family(unit_id, on=on) and unit_id != office_unit():
        raise RuleNotMet(
            f"Đợt “{said.name}” không gồm đơn vị này. Hỏi người phụ trách đợt.",
            f"The round “{said.name}” does not take in this unit. Ask whoever is in charge of it.",
        )


def check_form(said: Round, form: Form) -> None:
    if all((one["award"], one["class"]) != form for one in said.forms):
        raise RuleNotMet(
            f"Đợt “{said.name}” không xét {say_award(*form)}. Chọn một hình thức của đợt.",
            f"The round “{said.name}” is not about {say_award(*form)}. Choose one of its awards.",
        )


def lack_words(lack: Lack, language: str) -> str:
    """A lack with its article: "có 01 sáng kiến … (khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP)"."""
    where = cited(office_law(), lack.cite.partition("#")[0], language) if lack.cite else ""
    return f"{lack.words} ({where})" if where else lack.words


def unlawful(subject: Subject, answer: Answer, lower: Form | None) -> Skipped:
    first = next((lack for lack in answer.lacks if lack.why != "council"), None) or next(iter(answer.lacks), None)
    why_vi = f", thiếu: {lack_words(first, 'vi')}." if first else "."
    why_en = f", lacks: {lack_words(first, 'en')}." if first else "."
    name = answer.name
    now_vi = f" Hiện đề nghị được: {say_award(*lower)}." if lower else " Hiện chưa đề nghị được hình thức nào thấp hơn."
    now_en = f" Lawful now: {say_award(*lower)}." if lower else " No lower award is lawful now."
    return Skipped(
        subject.pk,
        subject.name,
        answer.verdict,
        f"{subject.name} chưa đủ điều kiện {name}{why_vi}{now_vi}",
        f"{subject.name} is not eligible for {name}{why_en}{now_en}",
        first.cite if first else "",
        lower,
    )


def _needs_reason(subject: Subject, answer: Answer) -> Skipped:
    council = answer.verdict == "council"
    return Skipped(
        subject.pk,
        subject.name,
        "needs-reason",
        f"{subject.name}: " + ("hội đồng phải xem xét" if council else "sổ chưa đủ căn cứ") + ". Ghi lý do đề nghị.",
        f"{subject.name}: "
        + ("the council has to judge" if council else "the register lacks evidence")
        + ". Give a reason for proposing.",
        answer.lacks[0].cite if answer.lacks else "",
    )


LISTED_WORDS = {
    "in-round": ("đã có trong danh sách của đợt này", "is on a list of this round already"),
    "other-round": ("đang được đề nghị ở một đợt khác", "is proposed in another round"),
    "given": ("đã có danh hiệu này của năm", "has this title of the year already"),
}


def stands_listed(subject: Subject, form: Form, why: str, said: Round) -> Skipped:
    vietnamese, english = LISTED_WORDS[why]
    return Skipped(
        subject.pk,
        subject.name,
        why,
        f"{subject.name} {vietnamese}: {say_award(*form)} {said.years_to}.",
        f"{subject.name} {english}: {say_award(*form)} {said.years_to}.",
    )


def not_seen(asked: Asked, award: str) -> Skipped:
    """Says the same of who is not there, of another unit, and of the wrong kind, so that nothing is learnt of other units."""
    return Skipped(
        asked.subject,
        "",
        "not-seen",
        f"Có người hoặc tập thể không thuộc đơn vị này, hoặc không được tặng {awards()[award].name}.",
        f"Somebody is not of this unit, or may not be given {awards()[award].name} at all.",
    )


def nobody(skipped: list[Skipped]) -> RuleNotMet:
    """The refusal when nobody could be taken: the first reason, and how many more there are."""
    if not skipped:
        return RuleNotMet("Chưa chọn ai. Chọn ít nhất một người hoặc tập thể.", "Nobody is chosen. Choose somebody.")
    more = len(skipped) - 1
    first = skipped[0]
    return RuleNotMet(
        first.vietnamese + (f" Và {more} trường hợp khác." if more else ""),
        first.english + (f" And {more} more." if more else ""),
    )


def judged(said: Round, answer: Answer) -> dict[str, Any]:
    """The verdict as it is kept on a nomination: the day and the print of the law, and its reasons as they were shown then."""
    return {
        "verdict": answer.verdict,
        "judged_on": said.law_on,
        "law": fingerprint(office_law(), said.law_on),
        "reasons": reasons_of(answer),
    }


def reasons_of(answer: Answer) -> list[dict[str, Any]]:
    """The reasons of a verdict as data: `why` ("met" for the pathway that holds, else as `Lack.why`), `words`, `cite` and `said`, the
    citation in words; `got` of `needed` where it counts."""
    law = office_law()
    found: list[dict[str, Any]] = []
    if answer.pathway:
        provision = law.provisions.get(answer.pathway)
        found.append(
            {
                "why": "met",
                "words": provision.vi if provision else "",
                "cite": answer.pathway,
                "said": cited(law, answer.pathway, "vi"),
            }
        )
    for lack in answer.lacks:
        line = {
            "why": lack.why,
            "words": lack.words,
            "cite": lack.cite,
            "said": cited(law, lack.cite.partition("#")[0], "vi") if lack.cite else "",
        }
        found.append(line | ({"got": lack.got, "needed": lack.needed} if lack.needed is not None else {}))
    return found
