"""The closed list of parameters and the shapes of their values."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tdkt.law.instruments import Parameter
from tdkt.law.loading import load_law
from tdkt.law.parameters import KNOWN, Figure, check_value, figure, usable


def test_every_parameter_of_the_law_files_has_the_shape_of_its_name() -> None:
    law = load_law()
    delegated = {p.name for p in law.parameters if p.authority}

    wrong = [
        f"{p.instrument}:{p.line}: {p.name}: {fault}"
        for p in law.parameters
        for fault in check_value(p.name, p.value, delegated=delegated)
    ]

    assert wrong == []


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    assert check_value("bonuses", {}) == [f"không có tham số “bonuses” (có: {', '.join(sorted(KNOWN))})"]


def test_a_delegated_number_may_have_any_name() -> None:
    assert check_value("mot-ty-le-cua-bo", 70, delegated=["mot-ty-le-cua-bo"]) == []
    assert check_value("mot-ty-le-cua-bo", "bảy mươi", delegated=["mot-ty-le-cua-bo"]) == [
        "“bảy mươi” không phải một số không âm"
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("base-salary", 2_530_000),
        ("bonus", {"individual": {"huan-chuong-lao-dong:3": {"value": 4.5, "confidence": "SECONDARY"}}}),
        ("bonus-rules", {"round_up_to": 10000, "same_period_titles": "highest"}),
        ("ballot", [{"awards": ["anh-hung-lao-dong"], "approve_percent": 90, "of": "all-members", "secret": True}]),
        ("quota", [{"award": "chien-si-thi-dua-co-so", "percent": 15, "of": ["lao-dong-tien-tien"]}]),
        ("clean-record", [{"awards": ["huan-chuong-quan-cong"], "years": 10}, {"awards": ["dot-xuat"], "years": 1}]),
        ("statistics-year", {"from": "12-01", "to": "11-30"}),
        (
            "statistics-forms",
            [{"form": "0604", "of": "bodies", "vi": "Tổ chức", "en": "Bodies", "rows": [{"code": "01"}]}],
        ),
        ("women-leader-reduction", {"fraction": "1/3"}),
        ("women-leader-reduction", {"years": 3}),
        ("precedence", ["huan-chuong-sao-vang", "huan-chuong-ho-chi-minh"]),
        ("governing-date", [{"matter": "bonus", "day": "decision", "more_favourable": False}]),
    ],
)
def test_well_formed_values_have_no_fault(name: str, value: Any) -> None:
    assert check_value(name, value) == []


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("base-salary", "2.530.000", "“2.530.000” không phải một số không âm"),
        ("base-salary", True, "“True” không phải một số không âm"),
        ("bonus", {"individual": {"huan-chuong-lao-dong:4": 4.5}}, "“huan-chuong-lao-dong” không có hạng “4”"),
        ("bonus", {"person": {}}, "không có khóa “person” (có: collective, individual, household)"),
        ("ballot", [{"awards": ["giay-khen"], "of": "all-members"}], "thiếu khóa “approve_percent”"),
        (
            "ballot",
            [{"awards": ["giay-khen"], "approve_percent": 90, "of": "all"}],
            "of: “all” không thuộc: all-members, present",
        ),
        ("quota", [{"award": "chien-si", "percent": 15}], "award: không có mã danh hiệu “chien-si”"),
        (
            "statistics-year",
            {"from": "13-01", "to": "11-30"},
            "from: “13-01” không phải ngày trong năm dạng THÁNG-NGÀY",
        ),
        (
            "statistics-forms",
            {"form": "0601", "of": "campaigns", "vi": "Số phong trào", "en": "Movements"},
            "of: “campaigns” không thuộc: movements, state-awards, office-awards, bodies, officials",
        ),
        ("women-leader-reduction", {"fraction": "1/0"}, "“fraction” phải có dạng 1/3"),
        ("precedence", "huan-chuong-sao-vang", "cần một danh sách, không phải “huan-chuong-sao-vang”"),
        (
            "copies",
            [{"awards": ["giay-khen"], "originals": 1, "sets": 2}],
            "không có khóa “sets” (có: note, vi, en, cite, confidence, awards, originals)",
        ),
    ],
)
def test_each_fault_is_told_by_name(name: str, value: Any, fault: str) -> None:
    assert check_value(name, value) == [fault]


def test_a_number_carries_its_own_confidence_and_provision_or_those_of_its_parameter() -> None:
    parameter = Parameter("bonus", "d/art-54", date(2025, 7, 1), None, "SECONDARY", {}, "d")

    assert figure(3.5, parameter) == Figure(Decimal("3.5"), "SECONDARY", "d/art-54")
    assert figure(
        {"value": 0.6, "confidence": "FROM-MEMORY", "cite": "art-54/cl-1/pt-d", "cap": True}, parameter
    ) == Figure(Decimal("0.6"), "FROM-MEMORY", "d/art-54/cl-1/pt-d", True)
    assert figure({"unknown": "mức của xã"}, parameter) is None


@pytest.mark.parametrize(
    ("confidence", "use_memory", "may"),
    [("VERIFIED", False, True), ("UNKNOWN", False, True), ("FROM-MEMORY", False, False), ("FROM-MEMORY", True, True)],
)
def test_only_what_was_remembered_waits_to_be_asked_for(confidence: str, use_memory: bool, may: bool) -> None:
    assert usable(confidence, use_memory=use_memory) is may
