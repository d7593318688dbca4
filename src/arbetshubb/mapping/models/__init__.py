"""The tables of the mapping room."""
