"""Asks Kolada for key figures, page by page and a few municipalities at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from typing import Any, Final

from arbetshubb.integrations.fetching import Fetcher, FetchFailed, Json, Rate

KOLADA_RATE: Final = Rate(calls=10, seconds=10.0)
"""Kolada states no rate; this is a guest's manners."""
MOST_MUNICIPALITIES: Final = 20
"""In one call; more are refused by version 3 (found in public code that uses it)."""
PER_PAGE: Final = 5000
_MOST_PAGES: Final = 500


class KoladaClient:
    """Key figures behind one address of Kolada's API."""

    def __init__(self, fetch: Fetcher) -> None:
        self._fetch = fetch

    def key_figures(
        self,
        kpis: Sequence[str],
        municipalities: Sequence[str],
        years: Sequence[int],
        *,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> dict[str, Any]:
        """One document with every value, in the shape of an answer, and the key figures' names.

        Raises:
            FetchFailed: an answer cannot be had, or is of a new shape.
        """
        titles = list(self._pages(f"kpi/{','.join(kpis)}", {}))
        calls = [
            (kpi, some) for kpi in kpis for some in batched(municipalities, MOST_MUNICIPALITIES)
        ]
        values: list[Json] = []
        for number, (kpi, some) in enumerate(calls):
            path = f"data/kpi/{kpi}/municipality/{','.join(some)}/year/{','.join(map(str, years))}"
            values += self._pages(path, {"per_page": str(PER_PAGE)})
            progress((number + 1) / len(calls))
        for item in values:
            if not {"kpi", "municipality", "period", "values"} <= set(item):
                raise self._changed(part="values")
        return {"kpis": titles, "values": values, "count": len(values)}

    def _pages(self, path: str, params: dict[str, str]) -> Iterator[Json]:
        document = self._fetch.get(path, params)
        for _page in range(_MOST_PAGES):
            values = document.get("values", document.get("results"))
            if not isinstance(values, list):
                if "id" in document:  # one key figure is answered without a list around it
                    yield document
                    return
                raise self._changed(part="values")
            yield from values
            after = document.get("next_url") or document.get("next_page")
            if not after:
                return
            document = self._fetch.get(str(after))
        raise self._changed(part="next_url")

    def _changed(self, *, part: str) -> FetchFailed:
        return FetchFailed(code="changed_shape", host=self._fetch.base_url, part=part)
