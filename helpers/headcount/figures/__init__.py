"""A data folder read and checked; figures with their amounts, bounds, dates, sources and chains."""
