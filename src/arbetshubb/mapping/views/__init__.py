"""The pages of the mapping, one module a page or a few that belong together."""
