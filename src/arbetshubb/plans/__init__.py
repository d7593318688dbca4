"""Hub plans: scenarios of demands and assumptions, and the plans that were made from them."""
