"""Which unit and which post can be where: relocation, location checks and recruitment reach."""
