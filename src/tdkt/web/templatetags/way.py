"""What a page shows of one dossier's way: `{% load way %}`, then `{% way_choices nomination as choices %}`."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from tdkt.operations.way import Choice, choices
from tdkt.records.models import Nomination
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use
from tdkt.web.way import label

register = template.Library()


@dataclass(frozen=True)
class Button:
    """One step as a button: what it is called, whether it is taken at once or asks for something first, and why it cannot be taken."""

    choice: Choice
    label: str
    url: str
    why_not: list[str]

    @property
    def at_once(self) -> bool:
        return not (self.choice.needs_reason or self.choice.needs_points)


@register.simple_tag(takes_context=True)
def way_choices(context: template.Context, nomination: Nomination) -> list[Button]:
    """The steps that the account may take with this dossier, by hand; nothing for whoever only reads."""
    request = context["request"]
    account = account_of(request)
    if account is None or not may_use(account, "way-take", "POST"):
        return []
    language = get_language() or "vi"
    return [
        Button(
            one,
            label(one.transition),
            reverse("way-take", args=[one.transition.name]),
            [each.said(language) for each in one.why_not],
        )
        for one in choices(nomination.pk, by=account, on=today(request))
    ]
