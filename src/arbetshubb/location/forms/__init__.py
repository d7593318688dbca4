"""What can be asked for and filled in, one module a card of the room."""
