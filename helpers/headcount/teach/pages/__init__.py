"""Lessons as plain web pages: no Python and no network, each in one file."""
