"""The sample office's years of the safe-area standard, entered by the office's own verbs."""

from collections.abc import Mapping
from datetime import date, datetime

from tdkt.operations.directory import Directory
from tdkt.operations.safe_areas import Line, save_findings
from tdkt.operations.safe_bodies import NewBody, add_bodies
from tdkt.operations.safe_results import Decision, enter_decisions, ready
from tdkt.records.models import Area, SafeBody
from tdkt.sample import safe_areas as sample
from tdkt.sample.office import KNOWN_ON


def enter(*, at: datetime) -> None:
    """Enter the communes with their bodies, then each year: what was found, what was decided of the bodies, and of the communes."""
    communes = enter_communes(at=at)
    bodies = enter_bodies(communes, at=at)
    for year in sample.YEARS:
        enter_year(year, communes, bodies, at=at)


def enter_communes(*, at: datetime) -> dict[sample.Commune, SafeBody]:
    """The communes, followed by the police of their district, with their place of the map."""
    directory, areas = Directory(), areas_by_name()
    told = sample.communes()
    made = add_bodies(
        [
            NewBody(
                "commune",
                one.name if names_once(one) else f"{one.name}, {one.district.titled}",
                unit=directory.unit(one.district.police, on=KNOWN_ON),
                area=areas.get((one.district.titled, one.name)),
            )
            for one in told
        ],
        by=None,
        at=at,
        on=KNOWN_ON,
    ).made
    return dict(zip(told, made, strict=True))


def names_once(commune: sample.Commune) -> bool:
    """Whether no other commune of the sample bears its name."""
    return sum(one.name == commune.name for one in sample.communes()) == 1


def areas_by_name() -> dict[tuple[str, str], int]:
    """The communes of the map by the names of their district and their own."""
    found = Area.objects.filter(kind="commune").values_list("parent__name", "name", "pk")
    return {(district, name): key for district, name, key in found}


def enter_bodies(communes: Mapping[sample.Commune, SafeBody], *, at: datetime) -> dict[tuple[int, str, str], SafeBody]:
    """The bodies within them, by commune, kind and name."""
    made = add_bodies(
        [
            NewBody(body.kind, body.name, within=place.pk, from_year=body.from_year, to_year=body.to_year)
            for commune, place in communes.items()
            for body in commune.bodies
        ],
        by=None,
        at=at,
        on=KNOWN_ON,
    ).made
    return {(one.within_id, one.kind, one.name): one for one in made if one.within_id is not None}


def enter_year(
    year: int,
    communes: Mapping[sample.Commune, SafeBody],
    bodies: Mapping[tuple[int, str, str], SafeBody],
    *,
    at: datetime,
) -> None:
    """One year in three acts."""
    lines, decisions = [], []
    for commune, place in communes.items():
        own = commune.own[year]
        lines.append(Line(place.pk, "", own.registered, own.findings))
        told = {bodies[place.pk, kind, name]: said for (kind, name, of), said in commune.years.items() if of == year}
        lines += [Line(body.pk, "", said.registered, said.findings) for body, said in told.items()]
        number, authority = sample.number_of(commune, year), f"UBND {commune.name[0].lower()}{commune.name[1:]}"
        for result in ("met", "not-met"):
            keys = [body.pk for body, said in told.items() if said.result == result]
            day = max((said.decided for said in told.values() if said.decided), default=date(year, 11, 10))
            decisions.append(Decision(keys, result, day, number, authority))
    save_findings(year, lines, by=None, at=at, on=KNOWN_ON)
    enter_decisions(year, decisions, by=None, at=at, on=KNOWN_ON)
    enter_decisions(year, list(of_communes(year, communes)), by=None, at=at, on=KNOWN_ON)


def of_communes(year: int, communes: Mapping[sample.Commune, SafeBody]) -> list[Decision]:
    """What the districts decided of the communes for which everything is known."""
    places = {place.pk: commune for commune, place in communes.items()}
    found = []
    for result in ("met", "not-met"):
        for key in ready(year, communes.values(), result):
            district, day = places[key].district, places[key].own[year].decided or date(year, 11, 15)
            number = sample.number_of_district(district, year)
            found.append(Decision([key], result, day, number, f"UBND {district.kind} {district.name}"))
    return found
