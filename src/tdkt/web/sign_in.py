"""The door: sign in by name and password, sign out, and the switcher of sample people where the data are a sample.

No account has a password that was not chosen for it. Before the first account exists the page says which command makes one.
"""

from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import ngettext

from tdkt.records.models import Account
from tdkt.web.attempts import WAIT, Attempts
from tdkt.web.language import own_address
from tdkt.web.office import account_of, office_of


def sign_in(request: HttpRequest) -> HttpResponse:
    """The door itself. The same answer, after the same work, whether the name or the password is wrong."""
    if not Account.objects.exists():
        return render(request, "first_start.html")
    next_page = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "POST":
        return _try(request, next_page)
    if account_of(request):
        return HttpResponseRedirect(own_address(request, next_page, otherwise=reverse("home")))
    return _door(request, next_page)


def _try(request: HttpRequest, next_page: str) -> HttpResponse:
    username = request.POST.get("username", "").strip()
    attempts = Attempts(username, request.META.get("REMOTE_ADDR", ""))
    minutes = attempts.minutes()
    if minutes:
        return _door(request, next_page, username=username, problem=_waiting(minutes), status=429)
    account = authenticate(request, username=username, password=request.POST.get("password", ""))
    if account is None:
        attempts.note_failure()
        left = attempts.left()
        problem = _wrong(left) if left else _waiting(attempts.minutes())
        return _door(request, next_page, username=username, problem=problem, status=422)
    attempts.forget()
    login(request, account)  # renews the session's key
    return HttpResponseRedirect(own_address(request, next_page, otherwise=reverse("home")))


def _wrong(left: int) -> str:
    said = ngettext(
        "Wrong name or password; %(left)s try left before a wait of %(minutes)s minutes.",
        "Wrong name or password; %(left)s tries left before a wait of %(minutes)s minutes.",
        left,
    )
    return said % {"left": left, "minutes": WAIT // 60}


def _waiting(minutes: int) -> str:
    said = ngettext(
        "Too many wrong tries from this machine. Try again in %(minutes)s minute.",
        "Too many wrong tries from this machine. Try again in %(minutes)s minutes.",
        minutes,
    )
    return said % {"minutes": minutes}


def _door(
    request: HttpRequest, next_page: str, *, username: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"next": next_page, "username": username, "problem": problem}
    return render(request, "sign_in.html", context, status=status)


def sample_sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the sample people. Only where the whole register is a sample, and only sample accounts; else no such page."""
    office = office_of(request)
    if office is None or not office.sample:
        raise Http404
    chosen = request.POST.get("account", "")
    if not chosen.isascii() or not chosen.isdigit():
        raise Http404
    account = get_object_or_404(Account, pk=int(chosen), sample=True, is_active=True)
    logout(request)  # nothing of the former person's session passes to the next
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(own_address(request, request.POST.get("next", ""), otherwise=reverse("home")))


def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave. The session is ended on the server, not only in the browser."""
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


urlpatterns = [
    path("dang-nhap/", sign_in, name="sign-in"),
    path("dang-nhap/mau/", sample_sign_in, name="sample-sign-in"),
    path("dang-xuat/", sign_out, name="sign-out"),
]
