"""Reads a file of published statistics; what it is, is seen from its content."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from arbetshubb.statistics.rules import kolada
from arbetshubb.statistics.rules.cube import Cube, NotThatShape
from arbetshubb.statistics.rules.grid import Columns, figures_from_grid, is_grid
from arbetshubb.statistics.rules.jsonstat import (
    cube_from_json_stat,
    cube_from_px_json,
    is_json_stat,
    is_px_json,
)
from arbetshubb.statistics.rules.kinds import RKA, About, Kind, StatisticsRead
from arbetshubb.statistics.rules.px_csv import cube_from_csv, is_px_csv
from arbetshubb.statistics.rules.shapes import figures_from, kind_of
from arbetshubb.tables.problems import Problem, UnreadableFile
from arbetshubb.tables.reading import MAX_BYTES, read_table
from arbetshubb.tables.table import Table

_GEOPACKAGE: Final = b"SQLite format 3\x00"
_ZIP: Final = b"PK\x03\x04"
_INSIDE: Final = (".gpkg", ".json", ".geojson", ".csv")
_MOST_UNPACKED: Final = 400_000_000


def read_statistics(content: bytes, *, name: str) -> StatisticsRead:
    """The statistics in a file. What is wrong with it is among ``problems``."""
    try:
        return _read(content, name)
    except UnreadableFile as error:
        return _refused(error.as_problem(name))
    except NotThatShape as error:
        return _refused(Problem(name, 1, "", "", error.code, params=error.params))


def _read(content: bytes, name: str) -> StatisticsRead:
    if len(content) > MAX_BYTES:
        raise UnreadableFile(code="file_too_large", params={"limit": f"{MAX_BYTES // 1_000_000}"})
    if content.startswith(_ZIP):
        inner = _unpacked(content)
        if inner is not None:
            return _read_plain(*inner)
    return _read_plain(content, name)


def _read_plain(content: bytes, name: str) -> StatisticsRead:
    if content.startswith(_GEOPACKAGE):
        return _grid(_geopackage_columns(content, name))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _json(content, name)
    return _table(read_table(_without_title(content), name=name), content)


def _json(content: bytes, name: str) -> StatisticsRead:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotThatShape(code="json_broken") from error
    if isinstance(document, list):
        document = {"pages": document}
    if is_json_stat(document):
        return _cube(cube_from_json_stat(document))
    if is_px_json(document):
        return _cube(cube_from_px_json(document))
    if kolada.is_kolada(document):
        figures = kolada.figures_from_json(document)
        return StatisticsRead(Kind.KEY_FIGURES, figures, About(publisher=RKA), ())
    if isinstance(document.get("features"), list):
        return _grid(_feature_columns(document["features"], name))
    raise NotThatShape(code="json_unknown")


def _table(table: Table, content: bytes) -> StatisticsRead:
    if is_grid(table.columns):
        by_name = {
            column: [row.values[index] for row in table.rows]
            for index, column in enumerate(table.columns)
        }
        return _grid(Columns(table.name, by_name, first_row=table.header_row + 1))
    if kolada.is_kolada_csv(table):
        figures, problems = kolada.figures_from_csv(table)
        kept = figures if len(figures) else None
        return StatisticsRead(Kind.KEY_FIGURES, kept, About(publisher=RKA), tuple(problems))
    if is_px_csv(table):
        cube, wrong = cube_from_csv(table, About(title=_title(content)))
        return _cube(cube, wrong)
    raise NotThatShape(code="table_unknown", found=", ".join(table.columns[:8]))


def _cube(cube: Cube, problems: tuple[Problem, ...] = ()) -> StatisticsRead:
    kind = kind_of(cube)
    figures = figures_from(cube, kind)
    if not len(figures):
        raise NotThatShape(code="no_figures")
    return StatisticsRead(kind, figures, cube.about, problems)


def _grid(columns: Columns) -> StatisticsRead:
    figures, problems = figures_from_grid(columns)
    if not len(figures):
        if problems:
            return StatisticsRead(Kind.POPULATION_CELLS, None, About(), tuple(problems))
        raise NotThatShape(code="no_figures")
    about = About(is_adjusted=True)
    return StatisticsRead(Kind.POPULATION_CELLS, figures, about, tuple(problems))


def _unpacked(content: bytes) -> tuple[bytes, str] | None:
    """The one file of statistics in an archive; ``None`` when it is a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [each for each in archive.infolist() if each.filename.lower().endswith(_INSIDE)]
            if any(each.filename.startswith("xl/") for each in archive.infolist()):
                return None
            if len(names) != 1:
                raise NotThatShape(code="zip_contents", count=str(len(names)))
            if names[0].file_size > _MOST_UNPACKED:
                raise UnreadableFile(
                    code="file_too_large", params={"limit": f"{_MOST_UNPACKED // 1_000_000}"}
                )
            return archive.read(names[0]), Path(names[0].filename).name
    except zipfile.BadZipFile as error:
        raise NotThatShape(code="zip_broken") from error


def _geopackage_columns(content: bytes, name: str) -> Columns:
    import pyogrio.raw  # noqa: PLC0415 - GDAL takes its time to load, and only this needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # bytes have no file extension
            layer = str(pyogrio.list_layers(content)[0][0])
            meta, _ids, _shapes, data = pyogrio.raw.read(content, layer=layer, read_geometry=False)
    except Exception as error:  # GDAL's own, of many classes: the file is broken
        raise NotThatShape(code="geopackage_broken") from error
    names = [str(field) for field in meta["fields"]]
    if not is_grid(names):
        raise NotThatShape(code="table_unknown", found=", ".join(names[:8]))
    by_name = {field: column.tolist() for field, column in zip(names, data, strict=True)}
    return Columns(f"{name} {layer}", by_name, first_row=1)


def _feature_columns(features: Sequence[Any], name: str) -> Columns:
    """The properties of GeoJSON features, as Statistics Sweden's WFS gives them."""
    rows = [each.get("properties") or {} for each in features if isinstance(each, dict)]
    names = list(dict.fromkeys(key for row in rows[:1] for key in row))
    if not is_grid(names):
        raise NotThatShape(code="table_unknown", found=", ".join(map(str, names[:8])))
    return Columns(name, {key: [row.get(key) for row in rows] for key in names}, first_row=1)


def _without_title(content: bytes) -> bytes:
    """Rows of a title before the header made empty, so that rows keep their numbers."""
    lines = content.split(b"\n")
    header = next((place for place, line in enumerate(lines[:10]) if _is_header(line)), 0)
    return b"\n".join([b""] * header + lines[header:]) if header else content


def _is_header(line: bytes) -> bool:
    cells = [cell.strip(b'" \r\t') for cell in line.replace(b"\t", b";").split(b";")]
    if len([cell for cell in cells if cell]) > 1:
        return True
    # With commas for delimiters a title may have commas too, inside its quotation marks.
    return b'","' in line or (line.count(b",") > 1 and b'"' not in line)


def _title(content: bytes) -> str:
    """The line above the header, when there is one."""
    if _without_title(content) is content or content.startswith(_ZIP):
        return ""
    first = content.split(b"\n", 1)[0]
    try:
        text = first.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = first.decode("cp1252", errors="replace")
    return text.strip('"; \r\t')[:200]


def _refused(problem: Problem) -> StatisticsRead:
    return StatisticsRead(None, None, About(), (problem,))
