"""A published plan of Jämtland with invented figures: every shape a real one can have.

Hidden figures, hidden municipalities, hidden hubs, cells, alternatives that differ, sensitivity
that changes hubs.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Final

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.published import (
    SCHEMA,
    AlternativeOut,
    CellOut,
    ConstantOut,
    Figure,
    FlowOut,
    HubOut,
    MunicipalityOut,
    PublishedPlan,
    SensitivityOut,
    SiteOut,
    Travel,
    TravelRow,
    WorthOut,
)
from arbetshubb.analysis.places import Cell, sweref_from_wgs84

NOTHING: Final = Figure(None, None, None)
HOSTILE: Final = '<script>alert("x")</script> & =1+1'

_HUBS: Final = (
    # id, locality, municipality, lat, lon, exists, seats, members, cost
    ("h-ost", "Östersund", "Östersund", 63.1792, 14.6357, True, 15, 61.0, 420_000),
    ("h-kro", "Krokom", "Krokom", 63.3259, 14.4488, False, 8, 28.4, 214_000),
    ("h-jar", "Järpen", "Åre", 63.3462, 13.4657, False, 8, 26.1, 236_000),
    ("h-sve", "Svenstavik", "Berg", 62.7667, 14.4354, True, 7, 24.3, 198_000),
    ("h-str", "Strömsund", "Strömsund", 63.8521, 15.5558, False, 6, 22.0, 205_000),
    ("h-svg", "Sveg", "Härjedalen", 62.0341, 14.3658, False, 6, 21.2, 201_000),
    ("h-bra", "Bräcke", "Bräcke", 62.7507, 15.4219, False, 5, 16.0, 176_000),
    ("h-ham", "Hammarstrand", "Ragunda", 63.1104, 16.3538, False, 5, 14.1, 168_000),
    ("h-fun", "Funäsdalen", "Härjedalen", 62.5461, 12.5428, False, 4, None, 159_000),
)
_EMPLOYEES: Final = {
    "Ragunda": 131,
    "Bräcke": 178,
    "Krokom": 538,
    "Strömsund": 305,
    "Åre": 356,
    "Berg": None,
    "Härjedalen": 342,
    "Östersund": 2342,
}
_LOCALITIES: Final = (
    ("Brunflo", 63.0759, 14.8320, 14.0, "h-ost"),
    ("Ås", 63.25, 14.5667, 9.0, "h-ost"),
    ("Lit", 63.3203, 14.8459, 24.0, "h-kro"),
    ("Nälden", 63.35, 14.25, 16.0, "h-kro"),
    ("Mörsil", 63.3091, 13.6636, 13.0, "h-jar"),
    ("Åre", 63.3991, 13.0800, 27.0, "h-jar"),
    ("Hoting", 64.1135, 16.2055, 48.0, "h-str"),
    ("Hammerdal", 63.5762, 15.3652, 34.0, "h-str"),
    ("Gäddede", 64.5028, 14.1461, None, ""),
    ("Vemdalen", 62.45, 13.8667, 61.0, "h-svg"),
    ("Ytterhogdal", 62.175, 14.9409, 39.0, "h-svg"),
    ("Kälarne", 62.9792, 16.0858, 37.0, "h-ham"),
)


def figure(base: float, spread: float = 0.2) -> Figure:
    low, high = sorted((base * (1 - spread), base * (1 + spread)))
    return Figure(base, low, high)


def travel(people: int | None, km: float) -> Travel:
    if people is None:
        return Travel(None, NOTHING, NOTHING, NOTHING, NOTHING)
    return Travel(people, figure(km), figure(km / 66), figure(km * 2.5), figure(km * 0.165))


def example_plan() -> PublishedPlan:
    """A plan with nine hubs in eight municipalities; Berg and Funäsdalen are partly hidden."""
    return PublishedPlan(
        schema=SCHEMA,
        created="2026-11-22T14:05:00+01:00",
        product_version="0.1.0",
        inputs_hash="3f6a2c19d0b47e58",
        constants_version="a1b2c3d4e5f6",
        options=asdict(
            PlanOptions(budget=2_400_000, each_municipality=True, critical_mass=12, hubs_max=12)
        ),
        status="optimal",
        objective=1_830_000.0,
        bound=1_830_000.0,
        gap=0.0,
        seconds=0.84,
        binding=("each_municipality", "critical_mass"),
        travel_quality="estimate",
        travel_source="straight line × 1.30",
        disclosure_limit=5,
        employees=4528,
        employers=("Demoregionen", "Demokommunen"),
        replaces_home_share=0.4,
        today=travel(4528, 21_400_000),
        today_by_municipality=tuple(
            TravelRow(name, travel(count, (count or 0) * 4_700.0))
            for name, count in _EMPLOYEES.items()
        ),
        today_by_mode=(
            TravelRow("car", travel(3_380, 17_900_000)),
            TravelRow("electric_car", travel(240, 1_490_000)),
            TravelRow("bus", travel(520, 1_620_000)),
            TravelRow("train", travel(None, 0)),
            TravelRow("bicycle", travel(310, 352_000)),
            TravelRow("walk", travel(74, 34_800)),
        ),
        today_by_distance=(
            TravelRow("0-5", travel(1_730, 1_280_000)),
            TravelRow("5-10", travel(760, 2_010_000)),
            TravelRow("10-30", travel(1_050, 6_640_000)),
            TravelRow("30-70", travel(610, 7_150_000)),
            TravelRow("70-100", travel(240, 2_890_000)),
            TravelRow("100-", travel(138, 1_430_000)),
        ),
        today_by_unit=(
            TravelRow("Staben", travel(214, 902_000)),
            TravelRow(HOSTILE, travel(61, 310_000)),
        ),
        saved=travel(4528, 1_140_000),
        cost=Figure(2_310_000, 1_980_000, 2_690_000),
        members=figure(221.0, 0.35),
        reach_share_today=0.58,
        reach_share_plan=0.86,
        hubs=tuple(_hub(*row) for row in _HUBS),
        other_sites=_other_sites(),
        municipalities=_municipalities(),
        alternatives=_alternatives(),
        sensitivity=_sensitivity(),
        cells=_cells(),
        hidden_cells_people=1_207,
        flows=(
            FlowOut("Krokom", "Östersund", 402),
            FlowOut("Berg", "Östersund", 57),
            FlowOut("Ragunda", "Krokom", None),
        ),
        constants=_constants(),
    )


def hostile_plan() -> PublishedPlan:
    """The same with a user who writes code and formulas as names."""
    plan = example_plan()
    first, *others = plan.hubs
    hub = replace(first, name=HOSTILE, provider="=cmd|' /C calc'!A0", municipality="Östersund")
    site = replace(plan.other_sites[0], name=HOSTILE)
    return replace(
        plan,
        hubs=(hub, *others),
        other_sites=(site, *plan.other_sites[1:]),
        employers=(HOSTILE, "@SUM(A1)"),
        travel_source='"><img src="https://example.org/x.png">',
    )


def _hub(  # noqa: PLR0917  one row of the table of hubs above
    site_id: str,
    place: str,
    municipality: str,
    latitude: float,
    longitude: float,
    is_existing: bool,
    seats: int,
    members: float | None,
    cost: float,
) -> HubOut:
    is_hidden = members is None
    return HubOut(
        site_id=site_id,
        name=f"Demohubb {place}",
        municipality=municipality,
        kind="hub" if is_existing else "candidate",
        provider="Demooperatören AB",
        longitude=longitude,
        latitude=latitude,
        is_existing=is_existing,
        seats=seats,
        catchment=None if is_hidden else round((members or 0) * 11),
        members=NOTHING if is_hidden else figure(members or 0.0, 0.3),
        days_per_week=NOTHING if is_hidden else figure((members or 0.0) * 1.5, 0.3),
        cost=figure(cost, 0.15),
        saved=travel(None if is_hidden else 40, (members or 0.0) * 5_100),
        worth=WorthOut(
            lost_value=NOTHING if is_hidden else figure(cost * 1.7),
            saved_cost=float(cost),
            lost_km=NOTHING if is_hidden else figure((members or 0.0) * 3_900),
            people_losing_reach=None if is_hidden else round((members or 0) * 5),
            best_replacement="c-gal" if place == "Bräcke" else "",
            breaks=("each_municipality",) if place in {"Bräcke", "Hammarstrand"} else (),
        ),
    )


def _other_sites() -> tuple[SiteOut, ...]:
    return (
        SiteOut("c-gal", "Demolokal Gällö", "Bräcke", "candidate", "candidate", 15.2319, 62.9128),
        SiteOut("c-are", "Demolokal Åre", "Åre", "business_office", "candidate", 13.08, 63.3991),
        SiteOut("c-hot", "Demolokal Hoting", "Strömsund", "library", "candidate", 16.2055, 64.1135),
        SiteOut("o-reg", "Demokontoret", "Östersund", "own_office", "existing", 14.6410, 63.1760),
        SiteOut("o-sju", "Demosjukhuset", "Östersund", "own_office", "existing", 14.6490, 63.1690),
        SiteOut("c-hed", "Demolokal Hede", "Härjedalen", "health_centre", "closed", 13.51, 62.4137),
    )


def _municipalities() -> tuple[MunicipalityOut, ...]:
    later = {"Ragunda": 0.83, "Bräcke": 0.79, "Krokom": 0.91, "Strömsund": 0.71, "Åre": 0.88,
             "Härjedalen": 0.58, "Östersund": 0.98}  # fmt: skip
    rows: list[MunicipalityOut] = []
    for name, count in _EMPLOYEES.items():
        share = later.get(name)
        hubs = tuple(hub[0] for hub in _HUBS if hub[2] == name)
        is_hidden = count is None
        rows.append(
            MunicipalityOut(
                name=name,
                employees=count,
                reach_share_today=None if share is None else round(share * 0.55, 2),
                reach_share_plan=share,
                hubs=hubs,
                members=NOTHING if is_hidden else figure((count or 0) * 0.05, 0.3),
                today=travel(count, (count or 0) * 4_700.0),
                saved=travel(count, (count or 0) * 251.0),
            )
        )
    return tuple(rows)


def _alternatives() -> tuple[AlternativeOut, ...]:
    ids = tuple(row[0] for row in _HUBS)

    def option(
        hubs: tuple[str, ...], cost: float, km: float | None, worst: float | None
    ) -> AlternativeOut:
        return AlternativeOut(
            open=hubs,
            cost=cost,
            saved_km=NOTHING if km is None else figure(km),
            worst_reach=worst,
            worst_municipality="" if worst is None else "Härjedalen",
            objective=1_500_000,
            status="optimal" if len(hubs) != 12 else "feasible",
            gap=0.0 if len(hubs) != 12 else 0.0123,
            is_chosen=hubs == ids,
        )

    return (
        option(("h-ost", "h-sve"), 618_000, 402_000, 0.21),
        option((*ids[:4],), 1_068_000, 690_000, 0.21),
        option((*ids[:6],), 1_474_000, 914_000, 0.41),
        option(ids, 2_310_000, 1_140_000, 0.58),
        option((*ids[:6], "c-gal", "h-ham", "h-fun"), 2_322_000, None, None),
        option((*ids, "c-gal", "c-are", "c-hot"), 2_790_000, 1_196_000, 0.58),
    )


def _sensitivity() -> tuple[SensitivityOut, ...]:
    def row(
        name: str, low: float, high: float, worst: float, best: float, *changes: str
    ) -> SensitivityOut:
        return SensitivityOut(
            constant_id=name,
            low=low,
            high=high,
            objective_low=worst,
            objective_high=best,
            saved_km_low=1_140_000 * worst / 1_830_000,
            saved_km_high=1_140_000 * best / 1_830_000,
            changes_low=changes,
            changes_high=(),
        )

    return (
        row("realisation", 0.1, 0.3, 300_000, 3_260_000, "-h-fun", "-h-ham"),
        row("replaces_home_share", 0.2, 0.7, 2_610_000, 702_000),
        row("hub_days_per_member", 1, 2.5, 1_120_000, 3_010_000),
        row("time_value_commute_car", 85, 140, 1_340_000, 2_410_000),
        row("car_full_cost", 35, 60, 1_620_000, 2_140_000, "-h-bra", "+c-gal"),
        row("egen_konstant", 1, 2, 1_800_000, 1_850_000),
    )


def _constants() -> tuple[ConstantOut, ...]:
    return (
        ConstantOut("car_default_wtw", 165, 140, 190, "g CO2e/vkm", "2024-2026",
                    "klimatresa.se, räknat om till 6 % reduktionsplikt [derived]", "medium"),
        ConstantOut("workdays_per_year", 220, 205, 230, "days", "",
                    "SOU 2019:36 [general]", "high"),
        ConstantOut("realisation", 0.2, 0.1, 0.3, "share of stated interest that becomes use", "",
                    "antagande [general]", "low"),
        ConstantOut("milersattning_own_car", 25, 25, 25, "SEK/mil", "2023-2026",
                    "Skatteverket [found]", "high"),
        ConstantOut("egen_konstant", 1.5, 1, 2, "st", "2026", HOSTILE, "low"),
    )  # fmt: skip


def _cells() -> tuple[CellOut, ...]:
    """Each locality as five cells around its middle."""
    rows: list[CellOut] = []
    for _, latitude, longitude, minutes, hub in _LOCALITIES:
        place = sweref_from_wgs84(latitude, longitude)
        middle = Cell.containing(place)
        for north, east in ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1)):
            cell = Cell(middle.north_km + north, middle.east_km + east)
            rows.append(CellOut(cell.id, 7 + abs(north), minutes, hub))
    return tuple(rows)
