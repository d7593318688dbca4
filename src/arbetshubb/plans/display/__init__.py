"""A published plan as pages show it: cards, maps, tables and charts. Nothing is reckoned here."""
