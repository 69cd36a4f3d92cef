"""What the tests do with a page: enter as somebody, ask axe, look for faults, take a picture."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tdkt.records.models import Account

VIEWPORT = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent.parent / "vendor/axe-core-4.14.1/axe.min.js"
PICTURES = Path(os.environ["TDKT_TEST_PICTURES"]) if os.environ.get("TDKT_TEST_PICTURES") else None
"""A folder for pictures of the screens, for whoever looks at them."""
REFUSED = re.compile(r"(?:status of|Status Error Code) (\d{3})")


class Faults:
    """Errors of the console and of scripts, and requests to other hosts."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.meant: set[int] = set()

    def expect(self, *statuses: int) -> None:
        """This test means to be refused with these statuses."""
        self.meant |= set(statuses)

    def found(self) -> list[str]:
        return [
            fault for fault in self.seen if not ((status := REFUSED.search(fault)) and int(status[1]) in self.meant)
        ]


def watch(page: Any, faults: Faults, address: str) -> None:
    """Collect the faults of a page into `faults`."""
    host = urlsplit(address).netloc

    def request(asked: Any) -> None:
        parts = urlsplit(asked.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != host:
            faults.seen.append(f"asked another host: {asked.url}")

    page.on("request", request)
    page.on("pageerror", lambda error: faults.seen.append(f"script error: {error}"))
    page.on(
        "console", lambda said: faults.seen.append(f"{said.text} ({said.location})") if said.type == "error" else None
    )


def enter(page: Any, account: Account) -> None:
    """Sign in without the door: no password is hashed."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "domain": "127.0.0.1", "path": "/"}]
    )


def axe_violations(page: Any) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and good practice, one line each: rule, what it is about, where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))  # evaluated, not added: the page's policy takes no foreign script
    found = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.flatMap(v => v.nodes.map("
        "n => `${v.id}: ${v.help} at ${n.target.join(' ')}: ${n.failureSummary}`)))"
    )
    return list(found)


def assert_no_axe_violations(page: Any) -> None:
    """Fails with every violation named."""
    violations = axe_violations(page)
    assert not violations, "\n".join(violations)


def photograph(page: Any, name: str) -> None:
    """The screen at both widths, neither wider than its window; a picture of each where a folder is given (TDKT_TEST_PICTURES)."""
    for size, word in ((VIEWPORT, "rong"), (PHONE, "hep")):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        if PICTURES:
            page.screenshot(path=PICTURES / f"{name}-{word}.png", full_page=size is PHONE)
    page.set_viewport_size(VIEWPORT)


def printed(page: Any, name: str) -> None:
    """The page as it comes out of the printer, where a folder is given."""
    if PICTURES:
        page.pdf(path=PICTURES / f"{name}-in.pdf", prefer_css_page_size=True)
