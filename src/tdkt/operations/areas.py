"""Places of the map: entered one by one or by a list, ended on a day, and passed to others: merged, divided, renamed.

What lay in a place that passed whole follows by itself; what lay in one that was divided is "not said which" until somebody says:
`say_where` for a residential area, `place_models` for models. Read first: `pass_on`. Every act is taken back whole by `take_back`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from tdkt.operations.errors import NotFound, NotReadable, RuleNotMet, WrongState
from tdkt.operations.kept_files import plain_path
from tdkt.operations.kept_plans import too_large
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.areas import TIERS, Atlas, atlas, bare, eve, spelled
from tdkt.records.models import Account, Area, AreaSuccession, CommunityModel, Entry, ModelProfile
from tdkt.records.models.areas import AREA_KINDS
from tdkt.sheets.grid import UnreadableFile
from tdkt.sheets.guard import in_child
from tdkt.vietnamese.folding import fold, nfc

VERBS = ("areas.enter", "areas.end", "areas.pass", "areas.list", "areas.say", "models.place")
ABOVE = {
    "province": (),
    "district": ("province",),
    "commune": ("province", "district"),
    "special-zone": ("province",),
    "residential-area": ("commune", "special-zone"),
}
"""In what a place of each kind may lie; communes lie in a province since districts ended."""


def enter_area(
    name: str, kind: str, *, parent_id: int | None, by: Account | None, at: datetime, from_date: date | None = None
) -> Area:
    """Enter one place, standing from a day (None: from before the register). Raises `RuleNotMet`."""
    require(by, "keep-areas")
    with writing(by=by, at=at, verb="areas.enter", detail={"name": name, "kind": kind}) as pen:
        return pen.add_one(new_area(name, kind, parent_id, from_date))


def enter_areas(
    kind: str,
    named: Iterable[tuple[str, int | None]],
    *,
    by: Account | None,
    at: datetime,
    from_date: date | None = None,
) -> list[Area]:
    """Enter many places of one kind, each as (name, id of the place it lies in), in one act."""
    require(by, "keep-areas")
    said = list(named)
    with writing(by=by, at=at, verb="areas.enter", detail={"kind": kind, "areas": len(said)}) as pen:
        known = {
            (parent, fold(name)) for parent, name in Area.objects.filter(kind=kind).values_list("parent_id", "name")
        }
        parents = dict(Area.objects.values_list("pk", "kind"))
        return pen.add([checked(name, kind, parent, from_date, parents, known) for name, parent in said])


def new_area(name: str, kind: str, parent_id: int | None, from_date: date | None) -> Area:
    """A place that may be entered. One name may not stand twice at a time in one place."""
    parents = dict(Area.objects.filter(pk=parent_id or 0).values_list("pk", "kind"))
    alike = Area.objects.filter(parent=parent_id, kind=kind, folded=fold(nfc(name).strip()))
    if from_date is not None:
        alike = alike.exclude(to_date__lt=from_date)
    return checked(
        name,
        kind,
        parent_id,
        from_date,
        parents,
        {(parent_id, spelled(said)) for said in alike.values_list("name", flat=True)},
    )


def checked(
    name: str,
    kind: str,
    parent_id: int | None,
    from_date: date | None,
    parents: dict[int, str],
    known: Collection[tuple[int | None, str]],
) -> Area:
    name = " ".join(nfc(name).split())
    if not name or kind not in AREA_KINDS:
        raise RuleNotMet("Ghi tên và cấp của địa bàn.", "Give the name and the kind of the place.")
    if parent_id is not None and parents.get(parent_id) not in ABOVE[kind]:
        raise RuleNotMet(
            f"{name} không nằm trong địa bàn đã chọn được. Chọn địa bàn cấp trên đúng cấp.",
            f"{name} cannot lie in the place chosen. Choose one of the right kind.",
        )
    if parent_id is None and ABOVE[kind]:
        raise RuleNotMet(f"Chọn địa bàn chứa {name}.", f"Choose the place in which {name} lies.")
    if (parent_id, spelled(name)) in known:
        raise RuleNotMet(f"Sổ đã có {name} ở nơi này.", f"{name} is there already.")
    return Area(name=name, kind=kind, parent_id=parent_id, from_date=from_date, folded=fold(name))


def end_area(area_id: int, last_day: date, *, by: Account | None, at: datetime) -> Area:
    """Close a place: it stands for the last time on a day, and nobody continues it (a district in 2025). Raises `WrongState`."""
    require(by, "keep-areas")
    with writing(by=by, at=at, verb="areas.end", detail={"area": area_id, "last": last_day.isoformat()}) as pen:
        area = area_by_id(area_id)
        close(area, last_day, pen)
        return area


def close(area: Area, last_day: date, pen: Pen) -> None:
    if area.to_date == last_day:
        return
    if area.to_date is not None:
        raise WrongState(
            f"{area.name} đã kết thúc ngày {area.to_date:%d/%m/%Y}.", f"{area.name} ended on {area.to_date:%d/%m/%Y}."
        )
    if area.from_date is not None and last_day < area.from_date:
        raise RuleNotMet(
            f"{area.name} có từ ngày {area.from_date:%d/%m/%Y}, không thể kết thúc trước ngày đó.",
            f"{area.name} stands since {area.from_date:%d/%m/%Y} and cannot end before.",
        )
    pen.change(area, to_date=last_day)


def area_by_id(area_id: int) -> Area:
    found = Area.objects.filter(pk=area_id).first()
    if found is None:
        raise NotFound(f"Không có địa bàn số {area_id} trong sổ.", f"There is no place {area_id} in the register.")
    return found


# --- passing on ----------------------------------------------------------------------------------------


def pass_on(
    olds: Sequence[int], news: Sequence[int], day: date, *, document: str = "", by: Account | None, at: datetime
) -> int:
    """The ground of some places passes to others on a day: several to one is a merger, one to several a division, one to one a new name.

    The old ones stand for the last time on the eve. A place that goes on and only takes in others is a new one and no old one. Answers
    the entry of the log. Raises `RuleNotMet`, `WrongState`.
    """
    require(by, "keep-areas")
    detail = {"old": sorted(olds), "new": sorted(news), "day": day.isoformat(), "document": document}
    with writing(by=by, at=at, verb="areas.pass", detail=detail) as pen:
        passed(olds, news, day, document, pen)
        return pen.entry.seq


def passed(olds: Sequence[int], news: Sequence[int], day: date, document: str, pen: Pen) -> None:
    """Pass on within the caller's act."""
    if not olds or not news:
        raise RuleNotMet("Chọn địa bàn cũ và địa bàn mới.", "Choose the old and the new places.")
    if set(olds) & set(news):
        raise RuleNotMet(
            "Một địa bàn không thể vừa cũ vừa mới. Địa bàn giữ nguyên và nhận thêm thì chỉ ghi ở bên mới.",
            "A place cannot be old and new. One that goes on and takes in others stands on the new side only.",
        )
    old_areas, new_areas = [area_by_id(key) for key in olds], [area_by_id(key) for key in news]
    for new in new_areas:
        if (new.from_date is not None and new.from_date > day) or (new.to_date is not None and new.to_date < day):
            raise RuleNotMet(
                f"Ngày {day:%d/%m/%Y} chưa có {new.name}. Ghi ngày bắt đầu của địa bàn mới trước.",
                f"On {day:%d/%m/%Y} there is no {new.name} yet. Enter since when it stands first.",
            )
    known = set(AreaSuccession.objects.filter(old__in=olds, new__in=news).values_list("old_id", "new_id"))
    for old in old_areas:
        close(old, eve(day), pen)
    pen.add(
        AreaSuccession(old=old, new=new, on_date=day, document=document.strip())
        for old in old_areas
        for new in new_areas
        if (old.pk, new.pk) not in known
    )


