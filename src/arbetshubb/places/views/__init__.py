"""The pages of the places room: permit, read, act, answer."""
