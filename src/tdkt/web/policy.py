"""Who may use which screen: ONE table that names every route. What is not in the table does not exist.

A row says: this route, these methods, these roles, on whose rows. A route may have several rows (all may read it, the officer may
change it). To add a screen: its row here, its `path` in the module of its noun. `tests/web/test_policy.py` walks the URLs and fails on a
route without a row and on a row without a route, and tries every method as every kind of visitor.

Scopes:
    anyone      no sign-in needed, and no row of the register is shown
    signed-in   whoever is signed in; no rows of the register
    own         rows of the account's units only: the screen takes them through `rows(request, Model.objects)`
    register    the whole register, whatever the account's unit
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from tdkt.records.models import Account, Role
from tdkt.web import errors
from tdkt.web.office import account_of, today

CLERK, OFFICER, INSPECTOR, MEMBER, SIGNER = Role.CLERK, Role.OFFICER, Role.INSPECTOR, Role.MEMBER, Role.SIGNER
EVERYBODY = frozenset(Role.values)
ALL = frozenset({CLERK, OFFICER, INSPECTOR})
"""Those who read the register of their units; a council's member and whoever signs see what is put before them."""
SENDERS = frozenset({CLERK, OFFICER})
SITTERS = frozenset({OFFICER, INSPECTOR, MEMBER})
"""Those who see councils and sittings; a member those in which he sits."""
SCOPES = ("anyone", "signed-in", "own", "register")


@dataclass(frozen=True)
class Rule:
    """One row of the table. `methods` are joined by spaces; GET brings HEAD with it."""

    route: str
    methods: str
    roles: frozenset[str]
    scope: str

    def takes(self, method: str | None) -> bool:
        asked = "GET" if method == "HEAD" else method
        return asked in self.methods.split()


