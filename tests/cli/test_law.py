"""`tdkt law`: what the commands say of the real files."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tdkt.cli.law import law
from tdkt.law.loading import FOLDER, load_law


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(law, words)
    return done.exit_code, done.stdout, done.stderr


def test_the_files_of_the_project_have_nothing_wrong_with_them() -> None:
    code, _, wrong = run("check")
    assert (code, wrong) == (0, "")


def test_every_provision_is_listed_with_its_state_and_why() -> None:
    code, out, _ = run("check", "--json")
    listed = json.loads(out)
    assert code == 0
    assert {tuple(row) for row in listed} == {("instrument", "id", "state", "why")}
    assert [row["id"] for row in listed if (row["state"] == "not-encoded") != bool(row["why"])] == []
    assert {row["id"] for row in listed} == set(load_law().provisions)


def test_the_list_is_in_the_order_of_the_first_days() -> None:
    code, out, _ = run("list", "--json")
    days = [row["in_force"] for row in json.loads(out) if row["in_force"] not in (None, "None")]
    assert (code, days) == (0, sorted(days))


def test_the_ministry_certificate_is_shown_with_its_pathways_and_who_decides() -> None:
    code, out, _ = run("show", "bang-khen-bo-tinh", "--on", "2024-12-31", "--json")
    shown = json.loads(out)
    assert (code, shown["governed_by"], shown["on"]) == (0, ["06-2022-qh15/art-74"], "2024-12-31")
    assert "06-2022-qh15/art-74/cl-1/pt-d" in [pathway["id"] for pathway in shown["pathways"]]


def test_a_day_before_the_law_says_so_by_other_texts() -> None:
    code, out, _ = run("at", "2012-05-19", "--json")
    standing = [row["id"] for row in json.loads(out)["instruments"]]
    assert (code, standing[0], "06-2022-qh15" in standing) == (0, "15-2003-qh11", False)


def test_between_two_days_of_one_text_nothing_changed() -> None:
    assert run("diff", "2024-02-01", "2024-03-01") == (0, "Không có gì thay đổi.\n", "")


def test_the_new_law_moved_and_changed_pathways() -> None:
    code, out, _ = run("diff", "2023-12-31", "2024-01-01", "--award", "tap-the-lao-dong-tien-tien", "--json")
    changed = json.loads(out)["pathways"]
    assert (code, {change["how"] for change in changed}) == (0, {"went", "came"})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "khong-co"), "Không có mã danh hiệu “khong-co”."),
        (("show", "bang-khen-bo-tinh:1"), "“bang-khen-bo-tinh” không có hạng “1”."),
        (("at", "hôm qua"), "“hôm qua” không phải một ngày (2024-12-31)."),
    ],
)
def test_bad_words_are_refused_with_one_sentence(words: tuple[str, ...], said: str) -> None:
    code, _, wrong = run(*words)
    assert (code, said in wrong) == (2, True)


BROKEN = [
    ("award: bang-khen-bo-tinh\nfor: individual\nwhen: {holds: [khong-co]}", "không có mã danh hiệu “khong-co”"),
    (
        "award: bang-khen-bo-tinh\nfor: individual\nfor: collective\nwhen: {holds: [giay-khen]}",
        "khóa “for” ghi hai lần",
    ),
    ("award: bang-khen-bo-tinh\nfor: individual\nwhat: 1\nwhen: {holds: [giay-khen]}", "không có khóa “what”"),
    ("award: huan-chuong-lao-dong\nfor: individual\nwhen: {holds: [giay-khen]}", "phải ghi hạng"),
    ("award: bang-khen-bo-tinh\nfor: individual\nwhen: {runs: 2}", "không có loại điều kiện “runs”"),
    (
        "award: bang-khen-bo-tinh\nfor: individual\nwhen: {run: {given: giay-khen, years: 2}}",
        "không làm chuỗi năm được",
    ),
    (
        "award: bang-khen-bo-tinh\nfor: individual\nwhen: {run: {rated: hoan-thanh-tot, years: hai}}",
        "không phải một con số",
    ),
]


BROKEN.append(
    (
        "award: bang-khen-bo-tinh\nfor: individual\nwhen: {run: {rated: hoan-thanh-tot, years: 2,"
        " within: {count: {initiative: co-so, at_least: 2}, confidence: SECONDARY}}}",
        "độ tin ghi ở từng con số",
    )
)


@pytest.mark.parametrize(("rule", "said"), BROKEN)
def test_a_broken_rule_of_an_office_is_named_with_file_and_line(rule: str, said: str, tmp_path: Path) -> None:
    local(tmp_path, f"```rule\nid: art-1\n{rule}\n```\n")
    code, _, wrong = run("check", "--law", str(tmp_path))
    assert (code, wrong.startswith("01-2024-qd-ca.md:"), said in wrong) == (2, True, True)


def test_a_rule_that_cites_nothing_fails_the_check(tmp_path: Path) -> None:
    local(tmp_path, "```rule\nid: art-9\naward: giay-khen\nfor: individual\nwhen: {holds: [giay-khen]}\n```\n")
    code, _, wrong = run("check", "--law", str(tmp_path))
    assert (code, "viện dẫn “01-2024-qd-ca/art-9” nhưng không có điều khoản này" in wrong) == (1, True)


def test_an_encoded_provision_on_which_nothing_stands_fails_the_check(tmp_path: Path) -> None:
    local(tmp_path, "")
    code, _, wrong = run("check", "--law", str(tmp_path))
    assert (code, "không có quy tắc hay tham số nào dựa vào" in wrong) == (1, True)


def test_a_skipped_clause_fails_the_check(tmp_path: Path) -> None:
    local(
        tmp_path,
        "```provisions\nart-1/cl-2: {state: not-encoded, why: scope, vi: a, en: b}\n```\n"
        "```rule\nid: art-1\naward: giay-khen\nfor: individual\nwhen: {holds: [giay-khen]}\n```\n",
    )
    code, _, wrong = run("check", "--law", str(tmp_path))
    assert (code, "dưới “01-2024-qd-ca/art-1” thiếu 1" in wrong) == (1, True)


def local(folder: Path, more: str) -> None:
    """A small instrument of an office."""
    (folder / "01-2024-qd-ca.md").write_text(
        "# Quy chế thử\n```instrument\nnumber: 01/2024/QĐ-CA\nkind: decision\nname: {vi: Quy chế thử, en: A trial}\n"
        "issued: 2024-01-01\nin_force: 2024-02-01\ndates_confidence: VERIFIED\ntext: read\n"
        "authority: cong-an-tinh-thu\nsource: {instrument: Quyết định số 01/2024/QĐ-CA, copy: portal}\n```\n"
        "## Điều 1. Giấy khen\n```provisions\nart-1: {state: encoded, vi: Giấy khen, en: Certificate}\n```\n" + more,
        encoding="utf-8",
    )


def test_a_wrong_confirmation_is_named(tmp_path: Path) -> None:
    from tdkt.law.confirming import confirmations

    kept = tmp_path / "confirmations.csv"
    kept.write_text("id,by,on,note\n06-2022-qh15/art-21,Luật sư A,hôm qua,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"confirmations.csv:2"):
        confirmations(kept)


def test_the_law_is_read_from_a_copy_of_its_folder_as_it_is_here(tmp_path: Path) -> None:
    copied = tmp_path / "instruments"
    shutil.copytree(FOLDER, copied)
    assert sorted(path.name for path in copied.glob("*.md")) == sorted(i.file for i in load_law().instruments.values())
