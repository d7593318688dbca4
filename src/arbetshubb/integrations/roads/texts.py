"""A sentence for everything that can be wrong with a road file: what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.integrations.roads import errors
from arbetshubb.integrations.roads.matrix import COLUMNS
from arbetshubb.integrations.roads.needs import MEGABYTE

_SHOWN = 5


def sentence(error: errors.RoadError) -> str:
    """What is wrong with the file or folder and what to do, in the language in use."""
    said = _of_build(error) or _of_folder(error) or _of_file(error)
    return said or _(
        "%(name)s is not a kind of road file that can be used. Give a folder made by "
        "“arbetshubb roads build”, an OpenStreetMap extract (.osm.pbf) or a travel matrix "
        "(.parquet)."
    ) % {"name": error.path.name}


def _of_build(error: errors.RoadError) -> str:
    """What can be wrong when a network is built; empty for everything else."""
    match error:
        case errors.AreaNotUsable(area=area):
            return _(
                "“%(area)s” is no area. Give a GeoJSON file with polygons in degrees (WGS 84), the "
                "two digits of a county or the four of a municipality."
            ) % {"area": area}
        case errors.AreaTooSmall(area=area, km2=km2):
            return _(
                "The area “%(area)s” covers only %(km2)s km². Choose a larger one, or a larger "
                "--buffer-km."
            ) % {"area": area, "km2": f"{km2:.2f}"}
        case errors.NoRoadsInArea():
            return _(
                "There is no road in %(name)s within the area. Choose an extract that covers the "
                "area, or another area."
            ) % {"name": error.path.name}
        case errors.NotEnoughDisk(needed=needed, free=free):
            return _(
                "The network would take about %(needed)s MB of disk, and %(free)s MB are free at "
                "%(path)s. Choose another folder, fewer modes or a smaller area, or free some disk."
            ) % {"path": error.path, "needed": _megabytes(needed), "free": _megabytes(free)}
        case errors.NotEnoughMemory(needed=needed, free=free):
            return _(
                "Building from %(name)s would take about %(needed)s MB of memory, and %(free)s MB "
                "are free. Choose a smaller extract or area, end other programs, or build on a "
                "larger computer and copy the folder here."
            ) % {"name": error.path.name, "needed": _megabytes(needed), "free": _megabytes(free)}
        case _:
            return ""


def _of_folder(error: errors.RoadError) -> str:  # noqa: PLR0911 - one return a fact
    """What can be wrong with a network's folder; empty for everything else."""
    path = {"path": error.path}
    match error:
        case errors.NetworkBusy():
            return (
                _(
                    "Somebody else is building a network in %(path)s. Wait until it is done, or "
                    "choose another folder."
                )
                % path
            )
        case errors.NotANetwork(found=found) if found:
            return _(
                "%(path)s holds other things than a road network, such as %(found)s. Choose a new "
                "folder."
            ) % {**path, "found": found}
        case errors.NotANetwork():
            return (
                _(
                    "%(path)s is not a road network. Make one with “arbetshubb roads build”, or "
                    "choose another folder."
                )
                % path
            )
        case errors.OtherNetwork():
            return (
                _(
                    "%(path)s holds a network of another extract or another area. Choose a new "
                    "folder, or remove this one first."
                )
                % path
            )
        case errors.NetworkUnfinished():
            return (
                _(
                    "The network in %(path)s is not finished. Give the same "
                    "“arbetshubb roads build” once more; it goes on where it stopped."
                )
                % path
            )
        case errors.NetworkDamaged(file=file):
            return _(
                "The network in %(path)s is damaged: %(file)s is missing or changed. Remove the "
                "folder and build it again."
            ) % {**path, "file": file}
        case errors.NetworkOfOtherVersion(built=built, installed=installed):
            return _(
                "The network in %(path)s was built by version %(built)s of the road engine, and "
                "version %(installed)s is installed. Build it again in a new folder."
            ) % {**path, "built": built, "installed": installed}
        case errors.ModeMissing(mode=mode, modes=modes):
            return _(
                "The network in %(path)s has no roads for %(mode)s, only for %(modes)s. Build it "
                "with “arbetshubb roads build --modes”."
            ) % {**path, "mode": mode, "modes": ", ".join(modes)}
        case _:
            return ""


def _of_file(error: errors.RoadError) -> str:  # noqa: PLR0911 - one return a fact
    """What can be wrong with an extract or a matrix; empty for everything else."""
    name = error.path.name
    match error:
        case errors.RoadFileMissing():
            return _("There is no road file %(path)s. Check the path.") % {"path": error.path}
        case errors.RoadNetworkBroken(detail=detail):
            return _(
                "%(name)s could not be read as a road network (%(detail)s). "
                "Download the extract again, or choose one that covers the county's roads."
            ) % {"name": name, "detail": detail}
        case errors.CalibrationBroken():
            return _("%(name)s is no calibration. Make one with “arbetshubb roads calibrate”.") % {
                "name": name
            }
        case errors.MatrixNotReadable():
            return _("%(name)s is not a Parquet file. Save the matrix as Parquet.") % {"name": name}
        case errors.MatrixColumnsMissing(columns=columns):
            return _(
                "%(name)s lacks the columns %(missing)s. It needs %(needed)s: "
                "one row a pair, seconds and metres one way."
            ) % {"name": name, "missing": ", ".join(columns), "needed": ", ".join(COLUMNS)}
        case errors.MatrixIdsMissing(origins=origins, destinations=destinations):
            return _ids_missing(name, origins, destinations)
        case errors.MatrixValuesWrong(rows=rows):
            return ngettext(
                "%(rows)d row of %(name)s has a negative or unreadable value, or repeats a pair. "
                "Correct it.",
                "%(rows)d rows of %(name)s have negative or unreadable values, or repeat a pair. "
                "Correct them.",
                rows,
            ) % {"rows": rows, "name": name}
        case _:
            return ""


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f}"


def _ids_missing(name: str, origins: Sequence[str], destinations: Sequence[str]) -> str:
    lines = []
    if origins:
        lines.append(
            _("%(name)s has no travel from %(ids)s.") % {"name": name, "ids": _listed(origins)}
        )
    if destinations:
        lines.append(
            _("%(name)s has no travel to %(ids)s.") % {"name": name, "ids": _listed(destinations)}
        )
    lines.append(_("Add rows for them: cell ids such as N7010E482 for homes, site ids for sites."))
    return " ".join(lines)


def _listed(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:_SHOWN])
    more = len(ids) - _SHOWN
    if more <= 0:
        return shown
    return ngettext("%(ids)s and %(more)d more", "%(ids)s and %(more)d more", more) % {
        "ids": shown,
        "more": more,
    }
