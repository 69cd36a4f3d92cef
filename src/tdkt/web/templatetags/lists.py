"""What every list offers besides its rows: `{% load lists %}{% list_tools %}` saves it under a name and leads to its grouped sheet and its files."""

from typing import Any

from django import template

from tdkt.web.list_sheets import FILES, query_of
from tdkt.web.office import account_of
from tdkt.web.policy import may_use
from tdkt.web.saved_views import LISTS, offers

register = template.Library()


@register.inclusion_tag("pieces/list_tools.html", takes_context=True)
def list_tools(context: template.Context) -> dict[str, Any]:
    """The tools of the list whose page this is; nothing on a page that is no list, or for an account that may not save."""
    request = context["request"]
    route = request.resolver_match.view_name if request.resolver_match else ""
    if route not in LISTS or not may_use(account_of(request), "saved-view-save", "POST"):
        return {"route": ""}
    name, groups = offers(route)
    return {
        "request": request,
        "route": route,
        "query": query_of(request, without=("trang", "ca")).removeprefix("?"),
        "name": name,
        "groups": groups,
        "files": FILES,
    }
