"""The history: one thing over time, by origin, with the breaks in what they count.

Nothing smooth leads through a change of definition, and no line through what has no number.
"""
