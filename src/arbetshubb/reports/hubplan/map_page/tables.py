"""The tables under the map: everything that the map says, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from arbetshubb.analysis.hubplan.published import PublishedPlan
from arbetshubb.reports.hubplan.words import PlanWords, names_of_sites


def tables_of(plan: PublishedPlan, words: PlanWords) -> str:
    """Municipalities and hubs; the longer tables folded."""
    return (
        _municipalities(plan, words)
        + _hubs(plan, words)
        + _sites(plan, words)
        + _cells(plan, words)
    )


def _municipalities(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    names = names_of_sites(plan)
    columns = (
        gettext("Municipality"),
        gettext("Employees"),
        gettext("Reach today"),
        gettext("Reach with the plan"),
        gettext("Hubs"),
    )
    rows = (
        (
            row.name,
            words.count(row.employees),
            words.share(row.reach_share_today),
            words.share(row.reach_share_plan),
            ", ".join(names.get(hub, hub) for hub in row.hubs) or "–",
        )
        for row in plan.municipalities
    )
    return _table(gettext("Municipalities"), columns, rows, numbers=(1, 2, 3))


def _hubs(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    columns = (
        gettext("Hub"),
        gettext("Municipality"),
        gettext("Status"),
        gettext("Seats"),
        gettext("Members (range)"),
        gettext("SEK a year"),
    )
    rows = (
        (
            hub.name,
            hub.municipality,
            words.existing_or_new(hub),
            words.numbers.whole(hub.seats),
            words.with_range(hub.members),
            words.base(hub.cost),
        )
        for hub in plan.hubs
    )
    return _table(gettext("Hubs"), columns, rows, numbers=(3, 4, 5))


def _sites(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    title = gettext("Other places")
    columns = (gettext("Place"), gettext("Municipality"), gettext("Kind"), gettext("Status"))
    rows = (
        (site.name, site.municipality, words.kind(site.kind), words.status(site.status))
        for site in plan.other_sites
    )
    return _folded(plan.other_sites, _table(title, columns, rows), title)


def _cells(plan: PublishedPlan, words: PlanWords) -> str:
    gettext = words.language.gettext
    names = names_of_sites(plan)
    columns = (
        gettext("Cell (SWEREF 99 TM, km)"),
        gettext("Employees"),
        gettext("Minutes to the hub"),
        gettext("Nearest hub"),
    )
    rows = (
        (
            cell.id,
            words.numbers.whole(cell.people),
            "–" if cell.minutes is None else words.numbers.whole(cell.minutes),
            names.get(cell.hub, cell.hub) or "–",
        )
        for cell in plan.cells
    )
    caption = gettext("1 km cells with at least {limit} employees", limit=plan.disclosure_limit)
    return _folded(plan.cells, _table(caption, columns, rows, numbers=(1, 2)), gettext("Cells"))


def _folded(rows: tuple[object, ...], table: str, title: str) -> str:
    """Long tables are shut until someone opens them; paper shows them all."""
    return f"<details><summary>{escape(title)} ({len(rows)})</summary>{table}</details>"


def _table(
    caption: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    *,
    numbers: tuple[int, ...] = (),
) -> str:
    def kind(index: int) -> str:
        return ' class="number"' if index in numbers else ""

    head = "".join(
        f'<th scope="col"{kind(index)}>{escape(title)}</th>' for index, title in enumerate(columns)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{kind(index)}>{escape(text)}</td>" for index, text in enumerate(row[1:], 1))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
