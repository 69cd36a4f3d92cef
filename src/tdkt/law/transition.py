"""Which day of a dossier governs which matter: the day it was received, submitted, decided, or the years of its achievement.

That is itself law and stands in the law files (`governing-date`): criteria may go by the day the appraising body received the dossier
while the money goes by the day of the decision. Where a text lets the newer law apply when it is more favourable, the answer says so and
both have to be asked.
"""

from dataclasses import dataclass
from datetime import date

from tdkt.law.instruments import Law
from tdkt.law.parameters import MATTERS, NotKnown, full_cite, rows

DAY_WORDS = {
    "receipt-by-appraiser": (
        "ngày cơ quan thẩm định tiếp nhận hồ sơ",
        "the day the appraising body received the dossier",
    ),
    "submission": ("ngày trình hồ sơ", "the day the dossier was submitted"),
    "decision": ("ngày ra quyết định", "the day of the decision"),
    "achievement": ("thời gian lập thành tích", "the time of the achievement"),
}


@dataclass(frozen=True)
class Governing:
    """The day whose law applies to a matter: which of the dossier's days it is, the provision that says so.

    `more_favourable`: the day lies before the new law, but the new law is to be considered too and applies where it is better for the
    recipient.
    """

    day: date
    which: str
    cite: str
    more_favourable: bool
    confidence: str


def governing_day(
    law: Law,
    matter: str,
    *,
    submission: date | None = None,
    receipt: date | None = None,
    decision: date | None = None,
    achievement: date | None = None,
) -> Governing | NotKnown:
    """The day that governs `matter` (criteria, procedure, bonus, titles-counted) for a dossier with these days.

    The transition in force on the last of the days given is the one asked; of several the newest. Returns `NotKnown` where no text in
    force speaks of the matter, or where the day it names is not recorded. Raises `ValueError` for a matter that is none, or with no day.
    """
    if matter not in MATTERS:
        raise ValueError(f"Không có việc “{matter}” (có: {', '.join(MATTERS)}).")
    days = {
        "submission": submission,
        "receipt-by-appraiser": receipt,
        "decision": decision,
        "achievement": achievement,
    }
    known = [day for day in days.values() if day is not None]
    if not known:
        raise ValueError("Cần ít nhất một ngày của hồ sơ: trình, tiếp nhận, quyết định hoặc lập thành tích.")
    asked = max(known)
    found = [(row, parameter) for row, parameter in rows(law, "governing-date", asked) if row.get("matter") == matter]
    if not found:
        return NotKnown(
            f"Ngày {asked:%d/%m/%Y} chưa có văn bản nào trong các tệp luật nói việc này tính theo ngày nào.",
            f"On {asked.isoformat()} no text in the law files says which day governs {matter}.",
        )
    row, parameter = max(found, key=lambda one: one[1].from_)
    which, cite = str(row["day"]), full_cite(row.get("cite"), parameter)
    day = days[which]
    if day is None:
        vi, en = DAY_WORDS[which]
        return NotKnown(f"Chưa ghi {vi}, là ngày quyết định luật áp dụng.", f"Not recorded: {en}, which governs.", cite)
    return Governing(
        day=day,
        which=which,
        cite=cite,
        more_favourable=bool(row.get("more_favourable", False)) and day < parameter.from_,
        confidence=str(row.get("confidence", parameter.confidence)),
    )
