"""What a round of commendation begins with: its kinds, each with the ground on which awards are given, its awards and its phases, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.operations.eligibility import question
from tdkt.operations.replay import WORKERS_TITLES
from tdkt.records.models import UnitPlace, UnitStanding

Form = tuple[str, int | None]
"""An award with its class, or None."""

SOLDIERS_TITLES = frozenset(("chien-si-tien-tien", "don-vi-tien-tien", "don-vi-quyet-thang"))
"""Titles of the armed forces, which stand in place of `WORKERS_TITLES` (Articles 24, 27 and 28 of the laws of 2003 and 2022)."""

PHASES: Mapping[str, tuple[str, str]] = {
    "propose": ("Đề nghị", "Proposals"),
    "appraise": ("Thẩm định", "Appraisal"),
    "post": ("Công khai lấy ý kiến", "Public comment"),
    "council": ("Hội đồng", "Council"),
    "decide": ("Quyết định", "Decision"),
    "hand-over": ("Trao tặng", "Presentation"),
}
"""The phases of a round in their order: (Vietnamese, English). Days are set for those that the office plans."""


@dataclass(frozen=True)
class Kind:
    """A kind of round: its name, the ground on which its awards are given, over how many years, and the awards that it begins with."""

    code: str
    vi: str
    en: str
    ground: str
    years: int
    forms: tuple[Form, ...]


def _each(award: str) -> tuple[Form, ...]:
    return tuple((award, class_) for class_ in awards()[award].classes)


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "yearly",
            "Thường xuyên hằng năm",
            "Yearly",
            "cong-trang",
            1,
            (
                ("lao-dong-tien-tien", None),
                ("tap-the-lao-dong-tien-tien", None),
                ("chien-si-tien-tien", None),
                ("don-vi-tien-tien", None),
                ("chien-si-thi-dua-co-so", None),
                ("tap-the-lao-dong-xuat-sac", None),
                ("don-vi-quyet-thang", None),
                ("giay-khen", None),
                ("bang-khen-bo-tinh", None),
            ),
        ),
        Kind(
            "five-yearly",
            "Tổng kết 5 năm",
            "Five-yearly",
            "cong-trang",
            5,
            (
                ("bang-khen-bo-tinh", None),
                ("bang-khen-thu-tuong", None),
                *_each("huan-chuong-lao-dong"),
                *_each("huan-chuong-bao-ve-to-quoc"),
            ),
        ),
        Kind(
            "thematic",
            "Theo chuyên đề, phong trào",
            "Thematic",
            "phong-trao",
            1,
            (
                ("giay-khen", None),
                ("bang-khen-bo-tinh", None),
                ("bang-khen-thu-tuong", None),
                ("co-thi-dua-bo-tinh", None),
            ),
        ),
        Kind(
            "sudden",
            "Đột xuất",
            "Sudden",
            "dot-xuat",
            1,
            (
                ("giay-khen", None),
                ("bang-khen-bo-tinh", None),
                ("bang-khen-thu-tuong", None),
                *_each("huan-chuong-chien-cong"),
                ("huan-chuong-dung-cam", None),
            ),
        ),
        Kind(
            "contribution",
            "Quá trình cống hiến",
            "Contribution",
            "cong-hien",
            1,
            (
                *_each("huan-chuong-doc-lap"),
                *_each("huan-chuong-lao-dong"),
                *_each("huan-chuong-bao-ve-to-quoc"),
                ("ky-niem-chuong-bao-ve-an-ninh-to-quoc", None),
                ("ky-niem-chuong", None),
            ),
        ),
        Kind(
            "service-years",
            "Theo niên hạn",
            "Years of service",
            "nien-han",
            1,
            (
                *_each("huy-chuong-chien-si-ve-vang"),
                ("huy-chuong-quan-ky-quyet-thang", None),
                ("huy-chuong-vi-an-ninh-to-quoc", None),
            ),
        ),
        Kind(
            "external",
            "Đối ngoại",
            "External relations",
            "doi-ngoai",
            1,
            (("huan-chuong-huu-nghi", None), ("huy-chuong-huu-nghi", None), ("bang-khen-thu-tuong", None)),
        ),
    )
}
"""Every kind of round, with what it begins with; the office changes the awards while it prepares the round."""

LEVEL_OF = {
    "president": "president",
    "prime-minister": "prime-minister",
    "government": "government",
    "ministry": "ministry",
    "province": "province",
    "commune": "commune",
    "unit": "agency",
}
"""Who decides an award as the catalogue says it, as a level; what may be of the ministry or of the province is left to the office."""

# --- what a round begins with --------------------------------------------------------------------


def forms_for(kind: str, law_on: date, *, force: str = "") -> list[dict[str, Any]]:
    """The awards that a round of a kind begins with: those that the law of the day has, and titles of the office's own force."""
    others = {"army": WORKERS_TITLES, "police": WORKERS_TITLES, "civil": SOLDIERS_TITLES}.get(force, frozenset())
    return [
        {"award": award, "class": class_, "level": level_of(award)}
        for award, class_ in KINDS[kind].forms
        if award not in others and is_law(award, class_, law_on)
    ]


def level_of(award: str) -> str:
    """Which level decides an award where there is but one; else empty."""
    return LEVEL_OF.get(awards()[award].decided_by, "")


def is_law(award: str, class_: int | None, on: date) -> bool:
    """Whether the law of a day has the award at all."""
    asked = question(award, class_, on)
    return bool(asked.rules or asked.governed or not asked.known)


def force_of_unit(unit_id: int) -> str:
    """The force that a unit belongs to: its own standing, or that of the nearest unit above; empty where nothing says it."""
    path = UnitPlace.objects.filter(unit=unit_id).order_by("-pk").values_list("path", flat=True).first() or ""
    line = [int(part) for part in path.split(".") if part]
    standing = dict(UnitStanding.objects.filter(unit__in=line).exclude(force="").values_list("unit_id", "force"))
    return next((standing[unit] for unit in reversed(line) if unit in standing), "")


def phases_for(opens_on: date, closes_on: date) -> list[dict[str, str]]:
    """The phases that a round begins with: proposals, from its first day to its last. The office adds the others as it plans them."""
    return [{"phase": "propose", "from": opens_on.isoformat(), "until": closes_on.isoformat()}]
