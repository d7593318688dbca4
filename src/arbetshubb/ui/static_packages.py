"""Which files of the npm packages the browser gets, and how Django finds them.

Nothing is bundled or copied: the finder serves the named files straight from ``node_modules``,
and ``collectstatic`` takes those and no others (MapLibre's folder alone holds 22 MB).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core import checks
from django.core.files.storage import FileSystemStorage

FILES: Final[dict[str, str]] = {
    "vendor/designsystemet/theme.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "vendor/designsystemet/index.css": "@digdir/designsystemet-css/dist/src/index.css",
    "vendor/designsystemet/index.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "vendor/designsystemet/index.js.map": "@digdir/designsystemet-web/dist/umd/index.js.map",
    "vendor/htmx/htmx.js": "htmx.org/dist/htmx.min.js",
    "vendor/inter/inter.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "vendor/inter/inter-ext.woff2": (
        "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2"
    ),
    "vendor/maplibre/maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "vendor/maplibre/maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "vendor/maplibre/maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "vendor/pmtiles/pmtiles.js": "pmtiles/dist/pmtiles.js",
    "vendor/pmtiles/pmtiles.js.map": "pmtiles/dist/pmtiles.js.map",
}
"""Path under ``STATIC_URL`` -> path under ``node_modules``. A source map is listed where its file
names it, as the manifest storage refuses a file whose neighbour is missing."""


class PackageFinder(BaseFinder):
    """Finds the files of ``FILES`` in ``settings.NODE_MODULES``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        """Look where the settings say, else beside the source tree."""
        default = Path(__file__).resolve().parents[3] / "node_modules"
        self.root = Path(getattr(settings, "NODE_MODULES", default))
        super().__init__(*args, **kwargs)

    def check(self, **_kwargs: Any) -> list[checks.CheckMessage]:
        """Warn when ``npm ci`` has not been run."""
        missing = [source for source in FILES.values() if not (self.root / source).is_file()]
        if not missing:
            return []
        return [
            checks.Warning(
                f"npm packages are missing: {missing[0]}", hint="Run: npm ci", id="ui.W001"
            )
        ]

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002  Django's signature
        """The file behind ``path``, or an empty list as Django expects."""
        source = FILES.get(path)
        if source is None or not (self.root / source).is_file():
            return []
        found = str(self.root / source)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Every file with a storage that opens it by its name in ``FILES``."""
        del ignore_patterns
        storage = _NamedFiles(self.root, FILES)
        return ((name, storage) for name, source in FILES.items() if (self.root / source).is_file())


class _NamedFiles(FileSystemStorage):
    """Opens ``vendor/…`` names where the packages keep them."""

    prefix = ""

    def __init__(self, root: Path, files: dict[str, str]) -> None:
        super().__init__(location=root)
        self._files = files

    def path(self, name: str) -> str:
        return super().path(self._files[name])


def package_files() -> Sequence[str]:
    """The static paths served from npm packages."""
    return tuple(FILES)
