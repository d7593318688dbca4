"""Facts that come with the program: constants, municipalities, localities, distances, hubs.

Every row of ``data/`` says its source and how sure it is. Nothing here is about persons.
"""
