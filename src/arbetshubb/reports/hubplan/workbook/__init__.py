"""The plan's figures as a spreadsheet: exact numbers, one subject a sheet."""

from arbetshubb.reports.hubplan.workbook.book import workbook_of

__all__ = ["workbook_of"]
