"""The rank: whoever has names, by one measure, from one source, largest first, with their bounds.

`select` takes the rows by a rule it can state, `draw` turns them into marks, and `describe` says
what the rows say. None of them knows more than the rows it is given.
"""