# --- saying which --------------------------------------------------------------------------------------


def say_where(area_id: int, into_id: int, day: date, *, document: str = "", by: Account | None, at: datetime) -> Area:
    """Say in which successor a part of a divided place lies: it goes on there under its own name from a day. Raises `RuleNotMet`."""
    require(by, "keep-areas")
    over = atlas()
    if area_id not in over.places or into_id not in over.places:
        raise NotFound("Không có địa bàn này trong sổ.", "There is no such place in the register.")
    offered = over.within(area_id, tier_of(over, into_id), day)
    if into_id not in offered:
        names = ", ".join(over.places[key].name for key in sorted(offered)) or "–"
        raise RuleNotMet(f"Phần này chỉ có thể nằm ở: {names}.", f"This part can only lie in: {names}.")
    part = area_by_id(area_id)
    detail = {"area": area_id, "into": into_id, "day": day.isoformat(), "document": document}
    with writing(by=by, at=at, verb="areas.say", detail=detail) as pen:
        there = pen.add_one(new_area(part.name, part.kind, into_id, day))
        passed([area_id], [there.pk], day, document, pen)
        return there


def tier_of(over: Atlas, key: int) -> str:
    return next(tier for tier, kinds in TIERS.items() if over.places[key].kind in kinds)


def place_models(models: Iterable[int], area_id: int, *, by: Account | None, at: datetime, on: date) -> int:
    """Say in which place models lie, own rows only. Answers the entry of the log. Raises `NotFound`, `RuleNotMet`."""
    require(by, "keep-models")
    wanted = sorted(set(models))
    area = area_by_id(area_id)
    seen: Any = CommunityModel.objects.all() if by is None else CommunityModel.objects.visible_to(by, on=on)
    if not wanted:
        raise RuleNotMet("Chưa chọn mô hình nào.", "No model is chosen.")
    with writing(by=by, at=at, verb="models.place", detail={"models": len(wanted), "area": area.pk}) as pen:
        if seen.filter(pk__in=wanted).count() < len(wanted):
            raise NotFound("Có mô hình không còn trong sổ.", "A model is no longer there.")
        profiles = {one.model_id: one for one in ModelProfile.objects.filter(model__in=wanted)}
        for profile in profiles.values():
            pen.change_soon(profile, area_id=area.pk)
        pen.add(ModelProfile(model_id=key, area=area) for key in wanted if key not in profiles)
        return pen.entry.seq


