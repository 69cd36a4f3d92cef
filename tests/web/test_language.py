"""Vietnamese unless the person switched; what the browser prefers is not asked."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def language_of(client: Client, **headers: str) -> str:
    response = client.get("/dang-nhap/", headers=headers)
    text = response.content.decode()
    assert ('<html lang="vi"' in text) == ("Mở lần đầu" in text)
    return str(response["Content-Language"])


def test_the_screens_are_vietnamese_whatever_the_browser_prefers(client: Client):
    assert language_of(client, accept_language="en-US,en;q=0.9") == "vi"


def test_the_switch_is_kept_and_leads_back(client: Client):
    response = client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/?next=/x/"})
    english = language_of(client)
    client.post("/ngon-ngu/", {"language": "vi"})

    assert (response.status_code, response["Location"]) == (302, "/dang-nhap/?next=/x/")
    assert (english, language_of(client)) == ("en", "vi")


@pytest.mark.parametrize("language", ["de", "", "../../etc", "vi-VN"])
def test_an_unknown_language_is_vietnamese(client: Client, language: str):
    client.post("/ngon-ngu/", {"language": language})

    assert language_of(client) == "vi"


def test_the_switch_leads_to_our_own_pages_only(client: Client):
    assert client.post("/ngon-ngu/", {"language": "en", "next": "//evil.example/"})["Location"] == "/"
