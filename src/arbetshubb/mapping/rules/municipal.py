"""What can be said of each municipality: its row, its column and its part of protected tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.analysis.hubplan.published import Count, FlowOut, Travel
from arbetshubb.mapping.rules.draw import HIDDEN_TRAVEL
from arbetshubb.mapping.rules.ground import Ground, WorkSide
from arbetshubb.mapping.rules.picture import HomeSquare, Picture, Workplace


@dataclass(frozen=True, slots=True)
class MunicipalTables:
    """What the picture of everybody does not hold; ``None`` is hidden.

    ``distances[home municipality][distance class]`` people, and how many work in each municipality.
    """

    distances: Mapping[str, Mapping[str, Count]]
    workers: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class MunicipalPicture:
    """Those who live in one municipality, and those who work there.

    Attributes:
        residents: a year of commuting for those who live there.
        workers: how many work there, wherever they live.
        distances: residents by distance class, every class in its order.
        outward: flows from there, the one within it included; ``inward``: flows to there from
            elsewhere. Pairs without anybody are left out.
        squares, workplaces: those in the municipality.
    """

    name: str
    residents: Travel
    workers: Count
    distances: Mapping[str, Count]
    outward: tuple[FlowOut, ...]
    inward: tuple[FlowOut, ...]
    squares: tuple[HomeSquare, ...]
    workplaces: tuple[Workplace, ...]


def municipal_tables(ground: Ground, work: WorkSide) -> MunicipalTables:
    """The table of homes and distances, protected as a whole, and the work side's totals."""
    workers = np.bincount(work.group.code, minlength=len(work.group.keys)).tolist()
    return MunicipalTables(
        distances=_distances(ground),
        workers={
            name: None if is_hidden else count
            for name, is_hidden, count in zip(work.group.keys, work.hidden, workers, strict=True)
        },
    )


def municipal_pictures(
    picture: Picture, tables: MunicipalTables, names: Iterable[str]
) -> tuple[MunicipalPicture, ...]:
    """One picture for each of ``names``, all with the same content in the same order."""
    travel = {row.key: row.travel for row in picture.rows.get(Breakdown.MUNICIPALITY, ())}
    return tuple(
        MunicipalPicture(
            name=name,
            residents=travel.get(name, HIDDEN_TRAVEL),
            workers=tables.workers.get(name, 0),
            distances=tables.distances.get(name, {}),
            outward=_largest_first(flow for flow in picture.flows if flow.home == name),
            inward=_largest_first(
                flow for flow in picture.flows if flow.work == name and flow.home != name
            ),
            squares=tuple(each for each in picture.squares if each.municipality == name),
            workplaces=tuple(each for each in picture.workplaces if each.site.municipality == name),
        )
        for name in names
    )


def _largest_first(flows: Iterable[FlowOut]) -> tuple[FlowOut, ...]:
    return tuple(sorted(flows, key=lambda flow: (-(flow.people or 0), flow.home, flow.work)))


def _distances(ground: Ground) -> dict[str, dict[str, Count]]:
    homes, classes = ground.groups[Breakdown.MUNICIPALITY], ground.groups[Breakdown.DISTANCE]
    hidden = ground.hidden_between(Breakdown.MUNICIPALITY, Breakdown.DISTANCE)
    counts = np.zeros(hidden.shape, dtype=np.int64)
    np.add.at(counts, (homes.code, classes.code), 1)
    return {
        home: {
            key: None if hidden[row, column] else int(counts[row, column])
            for column, key in enumerate(classes.keys)
        }
        for row, home in enumerate(homes.keys)
    }
