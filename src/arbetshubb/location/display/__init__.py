"""How the room's figures are drawn: rows, tables, maps and files."""
