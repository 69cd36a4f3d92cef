"""The life of community models by hand: what is known of one, its steps, and the same thing registered twice.

Read first: `enter_step`; which step may follow which is `model_steps.STEPS`. A new model: `new_models`; places and groups: `model_places`;
yearly ratings: `model_ratings`; what was taken up elsewhere: `replications`; any act is taken back by its entry: `model_undo`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.kept_files import keep_for_good
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.model_steps import ENDS, Told, check_life, step_named, with_facts
from tdkt.operations.papers import Incoming
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    Area,
    CommunityModel,
    ModelEvent,
    ModelGroup,
    ModelPlace,
    ModelProfile,
)
from tdkt.records.models.community import REGISTERS, SPHERES
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import fold, nfc

KNOWN = (
    "register",
    "sphere",
    "area",
    "lead_body",
    "slogan",
    "equipment",
    "money",
    "community_money",
    "paid_by",
    "outputs",
    "review_on",
    "lapses_on",
)
"""What the profile of a model holds; its own columns that may be mended stand in `OWN`."""
OWN = ("name", "place", "district", "decision_number", "note")
LONGEST = {"lead_body": 200, "slogan": 300, "equipment": 300, "paid_by": 200}


@dataclass(frozen=True)
class Done:
    """What an act entered or changed, and its entry in the log, by which it is taken back."""

    rows: tuple[Any, ...]
    entry: int

    @property
    def row(self) -> Any:
        return self.rows[0]


# --- what is known of it ---------------------------------------------------------------------------------


def set_profile(model_id: int, *, by: Account | None, at: datetime, on: date, **said: Any) -> Done:
    """Say what is known of a model: columns of `KNOWN` and `OWN`; what is not named stays. Raises `RuleNotMet` for what cannot be."""
    require(by, "keep-models")
    unknown = sorted(set(said) - {*KNOWN, *OWN})
    if unknown:
        raise RuleNotMet(f"Không ghi được mục {', '.join(unknown)}.", f"{', '.join(unknown)} cannot be entered.")
    own = {name: " ".join(nfc(said[name]).split()) for name in OWN if name in said}
    if not all(own.get(name, "-") for name in ("name", "place")):
        raise RuleNotMet("Mô hình phải có tên và địa bàn.", "A model needs a name and a place.")
    with writing(by=by, at=at, verb="models.profile", detail={"model": model_id}) as pen:
        model = the_model(model_id, by=by, on=on)
        pen.entry.detail["name"] = model.name
        profile = ModelProfile.objects.filter(model=model).first()
        known = checked_profile({name: said[name] for name in KNOWN if name in said}, profile)
        if own:
            words = {name: own.get(name, getattr(model, name)) for name in ("name", "place", "district")}
            pen.change(model, **own, search=fold(" ".join(words.values())))
        if profile is None:
            profile = pen.add_one(ModelProfile(model=model, **known))
        else:
            pen.change(profile, **known)
        return Done((profile,), pen.entry.seq)


def set_reviews(models: Iterable[int], review_on: date, *, by: Account | None, at: datetime, on: date) -> Done:
    """Say when these models are to be looked at again."""
    require(by, "keep-models")
    keys = sorted(set(models))
    if review_on <= on:
        raise RuleNotMet("Ngày rà soát tới phải sau hôm nay.", "The next day of review must lie ahead.")
    with writing(by=by, at=at, verb="models.review", detail={"models": len(keys), "day": review_on.isoformat()}) as pen:
        found = the_models(keys, by=by, on=on)
        profiles = {one.model_id: one for one in ModelProfile.objects.filter(model__in=keys)}
        pen.add(ModelProfile(model_id=key, review_on=review_on) for key in keys if key not in profiles)
        for profile in profiles.values():
            pen.change_soon(profile, review_on=review_on)
        pen.write_changes()
        return Done(tuple(found), pen.entry.seq)


def checked_profile(said: dict[str, Any], standing: ModelProfile | None = None) -> dict[str, Any]:
    """The columns of a profile as the table takes them. Raises `RuleNotMet`."""
    known: dict[str, Any] = {name: one.strip() if isinstance(one, str) else one for name, one in said.items()}
    if known.get("register", REGISTERS[0]) not in REGISTERS:
        raise RuleNotMet("Chọn một sổ đăng ký trong danh sách.", "Choose a register of the list.")
    if known.get("sphere", "") not in ("", *SPHERES):
        raise RuleNotMet("Chọn một lĩnh vực trong danh sách.", "Choose a sphere of the list.")
    if "area" in known:
        known["area_id"] = known.pop("area")
        if known["area_id"] is not None and not Area.objects.filter(pk=known["area_id"]).exists():
            raise RuleNotMet("Không có địa bàn này trên bản đồ.", "There is no such place on the map.")
    money: int | None = known.get("money", standing.money if standing else None)
    part: int | None = known.get("community_money", standing.community_money if standing else None)
    if min(money or 0, part or 0) < 0 or (money is not None and part is not None and part > money):
        raise RuleNotMet(
            "Phần xã hội hóa không lớn hơn tổng kinh phí; tiền không âm.",
            "The community's part is no more than the whole; money is not negative.",
        )
    for name, longest in LONGEST.items():
        if len(known.get(name, "")) > longest:
            raise RuleNotMet(f"Có mục dài quá {longest} chữ.", f"An entry is longer than {longest} signs.")
    return known


# --- steps of its life -----------------------------------------------------------------------------------


def enter_step(
    model_id: int,
    step: str,
    day: str,
    *,
    by: Account | None,
    at: datetime,
    on: date,
    document: str = "",
    body: str = "",
    words: str = "",
    into: int | None = None,
    file: Incoming | None = None,
) -> Done:
    """Enter a step in the life of a model, on a day as far as known. Stopping needs its reason, merging the model that takes it in.

    At its end its open places and groups end too. Raises `RuleNotMet`, `WrongState`, `NotFound`.
    """
    asked = step_named(step)
    require(by, asked.act)
    when = day_as_known(day, on=on)
    if step == "stopped" and not words.strip():
        raise RuleNotMet("Dừng, thanh loại mô hình phải ghi lý do.", "Stopping a model needs its reason.")
    detail = {"model": model_id, "step": step, "day": when}
    with writing(by=by, at=at, verb="models.step", detail=detail) as pen:
        model = the_model(model_id, by=by, on=on)
        pen.entry.detail["name"] = model.name
        target = merge_target(model, into, by=by, on=on) if step == "merged" else None
        told = steps_of(model)
        if Told(step, when) in told:
            raise RuleNotMet(
                f"Bước này ngày {'/'.join(reversed(when.split('-')))} đã ghi rồi.", "This step is entered already."
            )
        check_life(with_facts([*told, Told(step, when)], founded=model.founded, stopped=model.stopped))
        event = pen.add_one(
            ModelEvent(
                model=model,
                kind=step,
                day=when,
                document=document.strip()[:200],
                body=body.strip()[:200],
                into=target,
                words=words.strip(),
                kept=keep_for_good(file.content) if file else "",
                file_name=file.name if file else "",
            )
        )
        pen.change(model, **_marks(model, event))
        if asked.ends:
            close_all(pen, model, when)
        return Done((event,), pen.entry.seq)


def _marks(model: CommunityModel, event: ModelEvent) -> dict[str, Any]:
    """What a step says of the model itself: its day of founding, its founding decision, its end."""
    if event.kind == "launched" and not model.founded:
        return {"founded": event.day}
    if event.kind == "approved" and not model.decision_number and len(event.document) <= 60:
        return {"decision_number": event.document}
    return {"stopped": event.day} if event.kind in ENDS else {}


def withdraw_step(event_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> Done:
    """Take out a step that was entered by mistake, with the reason; what it had said of the model itself goes back.

    Raises `RuleNotMet` when another step rests on it.
    """
    if not reason.strip():
        raise RuleNotMet("Rút một bước phải ghi lý do.", "Withdrawing a step needs a reason.")
    seen: Any = ModelEvent.objects.all() if by is None else ModelEvent.objects.visible_to(by, on=on)
    detail = {"event": event_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="models.step-withdraw", detail=detail) as pen:
        event = seen.select_related("model").filter(pk=event_id).first()
        if event is None:
            raise NotFound("Bước này không còn trong sổ.", "This step is no longer there.")
        require(by, step_named(event.kind).act)
        model = event.model
        pen.entry.detail |= {"model": model.pk, "name": model.name, "step": event.kind}
        marked = _marked_by(event)
        back = {name: value for name, (value, put) in marked.items() if getattr(model, name) == put}
        after = {name: back.get(name, getattr(model, name)) for name in ("founded", "stopped")}
        told = [one for one in steps_of(model) if one != Told(event.kind, event.day)]
        check_life(with_facts(told, **after))
        if event.kind in ENDS:
            reopen_all(pen, model, event.day)
        pen.withdraw_all(ModelEvent, [event.pk])
        pen.change(model, **back)
        return Done((model,), pen.entry.seq)


def _marked_by(event: ModelEvent) -> dict[str, tuple[str, str]]:
    """What the act that entered a step changed of its model: column to (before, after)."""
    of_events: Any = ModelEvent.versions
    entry = of_events.objects.filter(row=event.pk, known_to__isnull=True).values_list("entry", flat=True).first()
    versions: Any = CommunityModel.versions
    before = versions.objects.filter(row=event.model_id, closed_by=entry).first()
    after = versions.objects.filter(row=event.model_id, entry=entry).first()
    if before is None or after is None:
        return {}
    names = ("founded", "stopped", "decision_number")
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    }


def merge_target(model: CommunityModel, into: int | None, *, by: Account | None, on: date) -> CommunityModel:
    """The model that takes another in: it stands, and is another one. Raises `RuleNotMet`, `NotFound`."""
    if into is None:
        raise RuleNotMet("Chọn mô hình nhận nhập vào.", "Choose the model that takes it in.")
    target = the_model(into, by=by, on=on)
    if target.pk == model.pk or target.stopped:
        raise RuleNotMet(
            "Chỉ nhập được vào một mô hình khác đang hoạt động.", "A model merges into another one that still stands."
        )
    return target


def steps_of(model: CommunityModel) -> list[Told]:
    return [Told(kind, day) for kind, day in ModelEvent.objects.filter(model=model).values_list("kind", "day")]


def close_all(pen: Pen, model: CommunityModel, day: str) -> None:
    """End the places and groups that are open."""
    for table in (ModelPlace, ModelGroup):
        for row in table.objects.filter(model=model, until=""):
            pen.change_soon(row, until=day)
    pen.write_changes()


def reopen_all(pen: Pen, model: CommunityModel, day: str) -> None:
    """Open again what ended with the model on that day."""
    for table in (ModelPlace, ModelGroup):
        for row in table.objects.filter(model=model, until=day):
            pen.change_soon(row, until="")
    pen.write_changes()


# --- the same thing registered twice -----------------------------------------------------------------------


def link_same(model_id: int, as_: int, *, by: Account | None, at: datetime, on: date) -> Done:
    """Say that a model is another one registered again: linked, and counted once, as the other. Chains and loops are refused."""
    require(by, "keep-models")
    with writing(by=by, at=at, verb="models.same", detail={"model": model_id, "as": as_}) as pen:
        model = the_model(model_id, by=by, on=on)
        pen.entry.detail["name"] = model.name
        other = double_of(model.pk, as_, by=by, on=on)
        profile = ModelProfile.objects.filter(model=model).first()
        if profile is None:
            profile = pen.add_one(ModelProfile(model=model, same_as_id=other))
        else:
            pen.change(profile, same_as_id=other)
        return Done((profile,), pen.entry.seq)


def unlink_same(model_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> Done:
    """Say that a model is a thing of its own after all."""
    require(by, "keep-models")
    if not reason.strip():
        raise RuleNotMet("Bỏ liên kết phải ghi lý do.", "Taking the link away needs a reason.")
    detail = {"model": model_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="models.same-withdraw", detail=detail) as pen:
        model = the_model(model_id, by=by, on=on)
        pen.entry.detail["name"] = model.name
        profile = ModelProfile.objects.filter(model=model).exclude(same_as=None).first()
        if profile is None:
            raise NotFound("Mô hình này không liên kết với mô hình nào.", "This model is linked with none.")
        pen.change(profile, same_as_id=None)
        return Done((profile,), pen.entry.seq)


def double_of(model: int, as_: int, *, by: Account | None, on: date) -> int:
    """The model as which another is counted. Raises `RuleNotMet` for itself, for a chain and for a loop."""
    other = the_model(as_, by=by, on=on)
    chained = ModelProfile.objects.filter(model=other).exclude(same_as=None).exists()
    if other.pk == model or chained or ModelProfile.objects.filter(same_as=model).exists():
        raise RuleNotMet(
            "Chọn mô hình gốc, là mô hình được tính: không chọn chính nó, không chọn mô hình đã là bản đăng ký lần hai.",
            "Choose the one that is counted: not itself, and none that is itself registered again.",
        )
    return other.pk


# --- whose models, and days ----------------------------------------------------------------------------------


def the_model(model_id: int, *, by: Account | None, on: date) -> CommunityModel:
    """A model of the account's units. Raises `NotFound`."""
    return the_models([model_id], by=by, on=on)[0]


def the_models(keys: Sequence[int], *, by: Account | None, on: date) -> list[CommunityModel]:
    """Models of the account's units, all of them or none. Raises `NotFound`."""
    seen: Any = CommunityModel.objects.all() if by is None else CommunityModel.objects.visible_to(by, on=on)
    found = seen.in_bulk(list(keys))
    if not keys or len(found) < len(set(keys)):
        raise NotFound(
            "Có mô hình không còn trong sổ, hoặc không thuộc đơn vị này.", "A model is not there, or not of this unit."
        )
    return [found[key] for key in keys]


def day_as_known(text: str, *, on: date) -> str:
    """A day, a month of a year or a year, as ISO as far as known. Raises `RuleNotMet` for what is none, or lies ahead."""
    read = read_date(text.strip())
    if read is None:
        raise RuleNotMet(
            f"“{text}” không phải ngày. Viết như 12/07/2016, 07/2016 hoặc 2016.",
            f"“{text}” is no day. Write 12/07/2016, 07/2016 or 2016.",
        )
    if read.first() > on:
        raise RuleNotMet("Ngày này chưa đến. Ghi khi việc đã làm.", "That day lies ahead. Enter what has happened.")
    return read.iso()
