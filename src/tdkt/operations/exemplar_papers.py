"""The words of the papers of exemplars: one told from found to taken up, and the list of a period, bodies first."""

from datetime import date
from typing import Any

from tdkt.law.catalogue import award
from tdkt.operations.award_words import decided_words
from tdkt.operations.errors import NotFound
from tdkt.operations.exemplars import STATE_WORDS, seen
from tdkt.operations.letterhead import UNSAID, count_words, letterhead, sign_lines, signature, the_office
from tdkt.records import exemplars as register
from tdkt.records.models import Account, Exemplar
from tdkt.records.models.awards import STANDING
from tdkt.records.people import last_services
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import write_date

STORY_WORDS = {
    "article": "Bài viết",
    "photo": "Ảnh",
    "film": "Phim, phát thanh",
    "talk": "Buổi nói chuyện",
    "book": "Sách",
}
GROUPS = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}


def exemplar_seen(key: int, *, on: date, by: Account | None) -> Exemplar | None:
    """An exemplar of the units of an account."""
    found: Exemplar | None = seen(Exemplar, by=by, on=on).filter(pk=key).select_related("subject", "unit").first()
    return found


def period_of(key: int) -> tuple[int, int] | None:
    """The years that the key of a list stands for: 20152020 is 2015 to 2020."""
    first, last = divmod(key, 10000)
    return (first, last) if 1945 <= first <= last <= 9999 else None


def summary_words(exemplar: Exemplar, *, on: date) -> dict[str, Any]:
    """The words of the summary of one exemplar."""
    office, life = the_office(), register.life_of(exemplar)
    names = whole_names([exemplar.unit_id, *(one.unit_id for one in life.followings)], on=on)
    return (
        letterhead(
            office,
            title="TÓM TẮT ĐIỂN HÌNH TIÊN TIẾN",
            subtitle=f"Giai đoạn {exemplar.from_year} - {exemplar.to_year}",
            number="",
            on=on,
            year=on.year,
        )
        | signature(office, lines=sign_lines(office), signer="")
        | {
            "name": exemplar.subject.name,
            "particulars": [
                {"head": head, "says": says or UNSAID} for head, says in particulars(exemplar, names, on=on)
            ],
            "new_way": paragraphs(exemplar.new_way),
            "steps": [
                {
                    "order": str(order),
                    "words": step.words,
                    "in_charge": step.in_charge,
                    "due": write_date(step.due_on),
                    "result": f"{write_date(step.done_on)}: {step.result}" if step.done_on else "",
                }
                for order, step in enumerate(life.steps, 1)
            ],
            "review": paragraphs(exemplar.review),
            "honours": [
                f"{award(one.award).given_by(one.authority, one.class_no)} ({decided_words(one, giver=False)})"
                for one in (link.conferral for link in life.honours)
                if one.state in STANDING
            ],
            "stories": [
                f"{STORY_WORDS[one.kind]}: {', '.join(part for part in (one.title, one.published, write_date(one.told_on) if one.told_on else '') if part)}"
                for one in life.stories
            ],
            "followings": [
                f"{names.get(one.unit_id, one.unit.name)} học theo từ {write_date(one.since)}"
                + (f": {one.result}" if one.result else "")
                for one in life.followings
            ],
            "last_line": f"Số liệu biết đến ngày {write_date(on)}.",
        }
    )


def particulars(exemplar: Exemplar, names: dict[int, str], *, on: date) -> list[tuple[str, str]]:
    """Who it is and how far it is."""
    found = [("Đơn vị", names.get(exemplar.unit_id or 0, ""))]
    if exemplar.subject.kind == "individual":
        service = last_services([exemplar.subject_id], on=on).get(exemplar.subject_id)
        post = ", ".join(part for part in (service.rank, service.post) if part) if service else ""
        found.insert(0, ("Cấp bậc, chức vụ", post))
    return [
        *found,
        ("Tiêu biểu", field_of(exemplar)),
        ("Phát hiện", ", ".join(part for part in (write_date(exemplar.found_on), exemplar.found_by) if part)),
        ("Mức", STATE_WORDS[exemplar.state].capitalize()),
    ]


def list_words(period: tuple[int, int], *, on: date, by: Account | None) -> dict[str, Any]:
    """The words of the list of a period: those still followed, of an account those that it sees. Raises `NotFound` where there is none."""
    office, (first, last) = the_office(), period
    found = seen(Exemplar, by=by, on=on).filter(from_year=first, to_year=last).exclude(state="ended")
    rows = list(register.listed(found, on=on))
    if not rows:
        raise NotFound(
            f"Giai đoạn {first}-{last} chưa có điển hình nào mà tài khoản này xem được.",
            f"No exemplar of {first}-{last} that this account sees.",
        )
    names = whole_names((one.unit_id for one in rows), on=on)
    order, groups = 0, []
    for kind, title in GROUPS.items():
        lines = []
        for one in (row for row in rows if row.subject.kind == kind):
            order += 1
            where = names.get(one.unit_id or 0, "")
            lines.append(
                {
                    "order": str(order),
                    "name": one.subject.name,
                    "about": where if kind == "individual" else where.removeprefix(one.subject.name).lstrip(", "),
                    "field": field_of(one),
                    "new_way": one.new_way,
                    "state": STATE_WORDS[one.state].capitalize(),
                    "followings": str(one.units_in_all or ""),
                }
            )
        if lines:
            groups.append({"title": f"{title}: {len(lines)}", "lines": lines})
    return (
        letterhead(
            office,
            title="DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN",
            subtitle=f"Giai đoạn {first} - {last}",
            number="",
            on=on,
            year=on.year,
        )
        | signature(office, lines=sign_lines(office), signer="")
        | {
            "groups": groups,
            "counted": count_words(one.subject.kind for one in rows),
            "last_line": f"Số liệu biết đến ngày {write_date(on)}.",
        }
    )


def field_of(exemplar: Exemplar) -> str:
    """In what it is exemplary, as papers say it."""
    return "Toàn diện" if exemplar.whole else exemplar.field


def paragraphs(words: str) -> list[str]:
    """The paragraphs of a text."""
    return [line.strip() for line in words.splitlines() if line.strip()]
