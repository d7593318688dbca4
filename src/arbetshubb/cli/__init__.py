"""The command line: files in, a hub plan out. Needs no web and no database."""
