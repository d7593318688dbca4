"""The planning library: pure functions and frozen values, usable from a notebook.

No Django, no files, no clock, no network and no translated text lives here.
"""
