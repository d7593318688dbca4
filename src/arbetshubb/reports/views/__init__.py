"""Downloads and the pages that lead to them."""
