"""The page that verifies from a memory stick, in a real Chromium without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tdkt.documents.verify_page import write_page
from tdkt.operations.verify_page import page_of
from tdkt.seals.certificate import sign_certificate, verify
from tdkt.seals.keys import fingerprint, new_key
from tdkt.seals.revocations import sign_list
from tests.operations.test_verifying import BARE, WHOLE
from tests.seals.certificates import CODE, KEYS, LIST, PRIVATE, TODAY, a_certificate
from tests.web.browser import AXE

CODES = {
    "genuine": CODE,
    "in small letters": CODE.lower(),
    "of the first key": sign_certificate(a_certificate(issued_on=KEYS[0].from_on, decided_on=None), private=PRIVATE[0]),
    "a class, after death": sign_certificate(
        a_certificate(award="huan-chuong-chien-cong", class_no=3, posthumous=True), private=PRIVATE[2]
    ),
    "of others": "https://example.org/",
    "one letter changed": CODE[:70] + ("0" if CODE[70] != "0" else "1") + CODE[71:],
    "cut off": CODE[:-7],
    "unknown key": sign_certificate(a_certificate(), private=new_key()),
    "a list": sign_list(LIST, private=PRIVATE[2]),
    "future": sign_certificate(a_certificate(issued_on=TODAY.replace(month=9)), private=PRIVATE[2]),
    "key too young": sign_certificate(a_certificate(issued_on=KEYS[0].from_on, decided_on=None), private=PRIVATE[2]),
    "revoked": sign_certificate(a_certificate(8), private=PRIVATE[2]),
    "replaced": sign_certificate(a_certificate(9), private=PRIVATE[2]),
    "younger than the list": sign_certificate(a_certificate(101), private=PRIVATE[2]),
}
WITHOUT_ED25519 = "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"


@pytest.fixture
def stick(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """A page of a browser that has no network, and the address of the file on the stick."""
    file = tmp_path / "kiem-tra.html"
    file.write_text(page_of(WHOLE), encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768}, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(8000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "request", lambda request: request.url.startswith(("file:", "data:", "blob:")) or faults.append(request.url)
    )
    page.address = file.as_uri()
    yield page
    context.close()
    assert faults == []


def ask(page: Any, code: str) -> str:
    page.fill("#day", TODAY.isoformat())
    page.fill("#code", code)
    page.evaluate("document.getElementById('answer').hidden = true")
    page.click("button[type=submit]")
    page.wait_for_selector("#answer:not([hidden])")
    return str(page.get_attribute("#answer", "data-kind"))


@pytest.mark.browser
@pytest.mark.parametrize("own", [True, False], ids=["Ed25519 of the browser", "Ed25519 of the library"])
def test_the_page_says_what_the_program_says_without_a_network(stick: Any, own: bool):
    if not own:
        stick.add_init_script(WITHOUT_ED25519)
    stick.goto(stick.address)

    assert {name: ask(stick, code) for name, code in CODES.items()} == {
        name: verify(code, KEYS, LIST, on=TODAY).kind for name, code in CODES.items()
    }


@pytest.mark.browser
def test_the_page_shows_what_the_code_says_and_takes_a_hand_scanner(stick: Any):
    stick.goto(stick.address)
    stick.fill("#day", TODAY.isoformat())
    stick.type("#code", CODES["a class, after death"])
    stick.press("#code", "Enter")
    stick.wait_for_selector("#answer:not([hidden])")

    assert stick.inner_text("#answer h2") == "Bằng thật"
    assert stick.locator("#answer dd").all_inner_texts() == [
        "Nguyễn Thị Mẫu",
        "Huân chương Chiến công hạng Ba (truy tặng)",
        "123/QĐ-CAT-PX03 ngày 20/01/2025",
        "Giám đốc Công an tỉnh mẫu",
        "7/2025",
        "03/02/2025",
    ]
    assert stick.inner_text("#fingerprint") == fingerprint(KEYS)
    stick.add_script_tag(path=AXE)
    assert stick.evaluate("axe.run().then((said) => said.violations.map((one) => one.id))") == []


@pytest.mark.browser
def test_without_a_list_the_page_calls_nothing_genuine(stick: Any, tmp_path: Path):
    (tmp_path / "kiem-tra.html").write_text(page_of(BARE), encoding="utf-8")
    stick.goto(stick.address)

    assert ask(stick, CODE) == "no-list"


def test_words_of_an_office_cannot_end_the_script():
    page = write_page({"office": "</script><script>alert(1)</script> /*SCRIPT*/"}, library="")

    assert ("</script><script>alert" in page, page.count("</script>")) == (False, 2)
