"""The pages of the statistics: permit, read, act, answer."""
