"""Another topic: its three lessons, made from one file in a story's folder."""
