"""The promise: what was offered or planned, and what is known to have come, to one scale.

What belongs to what is read in the package's table of outcomes and never guessed. `select` takes
the promises and their outcomes, `draw` turns them into bars, and `describe` says what the rows say.
"""
