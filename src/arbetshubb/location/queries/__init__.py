"""Reads staff, places, statistics and distances for the room, and keeps what was reckoned."""
