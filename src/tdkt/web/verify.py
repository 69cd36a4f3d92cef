"""The page where anybody verifies a certificate: the verdict on a code, and what the code itself says. Nothing else of the register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations.errors import NotReadable
from tdkt.operations.verifying import award_words, codes_in, title_and_words, verify_by_register
from tdkt.web.office import today

MOST_BYTES = 6 * 2**20
UNSURE = ("list-too-old", "unknown-key")


def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or a picture of one, and say what it is."""
    context: dict[str, object] = {}
    if request.method == "POST":
        code, picture = request.POST.get("ma", "").strip(), request.FILES.get("anh")
        if picture is not None:
            context["problem"], code = _read(picture)
        if code:
            verdict = verify_by_register(code, on=today(request))
            title, words = title_and_words(verdict, get_language() or "vi")
            context |= {
                "verdict": verdict,
                "mark": "dat" if verdict.is_genuine else "thieu" if verdict.kind in UNSURE else "chua",
                "title": title,
                "words": words,
                "paper": verdict.certificate,
                "form": award_words(verdict.certificate) if verdict.certificate else "",
                "code": code,
            }
        elif not context.get("problem"):
            context["problem"] = _("Scan the code or paste it first.")
    return render(request, "verify/page.html", context)


def _read(picture: object) -> tuple[str, str]:
    """What is wrong with a picture, and the code in it. Only pictures are read here: a PDF of a stranger is opened by nobody."""
    size = getattr(picture, "size", 0)
    content = picture.read(MOST_BYTES) if size <= MOST_BYTES else b""  # type: ignore[attr-defined]
    if content[:2] != b"\xff\xd8" and content[:8] != b"\x89PNG\r\n\x1a\n":
        return _("Choose a PNG or JPG picture of at most 6 MB."), ""
    try:
        return "", codes_in(_("The picture"), content)[0]
    except NotReadable as why:
        return why.said(get_language() or "vi"), ""


urlpatterns = [path("kiem-tra/", verify, name="verify")]
