"""Decisions of the room without a database: numbers of decisions, choices, rows of a check."""
