"""The money that goes with honours: reckoned when a decision is signed, by the law of that day, and marked when it was paid.

A sum rests on a coefficient and a base salary of the day of the decision. Where one of them is not known the sum stays empty and the words
say which is missing; the office may fix it, with its source. Read first: `reckon`, `mark_paid`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tdkt.law.bonus import Bonus as Money
from tdkt.law.bonus import amount, total
from tdkt.law.catalogue import award
from tdkt.law.instruments import Law
from tdkt.law.parameters import NotKnown
from tdkt.operations.decisions import own_level
from tdkt.operations.drafts import ABOVE
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Bonus, Conferral, Entry, Fund, Office
from tdkt.records.models.awards import STANDING
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc

WHO_PAYS = "06-2022-qh15/art-11/cl-4"
"""The provision that says who pays; before it was in force the same is assumed and said to be assumed."""
LARGEST = 10**12


# --- reckoning ----------------------------------------------------------------------------------------


def reckon(pen: Pen, conferrals: Iterable[Conferral], on: date) -> list[Bonus]:
    """Write the bonus of each of these honours, by the law of the day of their decision. One that has its bonus already keeps it."""
    honours = list(conferrals)
    had = set(_in_parts([one.pk for one in honours], "conferral"))
    law, office = office_law(), Office.objects.first()
    funds = list(Fund.objects.filter(year=on.year)[:2])
    rows = []
    known: dict[tuple[str, int | None, str, str], Money | NotKnown] = {}  # thousands of one list are of a few kinds
    payers = {level: payer(law, level, on, office) for level in {one.level for one in honours}}
    for honour in honours:
        if honour.pk in had:
            continue
        kind = (honour.award, honour.class_no, honour.recipient, honour.level)
        if kind not in known:
            known[kind] = money_of(law, honour, on)
        pays, cites, words = payers[honour.level]
        row = Bonus(conferral=honour, pays=pays, cites=list(cites), words=words)
        if pays == "own" and len(funds) == 1:
            row.fund = funds[0]
        put_money(row, known[kind])
        rows.append(row)
    pen.add(rows)
    give_way(pen, law, rows)
    return rows


def money_of(law: Law, honour: Conferral, on: date) -> Money | NotKnown:
    """What goes with this honour by a decision of that day."""
    return amount(law, honour.award, honour.class_no, honour.recipient, on, giver=honour.level or None)


def put_money(row: Bonus, money: Money | NotKnown) -> None:
    """Write a sum and what it rests on into a bonus, or the name of the number that is missing."""
    if isinstance(money, NotKnown):
        row.words = joined(row.words, money.what)
        row.cites = [*row.cites, *([money.cite] if money.cite else [])]
        return
    row.dong = money.dong
    row.coefficient = format(money.coefficient.normalize(), "f")
    row.base_salary = money.base_salary
    row.is_cap = money.cap
    row.cites = [*row.cites, *(cite for cite in money.cites if cite not in row.cites)]
    if money.cap:
        row.words = joined(row.words, "Mức tối đa; cơ quan ấn định mức chi.")


def payer(law: Law, level: str, on: date, office: Office | None) -> tuple[str, list[str], str]:
    """Who pays the bonus of a decision of this level: own or other, the provision, and words where that is not sure.

    Whoever decides pays; of what the President, the Government or the Prime Minister decide, the ministry or province that proposed.
    """
    own = own_level(office)
    instrument = law.instruments.get(WHO_PAYS.partition("/")[0])
    in_force = instrument is not None and instrument.stands(on)
    cites = [WHO_PAYS] if in_force else []
    words = "" if in_force else f"Chưa đối chiếu quy định ngày {write_date(on)} về nơi chi thưởng."
    if not level:
        return "other", cites, "Chưa rõ cấp quyết định nên chưa rõ nơi chi thưởng."
    if level in ABOVE:
        return ("own" if own in ("ministry", "province") else "other"), cites, words
    return ("own" if level == own else "other"), cites, words


def give_way(pen: Pen, law: Law, rows: Sequence[Bonus]) -> None:
    """Of titles of one receiver for one period only the highest is paid, where the law says so: the others give way, also one that was
    reckoned earlier and is not paid yet."""
    fresh = [row for row in rows if row.dong is not None and award(row.conferral.award).kind == "title"]
    if not fresh:
        return
    subjects = sorted({row.conferral.subject_id for row in fresh})
    earlier: list[Bonus] = []
    for start in range(0, len(subjects), 500):
        earlier += Bonus.objects.filter(
            conferral__subject__in=subjects[start : start + 500],
            conferral__state__in=STANDING,
            dong__isnull=False,
        ).select_related("conferral__decision")
    together: dict[tuple[int, str], list[Bonus]] = {}
    new = {row.pk for row in fresh}
    for row in [*(one for one in earlier if one.pk not in new), *fresh]:
        period = period_of(row.conferral)
        if period and award(row.conferral.award).kind == "title":
            together.setdefault((row.conferral.subject_id, period), []).append(row)
    for (_, period), rivals in together.items():
        if len(rivals) > 1:
            _settle(pen, law, rivals, period)
    pen.write_changes()


def period_of(honour: Conferral) -> str:
    """The period that a title is for: "2024", "2023-2025"; "" where no year is named."""
    last = honour.for_to or honour.year
    if last is None:
        return ""
    return str(last) if honour.for_from in (None, last) else f"{honour.for_from}-{last}"


def _settle(pen: Pen, law: Law, rivals: list[Bonus], period: str) -> None:
    """Have the lower of several titles of one period give way, or say that no text settles it."""
    money = []
    for row in rivals:
        signed = row.conferral.decision.signed_on if row.conferral.decision else None
        one = money_of(law, row.conferral, signed) if signed else NotKnown("", "")
        if isinstance(one, NotKnown):
            return  # which of them is the highest cannot be said
        money.append(one.for_period(period))
    summed = total(money)
    highest = next(row for row, one in zip(rivals, money, strict=True) if any(one is paid for paid in summed.paid))
    name = award(highest.conferral.award).titled(highest.conferral.class_no)
    for row, one in zip(rivals, money, strict=True):
        if any(one is lower for lower in summed.given_way):
            if row.paid_on is None:
                cite = one.rules.cite("same_period_titles")
                words = joined(row.words, f"Nhường cho danh hiệu cao hơn cùng thời gian: {name} {period}.")
                pen.change_soon(row, pays="none", fund_id=None, words=words, cites=_with(row.cites, cite))
            else:
                paid = award(row.conferral.award).titled(row.conferral.class_no)
                words = f"Đã chi {row.dong} đồng cho {paid} cùng thời gian ngày {write_date(row.paid_on)}: đối chiếu trước khi chi."
                pen.change_soon(highest, words=joined(highest.words, words))
        elif any(one is open_ for open_ in summed.unsettled):
            words = joined(row.words, f"Chưa rõ có chi cùng {name} {period} không: văn bản đang có chưa nói.")
            pen.change_soon(row, words=words)


def _with(cites: list[str], cite: str) -> list[str]:
    return [*cites, cite] if cite and cite not in cites else list(cites)


def joined(*words: str) -> str:
    """Sentences one behind the other, none twice."""
    return " ".join(dict.fromkeys(one for one in words if one))


def _in_parts(keys: list[int], column: str) -> list[int]:
    found: list[int] = []
    for start in range(0, len(keys), 500):
        part = Bonus.objects.filter(**{f"{column}__in": keys[start : start + 500]})
        found += part.values_list(column, flat=True)
    return found


# --- what the office fixes itself -------------------------------------------------------------------------


def fix(
    bonus_id: int,
    *,
    dong: int | None = None,
    pays: str = "",
    fund: int | None = None,
    source: str,
    by: Account | None,
    at: datetime,
) -> Bonus:
    """Fix what the law leaves to the office or the files do not know: the sum (of a ceiling: within it), who pays, from which fund; with the
    source of it. Raises `WrongState` for a bonus that is paid, `RuleNotMet` for a sum over the ceiling."""
    require(by, "pay")
    if not source.strip():
        raise RuleNotMet("Ghi căn cứ của mức chi.", "Give the source of the sum.")
    if pays and pays not in ("own", "other", "none"):
        raise RuleNotMet(f"Không có nơi chi “{pays}”.", f"No payer “{pays}”.")
    with writing(by=by, at=at, verb="bonuses.fix", detail={"bonus": bonus_id, "reason": source}) as pen:
        row = Bonus.objects.select_related("conferral__subject").filter(pk=bonus_id).first()
        if row is None:
            raise NotFound(f"Không có khoản thưởng số {bonus_id}.", f"There is no bonus {bonus_id}.")
        if row.paid_on is not None:
            raise WrongState(
                f"Khoản này đã chi ngày {write_date(row.paid_on)}. Bỏ dấu đã chi trước khi sửa.",
                "This bonus is marked as paid. Take the mark back first.",
            )
        said: dict[str, object] = {"words": joined(row.words, nfc(source).strip())}
        if dong is not None:
            need_lawful(row, dong)
            said |= {"dong": dong, "is_cap": False}
        if pays:
            said |= {"pays": pays, "fund_id": row.fund_id if pays == "own" else None}
        if fund is not None:
            if not Fund.objects.filter(pk=fund).exists():
                raise NotFound(f"Không có quỹ số {fund}.", f"There is no fund {fund}.")
            said["fund_id"] = fund
        pen.change(row, **said)
        pen.entry.detail |= {"name": row.conferral.subject.name, "dong": row.dong}
    return row


def need_lawful(row: Bonus, dong: int) -> None:
    if not 0 <= dong <= LARGEST:
        raise RuleNotMet(f"Số tiền {dong} không hợp lệ.", f"{dong} is no sum.")
    if row.is_cap and row.dong is not None and dong > row.dong:
        raise RuleNotMet(
            f"Mức chi {dong} đồng vượt mức tối đa {row.dong} đồng.", f"{dong} is more than the ceiling of {row.dong}."
        )


# --- payment ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Marked:
    """What marking would do, or did: the bonuses marked with their sum, and who is skipped and why (Vietnamese, English)."""

    rows: tuple[Bonus, ...]
    skipped: tuple[tuple[Bonus, str, str], ...]
    entry: int | None = None

    @property
    def dong(self) -> int:
        return sum(row.dong or 0 for row in self.rows)


def preview_paid(bonuses: Iterable[int]) -> Marked:
    """Whom a mark "paid" would be set for, who is skipped and why."""
    rows, skipped = [], []
    for row in the_bonuses(bonuses):
        why = why_not_paid(row)
        if why is None:
            rows.append(row)
        else:
            skipped.append((row, *why))
    return Marked(tuple(rows), tuple(skipped))


def the_bonuses(keys: Iterable[int]) -> list[Bonus]:
    """The bonuses of these ids, by unit and name. Raises `NotFound` where one is not there."""
    wanted = sorted(set(keys))
    found: list[Bonus] = []
    for start in range(0, len(wanted), 500):
        found += Bonus.objects.filter(pk__in=wanted[start : start + 500]).select_related(
            "conferral__subject", "conferral__unit", "conferral__decision", "fund"
        )
    if len(found) != len(wanted):
        raise NotFound("Có khoản thưởng không còn trong sổ.", "Some bonuses are no longer in the register.")
    return sorted(found, key=lambda row: (row.conferral.unit_id or 0, row.conferral.subject.name_key, row.pk))


def why_not_paid(row: Bonus) -> tuple[str, str] | None:
    """Why a bonus cannot be marked as paid, in both languages; None where it can."""
    if row.paid_on is not None:
        return f"đã chi ngày {write_date(row.paid_on)}", f"paid on {row.paid_on.isoformat()}"
    if row.dong is None:
        return "chưa rõ số tiền", "the sum is not known"
    if row.pays == "other":
        return "nơi khác chi", "another body pays"
    if row.pays == "none":
        return "nhường cho danh hiệu cao hơn", "gives way to a higher title"
    if row.conferral.state not in STANDING:
        return "khen thưởng không còn hiệu lực", "the honour no longer stands"
    return None


def mark_paid(bonuses: Iterable[int], *, on: date, voucher: str, by: Account | None, at: datetime) -> Marked:
    """Mark bonuses as paid on a day by a voucher; those that cannot be are skipped, as `preview_paid` says. Raises `RuleNotMet` when nobody is
    left. `undo_paid` takes the mark back."""
    require(by, "pay")
    with writing(by=by, at=at, verb="bonuses.pay", detail={"voucher": nfc(voucher).strip()[:60]}) as pen:
        seen = preview_paid(bonuses)
        if not seen.rows:
            raise RuleNotMet("Không có khoản nào để ghi đã chi.", "There is nothing to mark as paid.")
        for row in seen.rows:
            pen.change_soon(row, paid_on=on, voucher=nfc(voucher).strip()[:60])
        pen.write_changes()
        pen.entry.detail |= {
            "bonuses": [row.pk for row in seen.rows],
            "rows": len(seen.rows),
            "dong": seen.dong,
            "day": on.isoformat(),
        }
    return Marked(seen.rows, seen.skipped, pen.entry.seq)


def undo_paid(entry_seq: int, *, by: Account | None, at: datetime) -> int:
    """Take back the marks that one act set, where nothing came over them since. Answers how many."""
    require(by, "pay")
    with writing(by=by, at=at, verb="bonuses.unpay", detail={"entry": entry_seq}) as pen:
        act = Entry.objects.filter(pk=entry_seq, verb="bonuses.pay").first()
        if act is None:
            raise NotFound(
                f"Lần ghi {entry_seq} không phải lần ghi đã chi.", f"Entry {entry_seq} marked nothing as paid."
            )
        day, voucher = date.fromisoformat(act.detail["day"]), act.detail["voucher"]
        rows = [row for row in the_bonuses(act.detail["bonuses"]) if row.paid_on == day and row.voucher == voucher]
        if not rows:
            raise WrongState("Lần ghi này đã được hoàn tác.", "These marks were taken back already.")
        for row in rows:
            pen.change_soon(row, paid_on=None, voucher="")
        pen.write_changes()
        pen.entry.detail |= {"rows": len(rows), "voucher": voucher}
    return len(rows)
