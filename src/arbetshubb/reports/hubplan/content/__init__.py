"""What the report of a hub plan says, chapter by chapter; the same for DOCX and PDF."""

from arbetshubb.reports.hubplan.content.report import report_of

__all__ = ["report_of"]
