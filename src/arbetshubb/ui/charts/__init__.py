"""Charts drawn on the server: an SVG in our type and colours, and the table that says the same."""

from arbetshubb.ui.charts.bar import Bar, bars
from arbetshubb.ui.charts.bridge import Pier, Step, bridge
from arbetshubb.ui.charts.chart import Chart
from arbetshubb.ui.charts.lines import LinePoint, line
from arbetshubb.ui.charts.pareto import ScatterPoint, pareto
from arbetshubb.ui.charts.tornado import TornadoRow, tornado

__all__ = [
    "Bar",
    "Chart",
    "LinePoint",
    "Pier",
    "ScatterPoint",
    "Step",
    "TornadoRow",
    "bars",
    "bridge",
    "line",
    "pareto",
    "tornado",
]
