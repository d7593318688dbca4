"""The pages of the plans room: permit, read, act, answer."""
