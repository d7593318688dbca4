"""A sentence for everything that can be wrong with a timetable: what, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from arbetshubb.integrations.gtfs import errors


def sentence(error: errors.TimetableError) -> str:
    """What is wrong with the timetable and what to do, in the language in use."""
    name = error.path.name
    match error:
        case errors.TimetableMissing():
            return _("There is no timetable %(path)s. Check the path.") % {"path": error.path}
        case errors.NotATimetable(missing=missing) if missing:
            return _(
                "%(name)s is not a timetable in GTFS: it lacks %(missing)s. Give the zip file as "
                "the transport authority publishes it."
            ) % {"name": name, "missing": ", ".join(missing)}
        case errors.NoServiceOnDate(date=date, first=first, last=last):
            return _(
                "Nothing runs on %(date)s in %(name)s. It has trips between %(first)s and "
                "%(last)s: choose an ordinary weekday among them."
            ) % {"name": name, "date": date, "first": first, "last": last}
        case errors.TimetableEngineChanged(installed=installed, expected=expected):
            return _(
                "Version %(installed)s of the timetable engine cafein is installed, and version "
                "%(expected)s is needed. Install Arbetshubb's own requirements again."
            ) % {"installed": installed, "expected": expected}
        case errors.NotATimetable(detail=detail):
            return _(
                "%(name)s cannot be read as a timetable in GTFS (%(detail)s). Download it again."
            ) % {"name": name, "detail": detail}
        case _:
            return _("%(name)s cannot be used as a timetable.") % {"name": name}
