"""The shell in a real browser: looks right, reads right, and works by keys alone."""

import pytest

from tests.web.browser import assert_no_axe_violations, enter

pytestmark = pytest.mark.browser


def test_home_has_no_fault_that_axe_sees(page, officer):
    enter(page, officer)
    page.goto("/ban-viec/")

    assert page.locator("h1").inner_text().startswith("Thứ Hai, 25/05/2020")
    assert_no_axe_violations(page)
