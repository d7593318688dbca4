"""A published hub plan as files: JSON, workbook, map page, Word and PDF."""

from arbetshubb.reports.hubplan.render import FILE_NAMES, FORMATS, UnknownFormat, render
from arbetshubb.reports.hubplan.write import write_outputs

__all__ = ["FILE_NAMES", "FORMATS", "UnknownFormat", "render", "write_outputs"]
