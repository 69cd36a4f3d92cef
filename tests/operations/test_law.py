"""The office's own instruments stand beside the project's without any code."""

from datetime import date

import pytest

from tdkt.law.loading import load_law
from tdkt.operations.errors import NotReadable
from tdkt.operations.law import office_law, own_folder

OWN = """# Quy chế thử
```instrument
number: 01/2024/QĐ-CA
kind: decision
name: {vi: Quy chế thử, en: A trial}
issued: 2024-01-01
in_force: 2024-02-01
dates_confidence: VERIFIED
text: read
authority: cong-an-tinh-thu
source: {instrument: Quyết định số 01/2024/QĐ-CA, copy: portal}
```
## Điều 1. Giấy khen
```provisions
art-1: {state: encoded, vi: Giấy khen, en: Certificate}
```
```rule
id: art-1
award: giay-khen
for: individual
details: [06-2022-qh15/art-75/cl-2]
when: {run: {rated: hoan-thanh-xuat-sac, years: 2}}
```
"""


def test_without_a_folder_of_its_own_the_office_has_the_projects_law(settings, tmp_path):
    settings.DATA = tmp_path
    assert office_law() is load_law()


def test_a_regulation_in_the_offices_folder_takes_the_place_the_law_left_to_it(settings, tmp_path):
    settings.DATA = tmp_path
    own_folder().mkdir()
    (own_folder() / "01-2024-qd-ca.md").write_text(OWN, encoding="utf-8")

    rules = office_law().rules_on(date(2024, 12, 31), "giay-khen")

    assert [(rule.id, sorted(rule.subjects)) for rule in rules if "individual" in rule.subjects] == [
        ("01-2024-qd-ca/art-1", ["individual"])
    ]
    assert [sorted(rule.subjects) for rule in rules if rule.id == "06-2022-qh15/art-75/cl-2"] == [
        ["collective", "household"]
    ]


def test_a_broken_file_of_the_office_is_named_with_its_line(settings, tmp_path):
    settings.DATA = tmp_path
    own_folder().mkdir()
    (own_folder() / "01-2024-qd-ca.md").write_text(OWN.replace("years: 2", "years: hai"), encoding="utf-8")

    with pytest.raises(NotReadable, match=r"01-2024-qd-ca\.md:\d+: .*không phải một con số"):
        office_law()
