"""Per head: one measure divided by a base, such as population, as each of its sources counts it.

It shows whose count of heads decides who is first.
"""
