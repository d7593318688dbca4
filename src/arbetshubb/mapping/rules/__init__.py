"""What the mapping room decides: what may be asked for, and which figures may be shown."""
