"""A sentence for everything that can be wrong with a road file: what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arbetshubb.integrations.roads.errors import (
    MatrixColumnsMissing,
    MatrixIdsMissing,
    MatrixNotReadable,
    MatrixValuesWrong,
    RoadError,
    RoadFileMissing,
    RoadNetworkBroken,
)
from arbetshubb.integrations.roads.matrix import COLUMNS

_SHOWN = 5


def sentence(error: RoadError) -> str:  # noqa: PLR0911 - one return a fact
    """What is wrong with the file and what to do, in the language in use."""
    name = error.path.name
    match error:
        case RoadFileMissing():
            return _("There is no road file %(path)s. Check the path.") % {"path": error.path}
        case RoadNetworkBroken(detail=detail):
            return _(
                "%(name)s could not be read as a road network (%(detail)s). "
                "Download the extract again, or choose one that covers the county's roads."
            ) % {"name": name, "detail": detail}
        case MatrixNotReadable():
            return _("%(name)s is not a Parquet file. Save the matrix as Parquet.") % {"name": name}
        case MatrixColumnsMissing(columns=columns):
            return _(
                "%(name)s lacks the columns %(missing)s. It needs %(needed)s: "
                "one row a pair, seconds and metres one way."
            ) % {"name": name, "missing": ", ".join(columns), "needed": ", ".join(COLUMNS)}
        case MatrixIdsMissing(origins=origins, destinations=destinations):
            return _ids_missing(name, origins, destinations)
        case MatrixValuesWrong(rows=rows):
            return ngettext(
                "%(rows)d row of %(name)s has a negative or unreadable value, or repeats a pair. "
                "Correct it.",
                "%(rows)d rows of %(name)s have negative or unreadable values, or repeat a pair. "
                "Correct them.",
                rows,
            ) % {"rows": rows, "name": name}
        case _:
            return _(
                "%(name)s is not a kind of road file that can be used. "
                "Give an OpenStreetMap extract (.osm.pbf) or a travel matrix (.parquet)."
            ) % {"name": name}


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
