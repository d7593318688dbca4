"""One printed page for the meeting with each municipality: the same content in the same order."""
