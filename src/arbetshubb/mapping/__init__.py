"""Kartläggning: where people live, how they commute and what it costs. Protected figures only."""
