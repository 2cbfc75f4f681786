"""The spread: every figure for one thing, those of one origin drawn together, one of them ringed.

It shows at a glance how far the figures are apart, and that a crowd of them may be one figure
repeated.
"""
