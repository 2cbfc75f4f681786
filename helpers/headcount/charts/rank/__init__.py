"""The rank: whoever has names, by one measure, largest first, with their bounds.

It is of one source, or has each one's latest figure, with its source beside the name.

`select` takes the rows by a rule it can state, `draw` turns them into marks, and `describe` says
what the rows say. None of them knows more than the rows it is given.
"""
