"""The language of the screens: Vietnamese, unless the person has switched to English on this browser.

What the browser says it prefers is not asked: an English Windows does not make an English office.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "ngon-ngu"
YEAR = 365 * 24 * 3600


class LanguageMiddleware:
    """Activates the language of the cookie for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = "en" if request.COOKIES.get(COOKIE) == "en" else "vi"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def own_address(request: HttpRequest, address: str, *, otherwise: str) -> str:
    """An address of this server that a form sent along as where to go next, or `otherwise` when it is not one of ours."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if address and ours else otherwise


def switch(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page."""
    back = own_address(request, request.POST.get("next", ""), otherwise=reverse("start"))
    response = HttpResponseRedirect(back)
    chosen = "en" if request.POST.get("language") == "en" else "vi"
    response.set_cookie(
        COOKIE, chosen, max_age=YEAR, secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax"
    )
    return response


urlpatterns = [path("ngon-ngu/", switch, name="language")]
