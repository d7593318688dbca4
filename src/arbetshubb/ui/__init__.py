"""The shell, the components and the words of every page. Knows no domain word (see README.md)."""
