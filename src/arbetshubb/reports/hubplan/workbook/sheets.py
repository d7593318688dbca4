"""What stands in each sheet of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from arbetshubb.analysis.hubplan.published import Figure, PublishedPlan, Travel, TravelRow
from arbetshubb.reports.hubplan.content.alternatives import changes, how_sure
from arbetshubb.reports.hubplan.content.hubs import why
from arbetshubb.reports.hubplan.content.sensitivity import changed_hubs
from arbetshubb.reports.hubplan.words import PlanWords, names_of_sites
from arbetshubb.reports.hubplan.workbook.sheet import Form, Sheet, SheetColumn, Value


def sheets_of(plan: PublishedPlan, words: PlanWords) -> tuple[Sheet, ...]:
    """All sheets after the one that explains them."""
    makers = (
        _key_figures, _hubs, _municipalities, _commuting, _flows, _alternatives, _sensitivity,
        _cells, _sites, _constants,
    )  # fmt: skip
    return tuple(make(plan, words) for make in makers)


def _key_figures(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    share = gettext("share")
    year = gettext("a year")
    kronor = " ".join((gettext("SEK"), year))
    hours = " ".join((gettext("hours"), year))
    saved, today = plan.saved, plan.today

    def row(name: str, figure: Figure, unit: str) -> tuple[Value, ...]:
        return (name, figure.base, figure.low, figure.high, unit)

    def single(name: str, value: float | None, unit: str) -> tuple[Value, ...]:
        return (name, value, value, value, unit)

    return Sheet(
        name=words.language.pgettext("name of a sheet", "Key figures"),
        columns=(
            SheetColumn(gettext("What"), width=42),
            SheetColumn(gettext("Value"), Form.DECIMAL, 18),
            SheetColumn(gettext("Low"), Form.DECIMAL, 18),
            SheetColumn(gettext("High"), Form.DECIMAL, 18),
            SheetColumn(gettext("Unit"), width=22),
        ),
        rows=(
            single(gettext("Employees in the study"), plan.employees, gettext("people")),
            row(gettext("Cost of the hubs"), plan.cost, kronor),
            row(gettext("Members of the hubs"), plan.members, gettext("people")),
            single(gettext("Reach a hub today"), plan.reach_share_today, share),
            single(gettext("Reach a hub with the plan"), plan.reach_share_plan, share),
            row(gettext("Commuting today"), today.km, f"km {year}"),
            row(gettext("Travel saved"), saved.km, f"km {year}"),
            row(gettext("Travel time today"), today.hours, hours),
            row(gettext("Travel time saved"), saved.hours, hours),
            row(gettext("Travel cost today"), today.kronor, kronor),
            row(gettext("Travel cost saved"), saved.kronor, kronor),
            row(gettext("Emissions today"), today.kg_co2e, f"kg CO₂e {year}"),
            row(gettext("Emissions saved"), saved.kg_co2e, f"kg CO₂e {year}"),
            single(gettext("Value of the plan"), plan.objective, kronor),
            single(gettext("Highest possible value"), plan.bound, kronor),
        ),
    )


def _hubs(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    columns = (
        SheetColumn(gettext("Hub"), width=28), SheetColumn(gettext("Id"), width=12),
        SheetColumn(gettext("Municipality"), width=16), SheetColumn(gettext("Status"), width=10),
        SheetColumn(gettext("Kind"), width=18), SheetColumn(gettext("Provider"), width=22),
        SheetColumn(gettext("Longitude, WGS 84"), Form.GENERAL, 11),
        SheetColumn(gettext("Latitude, WGS 84"), Form.GENERAL, 11),
        SheetColumn(gettext("Seats"), Form.WHOLE, 9),
        SheetColumn(gettext("Employees in catchment"), Form.WHOLE, 13),
        *_figure_columns(words, gettext("Members"), Form.DECIMAL),
        *_figure_columns(words, gettext("Hub days a week"), Form.DECIMAL),
        *_figure_columns(words, gettext("Cost, SEK a year"), Form.WHOLE),
        *_travel_columns(words, gettext("Saved")),
        SheetColumn(gettext("What it is worth"), width=90),
    )  # fmt: skip
    rows = tuple(
        (
            hub.name, hub.site_id, hub.municipality, words.existing_or_new(hub),
            words.kind(hub.kind), hub.provider, hub.longitude, hub.latitude, float(hub.seats),
            hub.catchment, *_three(hub.members), *_three(hub.days_per_week), *_three(hub.cost),
            *_travel(hub.saved), why(hub, plan, words),
        )
        for hub in plan.hubs
    )  # fmt: skip
    return Sheet(words.language.pgettext("name of a sheet", "Hubs"), columns, rows)


def _municipalities(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    names = names_of_sites(plan)
    columns = (
        SheetColumn(gettext("Municipality"), width=18),
        SheetColumn(gettext("Employees"), Form.WHOLE),
        SheetColumn(gettext("Reach today"), Form.SHARE),
        SheetColumn(gettext("Reach with the plan"), Form.SHARE),
        SheetColumn(gettext("Hubs"), width=40),
        *_figure_columns(words, gettext("Members"), Form.DECIMAL),
        *_travel_columns(words, gettext("Today")),
        *_travel_columns(words, gettext("Saved")),
    )
    rows = tuple(
        (
            row.name, row.employees, row.reach_share_today, row.reach_share_plan,
            ", ".join(names.get(hub, hub) for hub in row.hubs), *_three(row.members),
            *_travel(row.today), *_travel(row.saved),
        )
        for row in plan.municipalities
    )  # fmt: skip
    return Sheet(words.language.pgettext("name of a sheet", "Municipalities"), columns, rows)


def _commuting(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    columns = (
        SheetColumn(gettext("Breakdown"), width=20),
        SheetColumn(gettext("Group"), width=34),
        SheetColumn(gettext("Employees"), Form.WHOLE),
        *_travel_columns(words, gettext("Today")),
    )
    everybody = words.language.pgettext("last row of a table", "All")
    breakdowns: tuple[tuple[str, tuple[TravelRow, ...], Callable[[str], str]], ...] = (
        (gettext("Municipality"), plan.today_by_municipality, str),
        (gettext("Distance to work"), plan.today_by_distance, words.distance),
        (gettext("Way to travel"), plan.today_by_mode, words.mode),
        (gettext("Unit (of the organisation)"), plan.today_by_unit, str),
    )
    rows: list[tuple[Value, ...]] = [
        (everybody, everybody, plan.today.people, *_travel(plan.today))
    ]
    rows += [
        (breakdown, name(row.key), row.travel.people, *_travel(row.travel))
        for breakdown, group, name in breakdowns
        for row in group
    ]
    return Sheet(
        words.language.pgettext("name of a sheet", "Commuting today"), columns, tuple(rows)
    )


def _flows(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    columns = (
        SheetColumn(gettext("Live in"), width=22),
        SheetColumn(gettext("Work in"), width=22),
        SheetColumn(gettext("Employees"), Form.WHOLE),
    )
    rows = tuple((flow.home, flow.work, flow.people) for flow in plan.flows)
    return Sheet(words.language.pgettext("name of a sheet", "Flows"), columns, rows)


def _alternatives(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    names = names_of_sites(plan)
    columns = (
        SheetColumn(gettext("Alternative"), Form.WHOLE, 12),
        SheetColumn(gettext("The plan"), width=10),
        SheetColumn(gettext("Hubs"), Form.WHOLE, 8),
        SheetColumn(gettext("Cost, SEK a year"), Form.WHOLE, 16),
        *_figure_columns(words, gettext("km saved a year"), Form.WHOLE),
        SheetColumn(gettext("Reach, worst off"), Form.SHARE),
        SheetColumn(gettext("Municipality worst off"), width=18),
        SheetColumn(gettext("How sure"), width=18),
        SheetColumn(gettext("Differs from the plan"), width=60),
        SheetColumn(gettext("Open hubs"), width=90),
    )
    yes = words.language.pgettext("in a table", "yes")
    rows = tuple(
        (
            float(number), yes if option.is_chosen else "", float(len(option.open)), option.cost,
            *_three(option.saved_km), option.worst_reach, option.worst_municipality,
            how_sure(option.status, option.gap, words), changes(option, plan, words),
            ", ".join(names.get(site, site) for site in option.open),
        )
        for number, option in enumerate(plan.alternatives, 1)
    )  # fmt: skip
    return Sheet(words.language.pgettext("name of a sheet", "Alternatives"), columns, rows)


def _sensitivity(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    columns = (
        SheetColumn(gettext("Assumption"), width=40), SheetColumn(gettext("Id"), width=24),
        SheetColumn(gettext("Lowest"), Form.GENERAL), SheetColumn(gettext("Highest"), Form.GENERAL),
        SheetColumn(gettext("Value at lowest, SEK a year"), Form.WHOLE, 18),
        SheetColumn(gettext("Value at highest, SEK a year"), Form.WHOLE, 18),
        SheetColumn(gettext("km saved at lowest"), Form.WHOLE, 16),
        SheetColumn(gettext("km saved at highest"), Form.WHOLE, 16),
        SheetColumn(gettext("Best hubs at lowest"), width=44),
        SheetColumn(gettext("Best hubs at highest"), width=44),
    )  # fmt: skip
    rows = tuple(
        (
            words.constant(row.constant_id), row.constant_id, row.low, row.high,
            row.objective_low, row.objective_high, row.saved_km_low, row.saved_km_high,
            changed_hubs(row.changes_low, plan, words), changed_hubs(row.changes_high, plan, words),
        )
        for row in plan.sensitivity
    )  # fmt: skip
    return Sheet(words.language.pgettext("name of a sheet", "Sensitivity"), columns, rows)


def _cells(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    names = names_of_sites(plan)
    columns = (
        SheetColumn(gettext("Cell (SWEREF 99 TM, km)"), width=18),
        SheetColumn(gettext("Employees"), Form.WHOLE),
        SheetColumn(gettext("Minutes to the hub"), Form.DECIMAL),
        SheetColumn(gettext("Nearest hub"), width=30),
    )
    rows = tuple(
        (
            cell.id,
            cell.people,
            gettext("no road") if cell.minutes is None else cell.minutes,
            names.get(cell.hub, cell.hub),
        )
        for cell in plan.cells
    )
    return Sheet(words.language.pgettext("name of a sheet", "Cells"), columns, rows)


def _sites(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    columns = (
        SheetColumn(gettext("Place"), width=30), SheetColumn(gettext("Id"), width=12),
        SheetColumn(gettext("Municipality"), width=16), SheetColumn(gettext("Kind"), width=18),
        SheetColumn(gettext("Status"), width=18),
        SheetColumn(gettext("Longitude, WGS 84"), Form.GENERAL, 11),
        SheetColumn(gettext("Latitude, WGS 84"), Form.GENERAL, 11),
    )  # fmt: skip
    rows = tuple(
        (
            site.name, site.site_id, site.municipality, words.kind(site.kind),
            words.status(site.status), site.longitude, site.latitude,
        )
        for site in plan.other_sites
    )  # fmt: skip
    return Sheet(words.language.pgettext("name of a sheet", "Other places"), columns, rows)


def _constants(plan: PublishedPlan, words: PlanWords) -> Sheet:
    gettext = words.language.gettext
    columns = (
        SheetColumn(gettext("Constant"), width=44), SheetColumn(gettext("Id"), width=28),
        SheetColumn(gettext("Value"), Form.GENERAL), SheetColumn(gettext("Low"), Form.GENERAL),
        SheetColumn(gettext("High"), Form.GENERAL), SheetColumn(gettext("Unit"), width=34),
        SheetColumn(gettext("Price year"), width=14), SheetColumn(gettext("How sure"), width=12),
        SheetColumn(gettext("Source"), width=80),
    )  # fmt: skip
    rows = tuple(
        (
            words.constant(row.id), row.id, row.value, row.low, row.high, words.unit(row),
            wording.price_year, wording.confidence, wording.source,
        )
        for row in plan.constants
        for wording in (words.wording(row),)
    )  # fmt: skip
    return Sheet(words.language.pgettext("name of a sheet", "Constants"), columns, rows)


def _figure_columns(words: PlanWords, title: str, form: Form) -> Iterator[SheetColumn]:
    pgettext = words.language.pgettext
    for end in ("", pgettext("end of a range", "low"), pgettext("end of a range", "high")):
        yield SheetColumn(f"{title}, {end}" if end else title, form, 13)


def _travel_columns(words: PlanWords, title: str) -> Iterator[SheetColumn]:
    """Four figures with their ranges, as ``_travel`` writes them."""
    gettext = words.language.gettext
    year = gettext("a year")
    for unit in ("km", gettext("hours"), gettext("SEK"), "kg CO₂e"):
        yield from _figure_columns(words, f"{title}, {unit} {year}", Form.WHOLE)


def _travel(travel: Travel) -> Iterator[Value]:
    for figure in (travel.km, travel.hours, travel.kronor, travel.kg_co2e):
        yield from _three(figure)


def _three(figure: Figure) -> Iterator[Value]:
    yield from (figure.base, figure.low, figure.high)
