"""Makes TrueType files of Inter for documents and charts: ``python -m arbetshubb.ui.build_fonts``.

The npm package ``inter-ui`` holds the whole typeface as woff2, which word processors, WeasyPrint's
and vl-convert's text shapers cannot read. The files go to ``build/fonts`` of the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # no stubs

ROOT: Final = Path(__file__).resolve().parents[3]
FONTS: Final = ROOT / "build" / "fonts"
PACKAGE: Final = ROOT / "node_modules" / "inter-ui" / "web"
STYLES: Final = ("Regular", "Italic", "Medium", "SemiBold", "SemiBoldItalic", "Bold")


def build_fonts(package: Path = PACKAGE, target: Path = FONTS) -> list[Path]:
    """The written files; one that is newer than its source is left as it is.

    Raises:
        FileNotFoundError: ``npm ci`` has not been run.
    """
    target.mkdir(parents=True, exist_ok=True)
    return [_converted(package / f"Inter-{style}.woff2", target) for style in STYLES]


def _converted(source: Path, target: Path) -> Path:
    made = target / f"{source.stem}.ttf"
    if made.is_file() and made.stat().st_mtime >= source.stat().st_mtime:
        return made
    with TTFont(source) as font:
        font.flavor = None
        font.save(made)
    return made


def main() -> int:
    """Build, and say where."""
    try:
        made = build_fonts()
    except FileNotFoundError as missing:
        sys.stderr.write(f"{missing.filename} is missing. Run: npm ci\n")
        return 1
    sys.stdout.write(f"{len(made)} fonts in {made[0].parent}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
