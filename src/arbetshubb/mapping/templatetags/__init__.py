"""Template tags of the mapping room."""
