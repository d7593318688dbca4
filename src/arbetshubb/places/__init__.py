"""Own offices, hubs and premises that could become hubs: where they are and what they cost."""