# --- taking back ---------------------------------------------------------------------------------------


def take_back(seq: int, *, by: Account | None, at: datetime) -> None:
    """Take an act on places back: every row stands as before it. Raises `NotFound`, `WrongState` where later acts rest on it."""
    entry = Entry.objects.filter(pk=seq, verb__in=VERBS).first()
    if entry is None:
        raise NotFound("Không có việc này trong nhật ký.", "There is no such act in the log.")
    require(by, "keep-models" if entry.verb == "models.place" else "keep-areas")
    tables: tuple[Any, ...] = (ModelProfile, AreaSuccession, Area)
    with writing(by=by, at=at, verb="areas.undo", detail={"entry": seq}) as pen:
        for table in tables:
            states = table.versions.objects
            written = list(states.filter(entry=entry).values_list("row", flat=True))
            later = states.filter(row__in=written, entry__gt=seq).exclude(entry=pen.entry.seq)
            still = states.filter(entry=entry, known_to__isnull=True).count()
            if later.exists() or still < len(set(written)):
                raise changed_since()
            before = list(states.filter(row__in=written, closed_by=entry))
            for state in before:
                pen.restore(table, state)
            fresh = sorted(set(written) - {state.row for state in before})
            if table is Area and leaned_on(fresh):
                raise changed_since()
            pen.withdraw_all(table, fresh)


def leaned_on(areas: Sequence[int]) -> bool:
    """Whether anything later names one of these places."""
    return (
        Area.objects.filter(parent__in=areas).exclude(pk__in=areas).exists()
        or AreaSuccession.objects.filter(old__in=areas).exists()
        or AreaSuccession.objects.filter(new__in=areas).exists()
        or ModelProfile.objects.filter(area__in=areas).exists()
    )


def changed_since() -> WrongState:
    return WrongState(
        "Không hoàn tác được: đã có việc ghi sau dựa vào việc này. Hoàn tác việc ghi sau trước.",
        "This cannot be taken back: later acts rest on it. Take those back first.",
    )


# --- a list of mergers -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ListRow:
    """A line of such a list as it stands in the file; an empty `day` is that of the whole list."""

    at: str
    old: str
    new: str
    old_district: str = ""
    new_province: str = ""
    document: str = ""
    day: str = ""


@dataclass(frozen=True)
class Listed:
    """What a list would do, or has done: lines that pass, lines that cannot with the reason, what is new, and districts that end with it."""

    passing: tuple[tuple[ListRow, int], ...]
    problems: tuple[tuple[ListRow, str], ...]
    fresh: tuple[tuple[str, str], ...]
    districts: tuple[int, ...]
    entry: int | None = None


