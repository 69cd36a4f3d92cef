"""Takes lists of community models in: types, models, and what the list's closing day counts of each."""

from datetime import date

from tdkt.operations.desk import Desk, Row, full_date
from tdkt.operations.directory import spelling
from tdkt.records.models import Census, CensusLine, CommunityModel, ModelType
from tdkt.vietnamese.folding import fold, nfc

COUNTED = ("places", "groups", "members", "households", "funding")


def take_in_models(rows: list[Row], desk: Desk) -> None:
    """Enter a list of models. Each row is one model; a row that says the same as the register adds nothing."""
    rows = [row for row in rows if row.plan["status"] == "new"]
    if not rows:
        return
    census = census_of(rows, desk)
    types = enter_types(rows, desk)
    models = known_models()
    fresh: list[tuple[Row, CommunityModel]] = []
    for row in desk.pace.along(rows):
        model = new_model(row, types, desk)
        key = model_key(model)
        if key in models:
            row.plan["model"] = models[key]
        else:
            fresh.append((row, model))
            models[key] = 0
    desk.sources([row for row, _ in fresh])
    for row, model in fresh:
        model.source = row.source
    for (row, _), model in zip(fresh, desk.pen.add([model for _, model in fresh]), strict=True):
        row.plan["model"] = model.pk
    count_models(rows, census, desk)


def census_of(rows: list[Row], desk: Desk) -> Census:
    """The census that the list closes: the day its heading says, else the day on which it is taken in."""
    said = next((full_date(row.part["context"].get("as_of")) for row in rows if row.part["context"].get("as_of")), None)
    as_of: date = said or desk.today
    standing = Census.objects.filter(as_of=as_of).first()
    if standing is not None:
        return standing
    desk.sources(rows[:1])
    return desk.pen.add_one(Census(as_of=as_of, title=f"Tính đến ngày {as_of:%d/%m/%Y}", source=rows[0].source))


def enter_types(rows: list[Row], desk: Desk) -> dict[str, int]:
    """The types that the list names, by spelling: "ma tuý" and "ma túy" are one type, kept as first written."""
    known = {spelling(name): key for name, key in ModelType.objects.values_list("name", "id")}
    fresh: dict[str, Row] = {}
    for row in rows:
        if spelling(type_name(row)) not in known:
            fresh.setdefault(spelling(type_name(row)), row)
    desk.sources(fresh.values())
    types = [ModelType(name=type_name(row), folded=fold(type_name(row)), source=row.source) for row in fresh.values()]
    return known | {spelling(type_.name): type_.pk for type_ in desk.pen.add(types)}


def type_name(row: Row) -> str:
    """The type a row names, else the name of the model itself: most offices name a model by its type."""
    return " ".join(nfc(row.record.get("type") or row.record["name"]).split())


def new_model(row: Row, types: dict[str, int], desk: Desk) -> CommunityModel:
    record = row.record
    name, place, district = (
        nfc(record["name"]).strip(),
        nfc(record.get("place") or "").strip(),
        nfc(record.get("district") or "").strip(),
    )
    unit = desk.directory.unit(f"Công an {district}", on=full_date(record.get("founded"))) if district else None
    return CommunityModel(
        type_id=types[spelling(type_name(row))],
        name=name,
        place=place,
        district=district,
        unit_id=unit or desk.office.unit_id,
        founded=record.get("founded") or "",
        decision_number=record.get("decision_number") or "",
        search=fold(f"{name} {place} {district}"),
        note=record.get("note") or "",
    )


def model_key(model: CommunityModel) -> tuple[object, ...]:
    """What makes two rows one model: the same type and name at the same place, begun on the same day by the same decision."""
    return (
        model.type_id,
        fold(model.name),
        fold(model.place),
        fold(model.district),
        model.founded,
        model.decision_number,
    )


def known_models() -> dict[tuple[object, ...], int]:
    return {model_key(model): model.pk for model in CommunityModel.objects.all()}


def count_models(rows: list[Row], census: Census, desk: Desk) -> None:
    """Write the census line of each row; a second row for the same model in one census is refused, not added up."""
    standing = {line.model_id: line for line in CensusLine.objects.filter(census=census)}
    news: list[tuple[Row, CensusLine]] = []
    for row in rows:
        model = row.plan["model"]
        said = {name: row.record.get(name) for name in COUNTED} | {"rating": row.record.get("rating") or ""}
        line = standing.get(model)
        if not model or (line is not None and line.pk is None):
            row.end(
                "conflict",
                code="model-twice",
                value=row.record["name"],
                message="Mô hình này đã có ở một dòng khác trong danh sách.",
                remedy="Bỏ dòng trùng, hoặc ghi rõ địa bàn nếu là hai mô hình.",
            )
        elif line is None:
            line = CensusLine(census=census, model_id=model, **said)
            standing[model] = line
            news.append((row, line))
        elif all(getattr(line, name) == value for name, value in said.items()):
            row.end("same")
        else:
            row.end(
                "conflict",
                code="model-differs",
                value=row.record["name"],
                message=f"Kỳ {census.as_of:%d/%m/%Y} sổ đã ghi khác cho mô hình này.",
                remedy="Đối chiếu; sửa tệp, hoặc đính chính trong sổ.",
            )
    desk.sources([row for row, _ in news])
    for row, line in news:
        line.source = row.source
        row.end("new")
    desk.pen.add([line for _, line in news])
