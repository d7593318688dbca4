"""The forms of the mapping room, by topic."""
