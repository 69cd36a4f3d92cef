"""Which papers a dossier needs, by the law of a day: each with its provision, its form, in how many originals, and who brings it.

The lists are parameters of the law files (`papers`); a decree's line stands before the law's for the same paper, one for a ground before one
for all. What no text that was read says stays unknown: `needed` is None, and such a line holds nobody up. Read first: `checklist`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.law.catalogue import award as award_of
from tdkt.law.instruments import Law, Parameter
from tdkt.law.parameters import PAPERS, figure, full_cite, rows

WORDS: Mapping[str, tuple[str, str]] = {
    "to-trinh": ("Tờ trình đề nghị", "Submission"),
    "danh-sach-trich-ngang": ("Danh sách trích ngang", "List with particulars"),
    "bao-cao-thanh-tich": ("Báo cáo thành tích", "Achievement report"),
    "de-nghi-hoi-dong": ("Đề nghị của Hội đồng thi đua", "Proposal of the emulation council"),
    "bien-ban": ("Biên bản họp xét", "Minutes of the review"),
    "kiem-phieu": ("Kết quả bỏ phiếu của Hội đồng", "Result of the council's ballot"),
    "chung-nhan-sang-kien": ("Chứng nhận sáng kiến, đề tài", "Certificate of the initiative or topic"),
    "xac-nhan-thanh-tich": ("Giấy xác nhận thành tích", "Confirmation of the achievement"),
    "y-kien-co-quan": (
        "Ý kiến của cơ quan trung ương liên quan hoặc UBND cấp tỉnh",
        "Opinion of the central body concerned or of the province",
    ),
    "ban-sao-khen-thuong": ("Bản sao quyết định, bằng khen đã có", "Copies of awards held"),
    "tai-lieu-kem-theo": ("Tài liệu kèm theo", "Accompanying documents"),
}
"""The papers in Vietnamese and English, where a text has no name of its own for them."""
MADE = frozenset(
    {"to-trinh", "danh-sach-trich-ngang", "bao-cao-thanh-tich", "de-nghi-hoi-dong", "bien-ban", "kiem-phieu"}
)
"""What is made from the register: the office prints it, and may add the signed scan."""
OFFICE = frozenset(
    {"to-trinh", "danh-sach-trich-ngang", "de-nghi-hoi-dong", "bien-ban", "kiem-phieu", "y-kien-co-quan"}
)
"""What the office that reviews brings; the unit that proposes brings the others."""


@dataclass(frozen=True)
class PaperLine:
    """One paper of a dossier.

    `needed` True: the text asks for it; False: only in the case that `when` says; None: no text that was read says. `copies`: originals, None
    where unknown. `made`: made from the register. `by`: "unit" (who proposes) or "office". `form` as printed ("Mẫu số 02"), by `form_cite`.
    """

    kind: str
    words: str
    words_en: str
    cite: str
    copies: int | None
    made: bool
    needed: bool | None = True
    when: str = ""
    when_en: str = ""
    form: str = ""
    form_cite: str = ""
    by: str = "unit"
    confidence: str = "VERIFIED"

    def said(self, language: str) -> str:
        """The name of the paper in a language."""
        return self.words_en if language == "en" else self.words

    def condition(self, language: str) -> str:
        """The case in which it is needed, in a language; "" where always."""
        return self.when_en if language == "en" else self.when


@dataclass(frozen=True)
class SimpleProcedure:
    """The simplified procedure of a ground: its provision, and whether further conditions must hold that people judge."""

    cite: str
    together: bool


def checklist(
    law: Law, award: str, class_no: int | None, recipient: str, ground: str, on: date
) -> tuple[PaperLine, ...]:
    """The papers of a dossier for this award on a day, in the order of `parameters.PAPERS`.

    `class_no` is taken for the sake of those who have it; no text that was read tells classes apart. `ground` "" is not known: then only
    what every ground needs is listed. Raises `UnknownAward`.
    """
    kind = award_of(award).kind
    found = [
        (row, parameter)
        for row, parameter in rows(law, "papers", on)
        if (award in row.get("awards", ()) or kind in row.get("kinds", ()))
        and ("grounds" not in row or ground in row["grounds"])
        and ("recipients" not in row or recipient in row["recipients"])
    ]
    whole = {parameter.instrument for row, parameter in found if row.get("whole")}
    if whole:
        found = [(row, parameter) for row, parameter in found if parameter.instrument in whole]
    found.sort(key=lambda one: _nearness(law, *one), reverse=True)
    originals = copies(law, award, on)
    lines = []
    for paper in PAPERS:
        rows_of = [one for one in found if one[0]["paper"] == paper]
        if rows_of:
            lines.append(_line(paper, rows_of, originals))
    return tuple(lines)


def copies(law: Law, award: str, on: date) -> int | None:
    """How many original sets of the dossier; None where no text that was read says."""
    found = [(row, parameter) for row, parameter in rows(law, "copies", on) if award in row.get("awards", ())]
    if not found:
        return None
    row, parameter = max(found, key=lambda one: _nearness(law, *one))
    number = figure(row.get("originals"), parameter)
    return None if number is None else int(number.value)


def simple_procedure(law: Law, ground: str, on: date) -> SimpleProcedure | None:
    """Whether this ground goes by the simplified procedure on a day; the cases that are no ground (found by the head, secrets) people name."""
    for row, parameter in rows(law, "simple-procedure", on):
        if ground in row["grounds"]:
            return SimpleProcedure(full_cite(row.get("cite"), parameter), bool(row.get("together")))
    return None


def _nearness(law: Law, row: Mapping[str, Any], parameter: Parameter) -> tuple[bool, ...]:
    """How near a row is to the case: an office's own text, then a decree, then a later law, then a ground, a receiver, an award named."""
    return (
        bool(parameter.authority),
        law.instruments[parameter.instrument].kind != "law",
        parameter.from_ > date(2004, 7, 1),
        "grounds" in row,
        "recipients" in row,
        "awards" in row,
    )


def _line(paper: str, found: list[tuple[Mapping[str, Any], Parameter]], originals: int | None) -> PaperLine:
    row, parameter = next((one for one in found if "form" not in one[0]), found[0])
    vi, en = WORDS[paper]
    formed = next(((r, p) for r, p in found if r.get("form")), None)
    return PaperLine(
        kind=paper,
        words=str(row.get("vi") or vi),
        words_en=str(row.get("en") or en),
        cite=full_cite(row.get("cite"), parameter),
        copies=originals,
        made=paper in MADE,
        needed=_needed(row),
        when=str(row.get("when", "")),
        when_en=str(row.get("when_en", "")),
        form=str(formed[0]["form"]) if formed else "",
        form_cite=full_cite(formed[0].get("cite"), formed[1]) if formed else "",
        by="office" if paper in OFFICE else "unit",
        confidence=str(row.get("confidence", parameter.confidence)),
    )


def _needed(row: Mapping[str, Any]) -> bool | None:
    said = row.get("needed", "when" not in row)
    return said if isinstance(said, bool) else None
