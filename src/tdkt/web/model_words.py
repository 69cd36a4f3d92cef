"""The words of screens for community models: registers, spheres, steps, states, and how a rating is drawn; each once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tdkt.operations.model_steps import BY_NAME
from tdkt.vietnamese.folding import fold
from tdkt.web.words import Word

REGISTERS: Mapping[str, Word] = {
    "tdbvantq": gettext_lazy("People's movement for security"),
    "dan-van-kheo": gettext_lazy("Skilful mass mobilisation"),
    "other": gettext_lazy("another register"),
}
SPHERES: Mapping[str, Word] = {
    "residential-area": gettext_lazy("residential area"),
    "commune": gettext_lazy("commune, ward"),
    "agency": gettext_lazy("agency"),
    "firm": gettext_lazy("firm"),
    "school": gettext_lazy("school"),
}
STATES: Mapping[str, tuple[str, Word]] = {
    "dang": ("standing", pgettext_lazy("models", "standing")),
    "dung": ("stopped", pgettext_lazy("models", "stopped")),
    "den-han": ("due", pgettext_lazy("models", "due for review")),
    "ngoai": ("outside", pgettext_lazy("models", "outside the count")),
}
"""The values of the filter `tinh`: the state they ask for, and its word."""
MONEY: Mapping[str, Word] = {
    "yes": gettext_lazy("the community paid a part"),
    "no": gettext_lazy("the community paid nothing"),
}
AGES: Mapping[str, Word] = {
    "0-2": gettext_lazy("0 – 2 years"),
    "3-5": gettext_lazy("3 – 5 years"),
    "6-10": gettext_lazy("6 – 10 years"),
    "11+": gettext_lazy("11 years and more"),
}
MARKS: Mapping[str, str] = {
    "launched": "sao",
    "recognised": "dat",
    "bright-spot": "dat",
    "commended-for-spreading": "dat",
    "merged": "x",
    "stopped": "x",
}
"""The drawing of a step on the timeline; hollow for the others."""


def step_word(name: str) -> str:
    """A step in the language of the reader."""
    return BY_NAME[name].label[get_language() == "en"]


@dataclass(frozen=True)
class Rating:
    """A rating in the office's words, with its shape and the colour of its bar; they follow the words, since offices rate in their own."""

    code: str
    word: Word
    css: str
    icon: str
    bar: str


def rating(code: str) -> Rating:
    """A rating as screens show it."""
    said = fold(code)
    if not said:
        return Rating(code, _("not rated"), "rong", "rong", "o3")
    if "yeu" in said or "kem" in said:
        return Rating(code, code, "chua", "chua", "o-yeu")
    if "duy tri" in said:
        return Rating(code, code, "nua", "nua", "o2")
    if "hieu qua" in said or "tot" in said:
        return Rating(code, code, "dat", "dat", "o1")
    return Rating(code, code, "nua", "nua", "o4")
