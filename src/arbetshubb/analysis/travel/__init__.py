"""How long it takes from homes to sites: matrices, engines, estimates and known ways.

A real road network plugs in through ``Router`` (integrations/roads); no file is read here.
"""

from __future__ import annotations

from arbetshubb.analysis.travel.calibration import (
    DEFAULT_CALIBRATION,
    DETOUR_FACTOR,
    Calibration,
    EstimateError,
    minutes_by_road,
)
from arbetshubb.analysis.travel.estimate import (
    EstimateRouter,
    EstimateSource,
    estimate_source,
    straight_km,
)
from arbetshubb.analysis.travel.fitting import calibrate
from arbetshubb.analysis.travel.graph import RoadGraph
from arbetshubb.analysis.travel.graph_router import GraphRouter
from arbetshubb.analysis.travel.known import KnownWay, with_known
from arbetshubb.analysis.travel.known_source import KnownWays, known_ways_in
from arbetshubb.analysis.travel.matrix import (
    NoWay,
    Quality,
    TravelMatrix,
    UInt8Array,
    nearest_of,
    way_to,
)
from arbetshubb.analysis.travel.planning import TravelPlan, plan_travel
from arbetshubb.analysis.travel.router import Route, RouteFinder, Router
from arbetshubb.analysis.travel.sparse import SiteColumn, SparseTravel, side_by_side
from arbetshubb.analysis.travel.table import TableRouter, TravelTable, matrix_from_table
from arbetshubb.analysis.travel.within import (
    Apply,
    BlockOfSites,
    SparseRouter,
    TravelCancelled,
    WaysFrom,
    travel_within,
    ways_from,
)

__all__ = [
    "DEFAULT_CALIBRATION",
    "DETOUR_FACTOR",
    "Apply",
    "BlockOfSites",
    "Calibration",
    "EstimateError",
    "EstimateRouter",
    "EstimateSource",
    "GraphRouter",
    "KnownWay",
    "KnownWays",
    "NoWay",
    "Quality",
    "RoadGraph",
    "Route",
    "RouteFinder",
    "Router",
    "SiteColumn",
    "SparseRouter",
    "SparseTravel",
    "TableRouter",
    "TravelCancelled",
    "TravelMatrix",
    "TravelPlan",
    "TravelTable",
    "UInt8Array",
    "WaysFrom",
    "calibrate",
    "estimate_source",
    "known_ways_in",
    "matrix_from_table",
    "minutes_by_road",
    "nearest_of",
    "plan_travel",
    "side_by_side",
    "straight_km",
    "travel_within",
    "way_to",
    "ways_from",
    "with_known",
]
