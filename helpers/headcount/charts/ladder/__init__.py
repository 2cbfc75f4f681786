"""The ladder: who told whom, from the origin of a figure to the page that printed it."""