TABLE: tuple[Rule, ...] = (
    # --- doors -----------------------------------------------------------------------------------
    Rule("start", "GET", EVERYBODY, "signed-in"),
    Rule("sign-in", "GET POST", EVERYBODY, "anyone"),
    Rule("sample-sign-in", "POST", EVERYBODY, "anyone"),
    Rule("sign-out", "POST", EVERYBODY, "signed-in"),
    Rule("language", "POST", EVERYBODY, "anyone"),
    # --- home ------------------------------------------------------------------------------------
    Rule("home", "GET", EVERYBODY, "own"),
    # --- reports -----------------------------------------------------------------------------------
    Rule("five-year", "GET", ALL, "own"),
    Rule("five-year-number", "GET", ALL, "own"),
    Rule("five-year-file", "GET", ALL, "own"),
    # --- texts -------------------------------------------------------------------------------------
    Rule("check", "GET POST", ALL, "own"),
    Rule("check-number", "GET", ALL, "own"),
    # --- files taken in ----------------------------------------------------------------------------
    Rule("imports", "GET", ALL, "own"),
    Rule("imports", "POST", SENDERS, "own"),
    Rule("import", "GET", ALL, "own"),
    Rule("imports-sent", "GET", SENDERS, "own"),
    Rule("import-columns", "GET POST", SENDERS, "own"),
    Rule("import-many", "POST", SENDERS, "own"),
    Rule("import-many-undo", "POST", SENDERS, "own"),
    Rule("mappings", "GET", SENDERS, "own"),
    Rule("mapping-forget", "POST", SENDERS, "own"),
    Rule("abbreviations", "GET", SENDERS, "register"),
    Rule("abbreviations", "POST", frozenset({OFFICER}), "register"),
    Rule("abbreviation-forget", "POST", frozenset({OFFICER}), "register"),
    Rule("import-row", "GET", ALL, "own"),
    Rule("import-row", "POST", SENDERS, "own"),
    Rule("import-cells", "GET", ALL, "own"),
    Rule("import-file", "GET", ALL, "own"),
    Rule("import-annotated", "GET", ALL, "own"),
    Rule("import-replan", "POST", SENDERS, "own"),
    Rule("import-drop", "POST", SENDERS, "own"),
    Rule("import-apply", "POST", frozenset({OFFICER}), "own"),
    Rule("import-revert", "POST", frozenset({OFFICER}), "own"),
    # --- work under way: of the account itself, or any for the officer of the office -------------------
    Rule("job", "GET", EVERYBODY, "signed-in"),
    Rule("job-stop", "POST", EVERYBODY, "signed-in"),
    # --- models ----------------------------------------------------------------------------------
    Rule("models", "GET", ALL, "own"),
    Rule("model-list", "GET", ALL, "own"),
    Rule("model-type", "GET", ALL, "own"),
    Rule("model", "GET", ALL, "own"),
    # --- the life of models ------------------------------------------------------------------------
    Rule("model-new", "GET POST", SENDERS, "own"),
    Rule("model-act", "POST", SENDERS, "own"),
    Rule("model-undo", "POST", SENDERS, "own"),
    Rule("model-profile", "GET POST", SENDERS, "own"),
    Rule("model-copy", "GET POST", SENDERS, "own"),
    Rule("model-file", "GET", ALL, "own"),
    Rule("model-show", "GET", ALL, "own"),
    Rule("model-type-show", "GET", ALL, "own"),
    Rule("model-copies", "GET", ALL, "own"),
    Rule("models-due", "GET", ALL, "own"),
    Rule("models-due", "POST", SENDERS, "own"),
    # --- places of the map -------------------------------------------------------------------------
    Rule("model-map", "GET", ALL, "own"),
    Rule("model-counted", "GET", ALL, "own"),
    Rule("model-beside", "GET", ALL, "own"),
    Rule("models-place", "POST", SENDERS, "own"),
    Rule("areas", "GET", ALL, "register"),
    Rule("area-new", "POST", frozenset({OFFICER}), "register"),
    Rule("areas-list", "POST", frozenset({OFFICER}), "register"),
    Rule("areas-undo", "POST", SENDERS, "register"),
    Rule("area", "GET", ALL, "register"),
    Rule("area-act", "POST", frozenset({OFFICER}), "register"),
    # --- the safe-area standard ----------------------------------------------------------------------
    Rule("safe-areas", "GET", ALL, "own"),
    Rule("safe-missing", "GET", ALL, "own"),
    Rule("safe-areas-file", "GET", ALL, "own"),
    Rule("safe-commune", "GET", ALL, "own"),
    Rule("safe-commune", "POST", SENDERS, "own"),
    Rule("safe-commune-file", "GET", ALL, "own"),
    Rule("safe-bodies-new", "GET POST", SENDERS, "own"),
    Rule("safe-body", "GET", ALL, "own"),
    Rule("safe-body", "POST", SENDERS, "own"),
    Rule("safe-body-change", "POST", SENDERS, "own"),
    Rule("safe-body-strike", "POST", SENDERS, "own"),
    Rule("safe-year-correct", "POST", frozenset({OFFICER}), "own"),
    Rule("safe-year-strike", "POST", frozenset({OFFICER}), "own"),
    Rule("safe-undo", "POST", SENDERS, "own"),
    # --- blocks ------------------------------------------------------------------------------------
    Rule("blocks", "GET", ALL, "register"),
    Rule("block-new", "GET POST", frozenset({OFFICER}), "register"),
    Rule("block-year-new", "GET POST", frozenset({OFFICER}), "register"),
    Rule("block-year", "GET", ALL, "register"),
    Rule("block-act", "POST", frozenset({OFFICER}), "register"),
    Rule("block-member", "GET", ALL, "register"),
    Rule("block-member", "POST", SENDERS, "register"),
    Rule("block-pledge", "POST", SENDERS, "register"),
    Rule("block-take-back", "POST", SENDERS, "register"),
    Rule("block-correct", "GET POST", frozenset({OFFICER}), "register"),
    Rule("block-filled", "GET", ALL, "register"),
    Rule("block-filled", "POST", SENDERS, "register"),
    Rule("block-proof-add", "POST", SENDERS, "register"),
    Rule("block-proof", "GET", ALL, "register"),
    Rule("block-proof", "POST", SENDERS, "register"),
    Rule("sheets", "GET", ALL, "register"),
    Rule("sheet", "GET", ALL, "register"),
    Rule("sheet-file", "GET", ALL, "register"),
    Rule("sheet-new", "GET POST", frozenset({OFFICER}), "register"),
    # --- weekly and monthly classes ------------------------------------------------------------------
    Rule("grades", "GET", ALL, "own"),
    Rule("grades-enter", "GET", ALL, "own"),
    Rule("grades-enter", "POST", SENDERS, "own"),
    Rule("grades-file", "GET", ALL, "own"),
    Rule("grades-take-in", "POST", SENDERS, "own"),
    Rule("grades-undo", "POST", SENDERS, "own"),
    Rule("grades-unit", "GET", ALL, "own"),
    Rule("grades-person", "GET", ALL, "own"),
    Rule("grade-sets", "GET", ALL, "register"),
    Rule("grade-set-new", "GET POST", frozenset({OFFICER}), "register"),
    Rule("grade-set", "GET POST", frozenset({OFFICER}), "register"),
    Rule("grade-set-use", "POST", frozenset({OFFICER}), "register"),
    # --- exemplars ---------------------------------------------------------------------------------
    Rule("exemplars", "GET", ALL, "own"),
    Rule("exemplar", "GET", ALL, "own"),
    Rule("exemplar-photo", "GET", ALL, "own"),
    Rule("exemplar-file", "GET", ALL, "own"),
    Rule("exemplar-new", "GET POST", SENDERS, "own"),
    Rule("exemplar-suggestions", "GET", ALL, "own"),
    Rule("exemplar-suggestions", "POST", SENDERS, "own"),
    Rule("exemplar-act", "POST", SENDERS, "own"),
    Rule("exemplar-undo", "POST", SENDERS, "own"),
    Rule("exemplar-conclude", "POST", frozenset({OFFICER}), "own"),
    Rule("exemplars-pick", "POST", frozenset({OFFICER}), "own"),
    Rule("exemplar-targets", "GET", ALL, "own"),
    Rule("exemplar-targets", "POST", frozenset({OFFICER}), "own"),
    # --- directions --------------------------------------------------------------------------------
    Rule("directions", "GET", ALL, "own"),
    Rule("direction-new", "GET POST", frozenset({OFFICER}), "own"),
    Rule("direction", "GET", ALL, "own"),
    Rule("direction-carry", "GET POST", frozenset({OFFICER}), "own"),
    Rule("direction-act", "POST", frozenset({OFFICER}), "own"),
    Rule("direction-report", "GET POST", SENDERS, "own"),
    Rule("direction-report-back", "POST", SENDERS, "own"),
    Rule("direction-report-file", "GET", ALL, "own"),
    # --- yearly statistics ---------------------------------------------------------------------------
    Rule("statistics", "GET", ALL, "own"),
    Rule("statistics-number", "GET", ALL, "own"),
    Rule("statistics-file", "GET", ALL, "own"),
    Rule("statistics-unreported", "GET", ALL, "own"),
    Rule("statistics-unreported-unit", "GET", ALL, "own"),
    Rule("statistics-staff", "GET", ALL, "own"),
    Rule("statistics-staff", "POST", frozenset({OFFICER}), "own"),
    Rule("statistics-staff-undo", "POST", frozenset({OFFICER}), "own"),
    # --- saved views -------------------------------------------------------------------------------
    Rule("saved-views", "GET", ALL, "signed-in"),
    Rule("saved-view-save", "POST", ALL, "signed-in"),
    Rule("saved-view-forget", "POST", ALL, "signed-in"),
    Rule("list-sheet", "GET", ALL, "own"),
    Rule("list-file", "GET", ALL, "own"),
    # --- movements -------------------------------------------------------------------------------
    Rule("movements", "GET", ALL, "register"),
    Rule("movement", "GET", ALL, "register"),
    Rule("movement-new", "GET POST", frozenset({OFFICER}), "register"),
    Rule("movement-launch", "GET POST", frozenset({OFFICER}), "register"),
    Rule("movement-change", "GET POST", frozenset({OFFICER}), "register"),
    Rule("movement-review", "POST", SENDERS, "own"),
    Rule("movement-link", "POST", frozenset({OFFICER}), "register"),
    Rule("movement-respond", "POST", SENDERS, "own"),
    Rule("movement-response", "GET", ALL, "own"),
    Rule("movement-response", "POST", SENDERS, "own"),
    Rule("movement-undo", "POST", SENDERS, "own"),
    # --- the register ----------------------------------------------------------------------------
    Rule("awards", "GET", ALL, "own"),
    Rule("award", "GET", ALL, "own"),
    Rule("award-correct", "GET POST", frozenset({OFFICER}), "own"),
    Rule("award-undo", "POST", frozenset({OFFICER}), "own"),
    Rule("award-revoke", "GET POST", frozenset({OFFICER}), "own"),
    Rule("people", "GET", ALL, "own"),
    Rule("person", "GET", ALL, "own"),
    Rule("merge", "GET POST", SENDERS, "own"),
    Rule("split", "GET POST", SENDERS, "own"),
    Rule("doubles", "GET", ALL, "own"),
    Rule("two-people", "POST", SENDERS, "own"),
    Rule("identity-requests", "GET", ALL, "own"),
    Rule("identity-request", "GET", ALL, "own"),
    Rule("identity-request", "POST", SENDERS, "own"),
    Rule("body", "GET", ALL, "own"),
    Rule("decisions", "GET", ALL, "own"),
    Rule("decision", "GET", ALL, "own"),
    # --- draft decisions and bonuses ---------------------------------------------------------------
    Rule("drafts", "GET", frozenset({OFFICER, INSPECTOR, SIGNER}), "register"),
    Rule("draft-new", "GET POST", frozenset({OFFICER}), "register"),
    Rule("draft", "GET", frozenset({OFFICER, INSPECTOR, SIGNER}), "register"),
    Rule("draft-move", "POST", frozenset({OFFICER}), "register"),
    Rule("draft-act", "GET POST", frozenset({OFFICER, SIGNER}), "register"),
    Rule("draft-export", "POST", frozenset({OFFICER, SIGNER}), "register"),
    Rule("draft-file", "GET", frozenset({OFFICER, INSPECTOR, SIGNER}), "register"),
    Rule("bonuses", "GET", ALL, "own"),
    Rule("bonuses-pay", "POST", frozenset({OFFICER}), "own"),
    Rule("bonuses-undo", "POST", frozenset({OFFICER}), "own"),
    Rule("bonus", "GET", ALL, "own"),
    Rule("bonus", "POST", frozenset({OFFICER}), "own"),
    Rule("fund", "GET POST", frozenset({OFFICER}), "register"),
    Rule("units", "GET", ALL, "own"),
    Rule("unit", "GET", ALL, "own"),
    Rule("search", "GET", ALL, "own"),
    Rule("source", "GET", ALL, "own"),
    # --- certificates ----------------------------------------------------------------------------
    Rule("certificates", "GET", ALL, "own"),
    Rule("certificates-of-decision", "GET", ALL, "own"),
    Rule("certificates-issue", "POST", frozenset({OFFICER}), "own"),
    Rule("certificates-print", "POST", frozenset({OFFICER}), "own"),
    Rule("certificates-file", "GET", frozenset({OFFICER}), "signed-in"),
    Rule("certificate", "GET", ALL, "own"),
    Rule("certificate-picture", "GET", ALL, "own"),
    Rule("certificate-reissue", "POST", frozenset({OFFICER}), "own"),
    Rule("certificate-revoke", "POST", frozenset({OFFICER}), "own"),
    Rule("designs", "GET POST", frozenset({OFFICER}), "register"),
    Rule("design", "GET POST", frozenset({OFFICER}), "register"),
    Rule("design-picture", "GET", frozenset({OFFICER}), "register"),
    Rule("printers", "GET POST", frozenset({OFFICER}), "register"),
    Rule("printer-page", "GET", frozenset({OFFICER}), "register"),
    Rule("certificate-keys", "GET", frozenset({OFFICER, INSPECTOR}), "register"),
    Rule("certificate-key-new", "POST", frozenset({OFFICER}), "register"),
    Rule("certificate-key-file", "POST", frozenset({OFFICER}), "register"),
    Rule("verify", "GET POST", EVERYBODY, "anyone"),
    # --- screening -------------------------------------------------------------------------------
    Rule("screening", "GET", ALL, "own"),
    Rule("screening-file", "GET", ALL, "own"),
    Rule("eligibility", "GET", ALL, "own"),
    Rule("replay", "GET", ALL, "own"),
    Rule("never-proposed", "GET", ALL, "own"),
    Rule("person-ladder", "GET", ALL, "own"),
    Rule("body-ladder", "GET", ALL, "own"),
    Rule("unit-due", "GET", ALL, "own"),
    # --- papers of the office: which kinds a role may have, `operations.office_papers` says ------------
    Rule("office-paper", "GET", EVERYBODY, "own"),
    Rule("paper-templates", "GET", frozenset({OFFICER}), "register"),
    Rule("paper-template", "GET POST", frozenset({OFFICER}), "register"),
    Rule("paper-template-file", "GET", frozenset({OFFICER}), "register"),
    Rule("paper-template-back", "POST", frozenset({OFFICER}), "register"),
    Rule("person-sheet", "GET", ALL, "own"),
    Rule("unit-sheet", "GET", ALL, "own"),
    Rule("body-sheet", "GET", ALL, "own"),
    Rule("gold-book", "GET", ALL, "own"),
    # --- councils and their sittings -----------------------------------------------------------------
    Rule("councils", "GET", SITTERS, "own"),
    Rule("council-new", "GET POST", frozenset({OFFICER}), "own"),
    Rule("council", "GET", SITTERS, "own"),
    Rule("council-rule", "GET POST", frozenset({OFFICER}), "own"),
    Rule("council-member-new", "GET POST", frozenset({OFFICER}), "own"),
    Rule("council-member", "GET POST", frozenset({OFFICER}), "own"),
    Rule("sitting-call", "GET POST", frozenset({OFFICER}), "own"),
    Rule("sitting", "GET", SITTERS, "own"),
    Rule("sitting-agenda", "GET POST", frozenset({OFFICER}), "own"),
    Rule("sitting-presence", "POST", frozenset({OFFICER}), "own"),
    Rule("sitting-note", "POST", frozenset({OFFICER}), "own"),
    Rule("sitting-edit", "GET POST", frozenset({OFFICER}), "own"),
    Rule("sitting-act", "POST", frozenset({OFFICER}), "own"),
    Rule("sitting-close", "GET POST", frozenset({OFFICER}), "own"),
    Rule("sitting-minutes", "GET", SITTERS, "own"),
    Rule("sitting-item", "GET", SITTERS, "own"),
    Rule("sitting-item-act", "POST", frozenset({OFFICER}), "own"),
    Rule("sitting-item-declare", "POST", frozenset({OFFICER, MEMBER}), "own"),
    Rule("sitting-item-note", "POST", frozenset({OFFICER}), "own"),
    # --- ballots: whoever has a vote in one sees it, else whoever sees its sitting ------------------------
    Rule("ballot", "GET", EVERYBODY, "own"),
    Rule("ballot-received", "GET", EVERYBODY, "own"),
    Rule("ballot-vote", "GET POST", EVERYBODY, "own"),
    Rule("ballot-prepare", "GET POST", frozenset({OFFICER}), "own"),
    Rule("ballot-open", "POST", frozenset({OFFICER}), "own"),
    Rule("ballot-count", "GET POST", frozenset({OFFICER, MEMBER}), "own"),
    Rule("ballot-hands", "GET POST", frozenset({OFFICER}), "own"),
    Rule("ballot-close", "GET POST", frozenset({OFFICER, MEMBER}), "own"),
    Rule("ballot-call-off", "POST", frozenset({OFFICER}), "own"),
    # --- dossiers on their way -------------------------------------------------------------------------
    Rule("way-list", "GET", ALL, "own"),
    Rule("way-take", "GET POST", SENDERS, "own"),
    Rule("way-back", "POST", SENDERS, "own"),
    Rule("overdue", "GET", ALL, "own"),
    Rule("postings", "GET", ALL, "own"),
    Rule("posting-new", "GET POST", frozenset({OFFICER}), "own"),
    Rule("posting", "GET", ALL, "own"),
    Rule("posting-act", "POST", frozenset({OFFICER}), "own"),
    Rule("opinion-new", "POST", frozenset({OFFICER}), "own"),
    Rule("opinion", "POST", SENDERS, "own"),
    Rule("consultations", "GET", ALL, "own"),
    Rule("consultation-new", "POST", frozenset({OFFICER}), "own"),
    Rule("consultation", "GET", ALL, "own"),
    Rule("consultation", "POST", frozenset({OFFICER}), "own"),
    # --- dossiers --------------------------------------------------------------------------------
    Rule("dossier", "GET", EVERYBODY, "own"),
    Rule("dossier-revisions", "GET", EVERYBODY, "own"),
    Rule("dossier-claims", "GET", EVERYBODY, "own"),
    Rule("dossier-text", "GET POST", SENDERS, "own"),
    Rule("dossier-choose", "POST", SENDERS, "own"),
    Rule("remark-settle", "POST", SENDERS, "own"),
    Rule("paper-add", "POST", SENDERS, "own"),
    Rule("paper", "GET", EVERYBODY, "own"),
    Rule("paper-page", "GET", EVERYBODY, "own"),
    Rule("paper-file", "GET", EVERYBODY, "own"),
    Rule("paper-out", "POST", SENDERS, "own"),
    # --- rounds, nominations, registrations --------------------------------------------------------
    Rule("rounds", "GET", ALL, "own"),
    Rule("round-new", "GET POST", frozenset({OFFICER}), "own"),
    Rule("round", "GET", ALL, "own"),
    Rule("round-change", "GET POST", frozenset({OFFICER}), "own"),
    Rule("round-act", "POST", frozenset({OFFICER}), "own"),
    Rule("round-pick", "GET", ALL, "own"),
    Rule("round-pick", "POST", SENDERS, "own"),
    Rule("round-names", "GET POST", SENDERS, "own"),
    Rule("round-proposals", "GET POST", SENDERS, "own"),
    Rule("nominations", "GET", ALL, "own"),
    Rule("nominations-undo", "POST", SENDERS, "own"),
    Rule("nomination-lower", "GET POST", frozenset({OFFICER}), "own"),
    Rule("registrations", "GET", ALL, "own"),
    Rule("registrations", "POST", SENDERS, "own"),
    Rule("registrations-strike", "POST", SENDERS, "own"),
    # --- the law ---------------------------------------------------------------------------------
    Rule("law", "GET", EVERYBODY, "signed-in"),
    Rule("law-award", "GET", EVERYBODY, "signed-in"),
    Rule("law-texts", "GET", EVERYBODY, "signed-in"),
    Rule("law-text", "GET", EVERYBODY, "signed-in"),
    Rule("law-confirm", "GET", ALL, "signed-in"),
    # --- the log ---------------------------------------------------------------------------------
    Rule("log", "GET", frozenset({OFFICER, INSPECTOR}), "register"),
    Rule("log-entry", "GET", frozenset({OFFICER, INSPECTOR}), "register"),
    Rule("log-verify", "POST", frozenset({OFFICER, INSPECTOR}), "register"),
)


