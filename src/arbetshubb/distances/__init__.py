"""How far it is: measured, corrected and questioned; and who reaches a place in time."""
