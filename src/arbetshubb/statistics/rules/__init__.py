"""What published statistics mean: shapes of files, marks, sums and models. Pure: no Django."""
