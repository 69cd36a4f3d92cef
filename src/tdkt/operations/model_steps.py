"""The steps in the life of a community model: ONE table of what may follow what. What is not in the table cannot happen.

A step has a name, who may enter it, which step must stand before it, after which it comes too late, whether there is one only, whether it
ends the life, and its words. Dates are as far as known (2016, 2016-08, 2016-08-19): order is asked for only where both dates tell it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.records.models.community import EVENT_KINDS


@dataclass(frozen=True)
class Step:
    """One row of the table. `needs`: one step of these stands, no later than this one. `before`: the steps that this one may not come after.

    `once`: a model has one of its kind. `ends`: nothing comes after it. `act`: the permission asked for.
    """

    name: str
    label: tuple[str, str]
    act: str = "keep-models"
    needs: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    once: bool = False
    ends: bool = False


STEPS: tuple[Step, ...] = (
    Step("survey", ("Khảo sát", "Survey"), before=("launched",)),
    Step("proposed", ("Đề xuất xây dựng", "Proposed"), before=("launched",)),
    Step("approved", ("Phê duyệt, quyết định thành lập", "Approved"), before=("launched",), once=True),
    Step("launched", ("Ra mắt", "Launched"), once=True),
    Step("rules", ("Thông qua quy chế, quy ước", "Rules adopted")),
    Step("recognised", ("Công nhận mô hình", "Recognised"), act="recognise-models", needs=("launched",)),
    Step("bright-spot", ("Công nhận điểm sáng", "Named a bright spot"), act="recognise-models", needs=("launched",)),
    Step(
        "commended-for-spreading",
        ("Thông báo biểu dương, nhân rộng", "Commended for spreading"),
        act="recognise-models",
        needs=("launched",),
    ),
    Step("consolidated", ("Củng cố", "Consolidated"), needs=("launched",)),
    Step("merged", ("Nhập vào mô hình khác", "Merged into another"), once=True, ends=True),
    Step("stopped", ("Dừng, thanh loại", "Stopped"), once=True, ends=True),
)
BY_NAME = {step.name: step for step in STEPS}
ENDS = tuple(step.name for step in STEPS if step.ends)
assert tuple(BY_NAME) == EVENT_KINDS  # the table and the database name the same steps


@dataclass(frozen=True)
class Told:
    """A step of one model, with its day as far as known ("" where no paper says)."""

    name: str
    day: str


def step_named(name: str) -> Step:
    """Raises `RuleNotMet` for a step that is none."""
    if name not in BY_NAME:
        raise RuleNotMet(f"Không có bước “{name[:40]}”. Chọn một bước.", f"There is no step “{name[:40]}”. Choose one.")
    return BY_NAME[name]


def surely_after(late: str, early: str) -> bool:
    """Whether one day is later than another, by as much as both tell: 2017 is after 2016-08, 2016 is not."""
    known = min(len(late), len(early))
    return late[:known] > early[:known]


def with_facts(told: Iterable[Told], *, founded: str, stopped: str) -> list[Told]:
    """The steps entered, and those of which the list of models speaks itself: founded is launched, stopped is stopped."""
    steps = list(told)
    if founded and not any(one.name == "launched" for one in steps):
        steps.append(Told("launched", founded))
    if stopped and not any(one.name in ENDS for one in steps):
        steps.append(Told("stopped", stopped))
    return steps


def check_life(told: Sequence[Told]) -> None:
    """Raises `WrongState` or `RuleNotMet` with the remedy unless these steps can be the life of one model."""
    names = [one.name for one in told]
    for one in told:
        step = BY_NAME[one.name]
        if step.once and names.count(one.name) > 1:
            raise WrongState(
                f"Mô hình đã có bước “{step.label[0]}”. Rút bước ghi nhầm trước rồi ghi lại.",
                f"The model has the step “{step.label[1]}” already. Withdraw the wrong one, then enter it again.",
            )
        _check_order(one, step, told)
    ends = [one for one in told if BY_NAME[one.name].ends]
    if len(ends) > 1:
        raise WrongState(
            f"Mô hình đã kết thúc: {BY_NAME[ends[0].name].label[0].lower()} {say_day(ends[0].day)}.",
            f"The model has ended already: {BY_NAME[ends[0].name].label[1].lower()} {say_day(ends[0].day)}.",
        )
    for end in ends:
        for one in told:
            if one is not end and surely_after(one.day, end.day):
                raise RuleNotMet(
                    f"Sau khi mô hình kết thúc ({say_day(end.day)}) không ghi được bước “{BY_NAME[one.name].label[0]}”.",
                    f"Nothing follows the end of the model ({say_day(end.day)}): not “{BY_NAME[one.name].label[1]}”.",
                )


def _check_order(one: Told, step: Step, told: Sequence[Told]) -> None:
    for name in step.before:
        for other in told:
            if other.name == name and surely_after(one.day, other.day):
                raise RuleNotMet(
                    f"Bước “{step.label[0]}” phải có trước hoặc cùng ngày “{BY_NAME[name].label[0]}” ({say_day(other.day)}).",
                    f"“{step.label[1]}” comes before “{BY_NAME[name].label[1]}” ({say_day(other.day)}).",
                )
    if step.needs:
        standing = [other for other in told if other.name in step.needs]
        needed = BY_NAME[step.needs[0]].label
        if not standing:
            raise RuleNotMet(
                f"Chưa có bước “{needed[0]}” nên chưa có “{step.label[0]}”. Ghi bước đó trước.",
                f"“{step.label[1]}” needs “{needed[1]}”. Enter that first.",
            )
        if all(surely_after(other.day, one.day) for other in standing):
            raise RuleNotMet(
                f"Bước “{step.label[0]}” phải từ ngày “{needed[0]}” ({say_day(standing[0].day)}) trở đi.",
                f"“{step.label[1]}” comes no earlier than “{needed[1]}” ({say_day(standing[0].day)}).",
            )


def say_day(day: str) -> str:
    """A day as far as known, day first: 2016-08 is 08/2016."""
    return "/".join(reversed(day.split("-")))