def read_list(name: str, content: bytes) -> list[ListRow]:
    """The lines of a list as an office has it, read in a process of its own. Raises `NotReadable`."""
    if len(content) > settings.MAX_IMPORT_SIZE:
        raise NotReadable(too_large())
    try:
        found = in_child("mergers", plain_path(name), content)
    except UnreadableFile as refusal:
        raise NotReadable(str(refusal)) from None
    return [ListRow(**row) for row in found["rows"]]


def plan_list(rows: Sequence[ListRow], day: date) -> Listed:
    """What entering a list of mergers of a day would do; nothing is written."""
    over = atlas()
    passing, problems = [], []
    for row in rows:
        said = date.fromisoformat(row.day) if row.day else day
        old = over.find(row.old_district, row.old)
        if old is None or over.places[old].kind not in TIERS["commune"]:
            problems.append(
                (row, f"Sổ không có đúng một {row.old} ở {row.old_district or 'tỉnh'}; nhập địa bàn này trước.")
            )
        elif not over.places[old].stands(eve(said)):
            problems.append((row, f"{row.old} không còn vào ngày {eve(said):%d/%m/%Y}."))
        elif province_of(row, old, over, said) is None:
            problems.append(
                (row, f"Sổ không có tỉnh {row.new_province} vào ngày {said:%d/%m/%Y}; nhập tỉnh này trước.")
            )
        else:
            passing.append((row, old))
    names = {(row.new, row.new_province) for row, _ in passing}
    return Listed(tuple(passing), tuple(problems), tuple(sorted(names)), tuple(left_empty(passing, over, day)))


def province_of(row: ListRow, old: int, over: Atlas, day: date) -> int | None:
    """The province in which the new commune lies: the one named, else the one in which the old commune lay."""
    if row.new_province:
        named = [
            one.id
            for one in over.standing("province", day)
            if spelled(bare(row.new_province)) == spelled(bare(one.name))
        ]
        return named[0] if len(named) == 1 else None
    within = over.within(old, "province", day)
    return next(iter(within)) if len(within) == 1 else None


def left_empty(passing: Iterable[tuple[ListRow, int]], over: Atlas, day: date) -> list[int]:
    """The districts whose communes all pass away with these lines."""
    gone = {old for _, old in passing}
    touched = {over.places[old].parent for old in gone}
    return sorted(
        one.id
        for one in over.standing("district", day - timedelta(days=1))
        if one.id in touched and all(part.id in gone or not part.stands(day) for part in over.parts(one.id))
    )


def take_in_list(rows: Sequence[ListRow], day: date, *, by: Account | None, at: datetime) -> Listed:
    """Enter a list of mergers as one act: new communes, who passes to whom, and districts that end because nothing is left in them.

    Raises `RuleNotMet` while a line of it cannot be entered.
    """
    require(by, "keep-areas")
    with writing(by=by, at=at, verb="areas.list", detail={"rows": len(rows), "day": day.isoformat()}) as pen:
        plan = plan_list(rows, day)
        if plan.problems or not plan.passing:
            row, why = plan.problems[0] if plan.problems else (None, "Danh sách không có dòng nào.")
            where = f"{row.at}: " if row else ""
            raise RuleNotMet(f"Chưa nhập danh sách. {where}{why}", f"The list was not entered. {where}{why}")
        over = atlas()
        made: dict[tuple[int | None, str, date], int] = {}
        for row, old in plan.passing:
            said = date.fromisoformat(row.day) if row.day else day
            key = (province_of(row, old, over, said), spelled(row.new), said)
            if key not in made:
                made[key] = standing_commune(row.new, key[0], said, pen)
            passed([old], [made[key]], said, row.document, pen)
        for district in plan.districts:
            close(area_by_id(district), eve(day), pen)
        return Listed(plan.passing, (), plan.fresh, plan.districts, pen.entry.seq)


def standing_commune(name: str, province: int | None, day: date, pen: Pen) -> int:
    """The commune of this name in a province on a day, entered where there is none."""
    for alike in Area.objects.filter(parent=province, folded=fold(name)).exclude(to_date__lt=day):
        if spelled(alike.name) == spelled(name):
            return alike.pk
    kind = "special-zone" if fold(name).startswith("dac khu") else "commune"
    return pen.add_one(new_area(name, kind, province, day)).pk
