"""Statistics beside the own data, with source, date, licence and breaks in series."""
