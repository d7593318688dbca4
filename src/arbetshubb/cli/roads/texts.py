"""Everything ``arbetshubb roads`` says, to be translated: help, stages, problems and summaries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from arbetshubb.tables.texts import Sentences

if TYPE_CHECKING:  # help must not wait for the routing engine and numpy
    from arbetshubb.analysis.travel import Calibration, EstimateError
    from arbetshubb.cli.roads.comparing import Compared
    from arbetshubb.cli.roads.writing import Written
    from arbetshubb.integrations.roads.folder import Network
    from arbetshubb.integrations.roads.needs import Needs
    from arbetshubb.reports.number_forms import Numbers

_MEGABYTE: Final = 1_000_000
_MINUTE: Final = 60
_HOURS_FROM: Final = 90

HELP: Final[Mapping[str, str]] = {
    "roads": gettext_noop("build a road network, ask it, and fit the estimate to it"),
    "build": gettext_noop("make a road network of an OpenStreetMap extract"),
    "info": gettext_noop("show what a road network holds"),
    "matrix": gettext_noop("write times and distances between two files of points"),
    "calibrate": gettext_noop("fit the estimate of travel to a road network"),
    "source": gettext_noop("OpenStreetMap extract (.osm.pbf)"),
    "network": gettext_noop(
        "folder made by roads build, an extract (.osm.pbf), or a GTFS zip with --mode transit"
    ),
    "area": gettext_noop(
        "GeoJSON file, or the code of a county (23) or municipality (2380); without it all of it"
    ),
    "build-out": gettext_noop("folder for the network"),
    "modes": gettext_noop("ways of travelling: car, bicycle, foot (default all three)"),
    "buffer-km": gettext_noop("kilometres around the area that come with it (default 20)"),
    "from": gettext_noop("file of points to travel from: id and position, cell or postcode"),
    "to": gettext_noop("file of points to travel to"),
    "mode": gettext_noop("way of travelling: car, bicycle, foot or transit (default car)"),
    "cutoff": gettext_noop("leave out pairs that take more than this many minutes"),
    "matrix-out": gettext_noop("Parquet file to write"),
    "no-way": gettext_noop("CSV file for pairs without a way, with the reason"),
    "postcodes": gettext_noop("file with postcodes and their positions or localities"),
    "depart": gettext_noop("when people leave, for transit (default 06:30-09:00)"),
    "date": gettext_noop("day of the timetable, for transit: 2026-11-24"),
    "trips": gettext_noop("columns with the number of trips and the quickest, for transit"),
    "on-demand": gettext_noop("count trips that must be ordered beforehand, for transit"),
    "distances": gettext_noop("file with known road distances to compare with"),
    "pairs": gettext_noop("how many pairs to measure (default 5000)"),
    "calibrate-out": gettext_noop("JSON file for the result (default calibration.json)"),
    "seed": gettext_noop("makes the sample repeatable (default 0)"),
    "quiet": gettext_noop("no progress"),
    "language": gettext_noop("sv or en (default sv)"),
}

PLACEHOLDERS: Final[Mapping[str, str]] = {
    "file": gettext_noop("FILE"),
    "folder": gettext_noop("FOLDER"),
    "number": gettext_noop("NUMBER"),
    "area": gettext_noop("AREA"),
    "modes": gettext_noop("MODES"),
    "mode": gettext_noop("MODE"),
    "window": gettext_noop("FROM-TO"),
    "date": gettext_noop("DATE"),
}

STAGES: Final[Mapping[str, str]] = {
    "clip": gettext_noop("Cutting out the roads"),
    "extract-car": gettext_noop("Reading roads for cars"),
    "contract-car": gettext_noop("Preparing shortcuts for cars"),
    "extract-bicycle": gettext_noop("Reading roads for bicycles"),
    "contract-bicycle": gettext_noop("Preparing shortcuts for bicycles"),
    "extract-foot": gettext_noop("Reading paths for walkers"),
    "contract-foot": gettext_noop("Preparing shortcuts for walkers"),
    "sampling": gettext_noop("Measuring sample pairs"),
}

SENTENCES: Final[Sentences] = {
    "number_below": (
        gettext_noop("The number must be %(least)s or more."),
        gettext_noop("Write a larger number."),
    ),
    "date_expected": (
        gettext_noop("A day is expected."),
        gettext_noop("Write it as 2026-11-24."),
    ),
    "window_expected": (
        gettext_noop("A time from which and a time to which are expected."),
        gettext_noop("Write them as 06:30-09:00."),
    ),
    "only_for_transit": (
        gettext_noop("The option is for timetables only."),
        gettext_noop("Leave it out, or give --mode transit and a GTFS zip."),
    ),
    "point_twice": (
        gettext_noop("There are two points with this id."),
        gettext_noop("Give each point an id of its own."),
    ),
    "cell_expected": (
        gettext_noop("This is no 1 km cell."),
        gettext_noop("Write it as N7010E482: kilometres north and east in SWEREF 99 TM."),
    ),
    "too_few_ways": (
        gettext_noop("Only %(count)s pairs have a way; that is too few to fit an estimate to."),
        gettext_noop("Raise --pairs, or build a network of a larger area."),
    ),
}


def needs_stated(needs: Needs, *, disk: int, memory: int | None) -> str:
    """What a build takes and what there is, said before it starts."""
    free = _("unknown") if memory is None else _megabytes(memory)
    return _(
        "The build takes at most about %(disk)s of disk (%(free_disk)s free) and %(memory)s of "
        "memory (%(free_memory)s free), and about %(time)s on two processor cores."
    ) % {
        "disk": _megabytes(needs.disk),
        "free_disk": _megabytes(disk),
        "memory": _megabytes(needs.memory),
        "free_memory": free,
        "time": _duration(needs.seconds),
    }


def nothing_to_build(folder: str) -> str:
    """Said when the folder holds the network already."""
    return _("The network in %(folder)s is built already.") % {"folder": folder}


def network_lines(network: Network, folder: Path, numbers: Numbers) -> list[str]:
    """What a network holds."""
    area = _("the whole extract")
    if network.area:
        area = _("%(area)s and %(km)s km around it") % {
            "area": network.area.name,
            "km": numbers.plain(network.area.buffer_km),
        }
    lines = [
        _("Road network in %(folder)s") % {"folder": folder},
        "  " + _("Extract: %(source)s") % {"source": network.source},
        "  " + _("Roads as of: %(date)s") % {"date": network.date or _("the extract does not say")},
        "  " + _("Area: %(area)s") % {"area": area},
        "  " + _("Roads and paths: %(count)s") % {"count": numbers.whole(network.roads)},
        "  " + _("Fingerprint: %(fingerprint)s") % {"fingerprint": network.fingerprint},
        "  "
        + _("Built: %(built)s by OSRM %(engine)s")
        % {"built": network.built, "engine": network.engine},
    ]
    lines += [
        "  "
        + _("%(mode)s: %(pieces)s pieces of road, prepared in %(time)s")
        % {
            "mode": mode,
            "pieces": numbers.whole(built.pieces),
            "time": _duration(built.seconds),
        }
        for mode, built in network.modes.items()
    ]
    return lines


def matrix_lines(written: Written, out: Path, no_way: Path | None, numbers: Numbers) -> list[str]:
    """What was measured and written."""
    from arbetshubb.analysis.travel import NoWay  # noqa: PLC0415 - numpy

    reasons = {
        NoWay.FAR_FROM_ROAD: _("too far from a road or stop: %(count)s"),
        NoWay.OTHER_COMPONENT: _("nothing joins them: %(count)s"),
        NoWay.BEYOND_CUTOFF: _("longer than asked for: %(count)s"),
    }
    lines = [
        _("Pairs: %(pairs)s, with a way: %(ways)s")
        % {"pairs": numbers.whole(written.pairs), "ways": numbers.whole(written.ways)}
    ]
    lines += [
        "  " + text % {"count": numbers.whole(written.no_way[reason])}
        for reason, text in reasons.items()
    ]
    lines.append(_("Source: %(source)s") % {"source": written.source})
    names = ", ".join(str(path.name) for path in (out, no_way) if path)
    lines.append(_("Written to %(folder)s: %(names)s") % {"folder": out.parent, "names": names})
    return lines


def calibration_lines(fitted: Calibration, out: Path, numbers: Numbers) -> list[str]:
    """The fitted estimate beside the stated one, and how wrong it is."""
    from arbetshubb.analysis.travel import DEFAULT_CALIBRATION  # noqa: PLC0415 - numpy

    rows = [
        (_("Kilometres by road for each in a straight line"), "factor", 2),
        (_("Minutes to start and stop"), "start_minutes", 1),
        (_("Highest speed, km/h"), "top_speed", 1),
        (_("Lost on short ways, km/h"), "speed_lost_near", 1),
        (_("Kilometres until the speed rises"), "speed_reach_km", 1),
    ]
    lines = [_("Fitted to %(source)s") % {"source": fitted.source}]
    for text, name, places in rows:
        values = {
            "text": text,
            "fitted": numbers.decimal(getattr(fitted, name), places),
            "stated": numbers.decimal(getattr(DEFAULT_CALIBRATION, name), places),
        }
        lines.append("  " + _("%(text)s: %(fitted)s (stated: %(stated)s)") % values)
    lines += _error_lines(fitted.km_error, _("Error in km"), numbers)
    lines += _error_lines(fitted.minutes_error, _("Error in minutes"), numbers)
    lines.append(_("Written to %(folder)s: %(names)s") % {"folder": out.parent, "names": out.name})
    return lines


def _error_lines(error: EstimateError | None, what: str, numbers: Numbers) -> list[str]:
    if error is None:
        return []
    return [
        "  "
        + _("%(what)s: median %(median)s, 90 %% of pairs within %(p90)s (%(pairs)s pairs)")
        % {
            "what": what,
            "median": numbers.percent(error.median, 1),
            "p90": numbers.percent(error.p90, 1),
            "pairs": numbers.whole(error.pairs),
        }
    ]


def comparison_lines(compared: Compared, numbers: Numbers) -> list[str]:
    """Known distances beside the network's."""
    lines = [_("Known distances: %(count)s compared") % {"count": len(compared.inside)}]
    if compared.inside:
        lines.append(
            "  "
            + _("Median difference: %(share)s")
            % {"share": numbers.percent(compared.median_error, 1)}
        )
    for row, km, error in zip(compared.inside, compared.measured_km, compared.errors, strict=True):
        values = {
            "start": row.start,
            "end": row.end,
            "known": numbers.plain(row.km),
            "measured": numbers.decimal(km, 1),
            "difference": numbers.decimal(100 * error, 1),
        }
        text = _(
            "%(start)s–%(end)s: known %(known)s km, network %(measured)s km (%(difference)s %%)"
        )
        lines.append("  " + text % values)
    for heading, rows in (
        (_("Outside the network: %(count)s"), compared.outside),
        (_("Not joined by road in the network: %(count)s"), compared.apart),
    ):
        if rows:
            names = ", ".join(row.end for row in rows)
            lines.append(f"{heading % {'count': len(rows)}}: {names}")
    return lines


def _megabytes(size: int) -> str:
    return _("%(count)s MB") % {"count": f"{size / _MEGABYTE:.0f}"}


def _duration(seconds: float) -> str:
    if seconds < _HOURS_FROM:
        return _("%(count)s s") % {"count": f"{seconds:.0f}"}
    return _("%(count)s min") % {"count": f"{seconds / _MINUTE:.0f}"}
