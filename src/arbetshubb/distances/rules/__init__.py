"""What the distances room decides: ways, bands, states, files, areas in reach, who is counted."""
