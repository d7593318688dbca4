"""Statistics as the pages show them: words, tables, maps and charts."""