class Answer(Enum):
    """What the table says to one request."""

    ALLOWED = 200
    SIGN_IN = 302
    FORBIDDEN = 403
    UNKNOWN = 404
    WRONG_METHOD = 405


def rules_of(route: str) -> tuple[Rule, ...]:
    """The rows of a route."""
    return tuple(rule for rule in TABLE if rule.route == route)


def decide(route: str, method: str | None, account: Account | None) -> tuple[Answer, Rule | None]:
    """What the table says, and the row that allows it. `account` is None for a visitor who has not signed in."""
    rules = rules_of(route)
    if not rules:
        return Answer.UNKNOWN, None
    open_to_all = all(rule.scope == "anyone" for rule in rules)
    if account is None and not open_to_all:
        return Answer.SIGN_IN, None
    taking = [rule for rule in rules if rule.takes(method)]
    if not taking:
        return Answer.WRONG_METHOD, None
    for rule in taking:
        if rule.scope == "anyone" or (account is not None and account.role in rule.roles):
            return Answer.ALLOWED, rule
    return Answer.FORBIDDEN, None


def may_use(account: Account | None, route: str, method: str = "GET") -> bool:
    """Whether to show this account a link (or, for POST, a button) to the route."""
    return decide(route, method, account)[0] is Answer.ALLOWED


