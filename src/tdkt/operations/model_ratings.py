"""Yearly ratings of models, in the office's words, with the evidence: one a year for each, corrected with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.kept_files import keep_for_good
from tdkt.operations.ledger import writing
from tdkt.operations.model_life import Done, the_models
from tdkt.operations.papers import Incoming
from tdkt.operations.permissions import require
from tdkt.records.models import Account, CommunityModel, ModelRating
from tdkt.vietnamese.folding import nfc

CORRECTABLE = ("rating", "rated_on", "body", "document", "evidence")


def rate_models(
    year: int,
    ratings: Mapping[int, str],
    *,
    by: Account | None,
    at: datetime,
    on: date,
    rated_on: date | None = None,
    body: str = "",
    document: str = "",
    evidence: str = "",
    file: Incoming | None = None,
) -> Done:
    """Rate models (by id) for a year, all in one act. Raises `RuleNotMet` for a model that is rated already or did not stand in that year."""
    require(by, "keep-models")
    if not 1975 <= year <= on.year:
        raise RuleNotMet(f"Năm {year} chưa đánh giá được. Chọn năm đến {on.year}.", f"{year} cannot be rated yet.")
    if rated_on is not None and rated_on > on:
        raise RuleNotMet("Ngày đánh giá chưa đến.", "The day of rating lies ahead.")
    said = {key: _word(rating) for key, rating in ratings.items()}
    with writing(by=by, at=at, verb="models.rate", detail={"year": year, "models": len(said)}) as pen:
        models = the_models(sorted(said), by=by, on=on)
        pen.entry.detail["name"] = models[0].name
        for model in models:
            _check_stood(model, year)
        rated = ModelRating.objects.filter(year=year, model__in=models).select_related("model").first()
        if rated is not None:
            raise RuleNotMet(
                f"“{rated.model.name}” đã có xếp loại năm {year}: {rated.rating}. Dùng đính chính, ghi lý do.",
                f"“{rated.model.name}” is rated for {year}: {rated.rating}. Correct it, with a reason.",
            )
        kept = keep_for_good(file.content) if file else ""
        rows = [
            ModelRating(
                model=model,
                year=year,
                rating=said[model.pk],
                rated_on=rated_on,
                body=body.strip()[:200],
                document=document.strip()[:200],
                evidence=evidence.strip(),
                kept=kept,
                file_name=file.name if file else "",
            )
            for model in models
        ]
        return Done(tuple(pen.add(rows)), pen.entry.seq)


def correct_rating(rating_id: int, *, reason: str, by: Account | None, at: datetime, on: date, **said: Any) -> Done:
    """Give a rating other values, with the reason; what it said stays in the history."""
    require(by, "keep-models")
    if not reason.strip():
        raise RuleNotMet("Đính chính xếp loại phải ghi lý do.", "Correcting a rating needs a reason.")
    unknown = sorted(set(said) - set(CORRECTABLE))
    if unknown:
        raise RuleNotMet(
            f"Không đính chính được mục {', '.join(unknown)}.", f"{', '.join(unknown)} cannot be corrected."
        )
    if "rating" in said:
        said["rating"] = _word(said["rating"])
    seen: Any = ModelRating.objects.all() if by is None else ModelRating.objects.visible_to(by, on=on)
    detail = {"rating": rating_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="models.rating-correct", detail=detail) as pen:
        row = seen.select_related("model").filter(pk=rating_id).first()
        if row is None:
            raise NotFound("Xếp loại này không còn trong sổ.", "This rating is not there.")
        pen.entry.detail |= {"name": row.model.name, "year": row.year, "before": row.rating}
        if not pen.change(row, **said):
            raise RuleNotMet("Không có gì khác với sổ để đính chính.", "Nothing differs from the register.")
        return Done((row,), pen.entry.seq)


def _word(rating: str) -> str:
    said = " ".join(nfc(rating).split())
    if not said or len(said) > 60:
        raise RuleNotMet("Ghi xếp loại bằng lời, không quá 60 chữ.", "Say the rating in words, 60 signs at most.")
    return said


def _check_stood(model: CommunityModel, year: int) -> None:
    """A model is rated for the years in which it stood, as far as that is known."""
    if (model.founded and int(model.founded[:4]) > year) or (model.stopped and int(model.stopped[:4]) < year):
        raise RuleNotMet(
            f"“{model.name}” không hoạt động trong năm {year}.", f"“{model.name}” did not stand in {year}."
        )
