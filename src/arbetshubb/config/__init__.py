"""The edge that puts the rooms together: settings, addresses and the doors."""
