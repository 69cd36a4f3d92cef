"""Tags and filters that every template has without loading anything; Django's translation tags are among them.

{% icon "tim" %}                      a drawing of icons.svg; the word stands beside it in the template
{% asset "app.css" %}                 the address of a static file, with a mark that changes when the file does
{{ 1277|number }}                     1.277, and – for what is not applicable
{{ row.date|date }}                   25/05/2020, also 05/2020 or 2020 where only that is known
{% unit_name row.unit %}              its name, with "(cũ)" where it has ended by today
{% chip "handed-over" %}              a state: shape and word (words.py)
{% verdict "agrees" %}                a verdict: shape, word and wash (words.py)
{% qs page=2 kind=None %}             the present query string with some values replaced
<a class="so" {% opens url %}>57</a>  a link that opens in the drawer, or whole in a new tab
{% may "imports" "POST" as can %}     whether the policy lets this account use a route
"""

import hashlib
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles import finders
from django.template import defaultfilters
from django.templatetags import i18n, l10n
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tdkt.law import telling
from tdkt.law.catalogue import CLASS_NAMES
from tdkt.operations.jobs import Job, unfinished
from tdkt.records.models import SourceLine, Unit
from tdkt.records.units import former_on
from tdkt.vietnamese.dates import PartialDate, read_date, write_date
from tdkt.vietnamese.folding import fold, nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web import shell, words
from tdkt.web.office import account_of
from tdkt.web.places import place_words
from tdkt.web.policy import may_use

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)
register.tags.update(l10n.register.tags)
register.filters.update(l10n.register.filters)

NOT_APPLICABLE = "–"


@lru_cache(maxsize=256)
def mark_of(path: str) -> str:
    """A short digest of a static file. Raises when there is no such file: a wrong name in a template is found by its first test."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise LookupError(f"No static file {path!r}")
    with open(found, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:10]


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, changing with its content, so that browsers never show yesterday's."""
    return f"{static(path)}?{mark_of(path)}"


@register.simple_tag
def icon(name: str, css: str = "i", label: str = "") -> SafeString:
    """A drawing of icons.svg. With `label` it speaks for itself; otherwise it is silent beside its word."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', css, spoken, asset("icons.svg"), name)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """1277 -> 1.277; 16.8 -> 16,8; nothing -> – (not applicable, which is not zero)."""
    if value is None:
        return NOT_APPLICABLE
    if isinstance(value, int):
        return write_number(value) if value >= 0 else f"−{write_number(-value)}"
    whole, _dot, rest = f"{abs(value):f}".partition(".")
    rest = rest.rstrip("0")
    sign = "−" if value < 0 else ""
    return sign + write_number(int(whole)) + (f",{rest}" if rest else "")


@register.filter(name="date", expects_localtime=True)
def date(value: Any, form: str | None = None) -> str:
    """A day as offices write it. With a form (`date:"m/Y"`) it is Django's own filter."""
    if value in (None, ""):
        return ""
    if form is not None:
        return defaultfilters.date(value, form)
    if isinstance(value, datetime):
        return (
            timezone.localtime(value).strftime("%H:%M %d/%m/%Y")
            if timezone.is_aware(value)
            else f"{value:%H:%M %d/%m/%Y}"
        )
    if isinstance(value, PartialDate | Date):
        return write_date(value)
    partial = read_date(str(value))  # columns keep what is only partly known as 1975-03
    return write_date(partial) if partial else str(value)


@register.filter
def paper_date(value: Date) -> str:
    """A day as papers write it out: days below ten and the months one and two have a nought before them (Nghị định 30/2020/NĐ-CP)."""
    return f"ngày {value.day:02d} tháng {value.month:0{2 if value.month < 3 else 1}d} năm {value.year}"


@register.filter
def class_name(class_no: int | None) -> str:
    """1 -> Nhất; nothing for what has no classes."""
    return CLASS_NAMES[class_no] if class_no else ""


@register.simple_tag(takes_context=True)
def unit_name(context: template.Context, unit: Unit) -> str:
    """A unit's name, followed by "(cũ)" where it has ended by the day of the screen."""
    return f"{unit.name} (cũ)" if former_on(unit, context["today"]) else unit.name


@register.filter
def bold_words(name: str, words: str) -> SafeString:
    """A name with the beginnings of its words that were searched for in bold: "Trương Minh <b>Đức</b>" for "duc"."""
    asked = sorted(fold(words).split(), key=len, reverse=True)
    parts = []
    for word in nfc(name).split(" "):
        length = next((len(each) for each in asked if fold(word).startswith(each)), 0)
        parts.append(format_html("<b>{}</b>{}", word[:length], word[length:]) if length else format_html("{}", word))
    return mark_safe(" ".join(parts))  # noqa: S308  each part is escaped above


@register.filter
def source_place(line: SourceLine) -> str:
    """Where in its file a row came from: "trang “Danh sách”, ô A32:G32"."""
    return place_words(line.at)


@register.filter
def weekday(value: Date) -> words.Word:
    """Monday … Sunday, in the language of the screen."""
    return shell.weekday(value)


@register.filter
def role_word(role: str) -> words.Word:
    """What a role is called."""
    return words.ROLES[role]


@register.filter
def initials(name: str) -> str:
    """The two signs that stand for an account: the last two words of the name, as people are called here."""
    return "".join(word[0] for word in name.split()[-2:]).upper()


@register.simple_tag
def chip(state: str, told: bool = False) -> SafeString:
    """A state as its shape and word; `told=True` gives the word for the person proposed."""
    known = words.STATES[state]
    return format_html(
        '<span class="the {}">{}{}</span>', known.css, icon(known.icon, ""), known.told if told else known.word
    )


@register.simple_tag
def verdict(code: str, more: str = "") -> SafeString:
    """A verdict as its shape, word and wash; `more` follows the word ("12/2020")."""
    known = words.VERDICTS[code]
    return format_html(
        '<span class="ket {}">{}{}{}</span>', known.css, icon(known.icon, ""), known.word, f", {more}" if more else ""
    )


@register.filter
def verdict_word(code: str) -> words.Word:
    """The word of a verdict alone, where its shape stands elsewhere."""
    return words.VERDICTS[code].word


@register.simple_tag(takes_context=True)
def qs(context: template.Context, **changes: Any) -> str:
    """The query string of this page with some values replaced; None takes one away. Always begins with "?"."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        elif isinstance(value, list | tuple):
            query.setlist(key, [str(v) for v in value])
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def anchor(provision: str) -> str:
    """The fragment of a provision on the page of its text."""
    return telling.anchor(provision)


@register.simple_tag
def opens(url: str) -> SafeString:
    """The attributes of a link that opens in the drawer by htmx, and whole with Ctrl or without scripts."""
    return format_html('href="{0}" hx-get="{0}" hx-target="#drawer" hx-swap="innerHTML" data-opens', url)


@register.simple_tag(takes_context=True)
def may(context: template.Context, route: str, method: str = "GET") -> bool:
    """Whether the policy lets this account use a route."""
    return may_use(account_of(context["request"]), route, method)


@register.simple_tag(takes_context=True)
def work_under_way(context: template.Context) -> list[Job]:
    """The account's own jobs that wait or run, so that whoever left the page of one finds it again."""
    account = account_of(context["request"])
    return unfinished(by=account) if account else []


@register.filter
def undo_url(message: Message) -> str:
    """Where the undo button of a message posts, or nothing."""
    tags = message.extra_tags or ""
    return tags.removeprefix(shell.UNDO) if tags.startswith(shell.UNDO) else ""
