"""Commands of the mapping room."""
