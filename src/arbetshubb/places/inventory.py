"""What keeping an inventory of places demands: a digest, differences, a free id. Pure.

Reading a file of places is in ``rules.py``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any, Final

from arbetshubb.analysis.places import Site, SiteKind, SiteStatus, Sweref
from arbetshubb.tables.problems import Problem, Severity

LONGEST_ID: Final = 60
LARGEST_ATTRIBUTE: Final = 60

# A position that moved by less than this was only rounded on its way through a file.
SAME_PLACE_METRES: Final = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """One fact about a place that a file says otherwise."""

    field: str
    before: Any  # Any: text, number or None, as in Site
    after: Any


@dataclass(frozen=True, slots=True)
class ChangedSite:
    """A place that is in the inventory and in the file, with what differs."""

    before: Site
    after: Site
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SitesDiff:
    """What a file would do to the inventory. ``missing`` places are left as they are."""

    new: tuple[Site, ...]
    changed: tuple[ChangedSite, ...]
    unchanged: tuple[Site, ...]
    missing: tuple[Site, ...]

    @property
    def is_empty(self) -> bool:
        """Whether applying would change nothing."""
        return not self.new and not self.changed


def diff_sites(current: Sequence[Site], wanted: Sequence[Site]) -> SitesDiff:
    """What turns ``current`` into what the file says, by ``site_id``; O(places)."""
    now = {site.site_id: site for site in current}
    named = {site.site_id for site in wanted}
    pairs = [(now[site.site_id], site) for site in wanted if site.site_id in now]
    compared = [ChangedSite(old, new, changes_between(old, new)) for old, new in pairs]
    return SitesDiff(
        new=tuple(site for site in wanted if site.site_id not in now),
        changed=tuple(row for row in compared if row.changes),
        unchanged=tuple(row.before for row in compared if not row.changes),
        missing=tuple(site for site in current if site.site_id not in named),
    )


def with_changes(diff: SitesDiff, changes: Mapping[str, tuple[Change, ...]]) -> SitesDiff:
    """The same with further changes of places that exist, by ``site_id``."""
    wanted = {row.after.site_id: row for row in diff.changed}
    same = {site.site_id: site for site in diff.unchanged}
    for site_id, found in changes.items():
        if site_id in wanted:
            row = wanted[site_id]
            wanted[site_id] = replace(row, changes=(*row.changes, *found))
        elif site_id in same:
            site = same.pop(site_id)
            wanted[site_id] = ChangedSite(site, site, found)
    return replace(diff, changed=tuple(wanted.values()), unchanged=tuple(same.values()))


def changes_between(before: Site, after: Site) -> tuple[Change, ...]:
    """The facts that differ; ``None`` and ``""`` in a file mean that it does not say."""
    return tuple(
        Change(field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(Site)
        if _differs(getattr(before, field.name), getattr(after, field.name))
    )


def digest(sites: Iterable[Site], details: Mapping[str, object] | None = None) -> str:
    """A short hash of an inventory: two people changing it at once see different ones."""
    rows = sorted(repr(site) for site in sites)
    rows += [f"{site_id} {_settled(kept)}" for site_id, kept in sorted((details or {}).items())]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def site_to_json(site: Site) -> dict[str, Any]:
    """Plain values that ``site_from_json`` reads back."""
    return asdict(site)


def site_from_json(values: Mapping[str, Any]) -> Site:
    """The site kept as plain values."""
    position = Sweref(values["position"]["north"], values["position"]["east"])
    kind, status = SiteKind(values["kind"]), SiteStatus(values["status"])
    return Site(**{**values, "position": position, "kind": kind, "status": status})


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Plain values that ``problem_from_json`` reads back."""
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "params": dict(problem.params),
        "severity": problem.severity.value,
    }


def problem_from_json(values: Mapping[str, Any]) -> Problem:
    """The problem kept as plain values."""
    return Problem(**{**values, "severity": Severity(values["severity"])})


def free_site_id(name: str, taken: Collection[str]) -> str:
    """A readable id for a new place, ``fjallhubben`` or ``fjallhubben-2``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: LONGEST_ID - 4] or "place"
    number, site_id = 1, base
    while site_id in taken:
        number += 1
        site_id = f"{base}-{number}"
    return site_id


def attributes_in(text: str) -> list[str]:
    """The words of a comma- or line-separated list, each once, in the order given."""
    words = (" ".join(word.split()) for word in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(word[:LARGEST_ATTRIBUTE] for word in words if word))


def _differs(before: object, after: object) -> bool:
    if after is None or after == "":
        return False
    if isinstance(before, Sweref) and isinstance(after, Sweref):
        moved = abs(before.north - after.north), abs(before.east - after.east)
        return max(moved) >= SAME_PLACE_METRES
    return before != after


def _settled(value: object) -> str:
    """A text that is the same in every process: sets have no order of their own."""
    if isinstance(value, frozenset):
        return str(sorted(_settled(each) for each in value))
    if is_dataclass(value):
        return str([(each.name, _settled(getattr(value, each.name))) for each in fields(value)])
    return repr(value)
