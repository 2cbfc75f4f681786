"""Hostile inputs without end: seeded mutations of whatever Headcount reads.

``make fuzz`` goes on for ten minutes; ``python -m tests.fuzz --seconds 60 --seed 7 folder`` tries
one kind for a minute. Each input is made from a kind and a number alone, so that a finding is made
again by its line: ``python -m tests.fuzz --again folder 1234``. A short run is part of `make test`.

What must hold, whatever the bytes: no traceback, no hang, bounded memory, each line printable, and
no figure that was changed is called sound, current or supported.
"""