def methods_of(route: str) -> Iterable[str]:
    """The methods that some row of the route takes."""
    return sorted({method for rule in rules_of(route) for method in rule.methods.split()})


def rows(request: HttpRequest, objects: Any) -> Any:
    """The rows that this request may see, as its row of the table says: `rows(request, Conferral.objects)`.

    Fails loudly on a route whose scope gives no rows, so that a screen cannot show more than the table grants.
    """
    scope = request.rule.scope  # type: ignore[attr-defined]
    if scope == "own":
        return objects.visible_to(request.user, on=today(request))
    if scope == "register":
        return objects.all()
    raise LookupError(f"The row of {request.resolver_match.view_name} has the scope {scope!r}, which gives no rows")  # type: ignore[union-attr]


class PolicyMiddleware:
    """Asks the table before any screen runs, and turns what operations refuse into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Pages hold names: neither a proxy nor the browser's own store on a shared machine keeps them.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        assert request.resolver_match is not None
        route = request.resolver_match.view_name
        answer, rule = decide(route, request.method, account_of(request))
        if answer is Answer.ALLOWED:
            request.rule = rule  # type: ignore[attr-defined]
            return None
        if answer is Answer.UNKNOWN:
            raise Http404
        if answer is Answer.SIGN_IN:
            return to_sign_in(request)
        if answer is Answer.WRONG_METHOD:
            return errors.wrong_method(request, methods_of(route))
        return errors.forbidden(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.refused(request, exception)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back to this page afterwards; a form that was sent is not sent again."""
    htmx = getattr(request, "htmx", None)
    came_from = (
        (htmx.current_url_abs_path or "") if htmx else request.get_full_path() if request.method == "GET" else ""
    )
    address = reverse("sign-in") + (f"?{urlencode({'next': came_from})}" if came_from not in ("", "/") else "")
    return HttpResponseClientRedirect(address) if htmx else HttpResponseRedirect(address)
