"""What changes in the mapping room, by topic; every action is one transaction."""
