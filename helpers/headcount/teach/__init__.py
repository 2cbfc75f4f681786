"""Lessons, what a class hands in, and the classroom site."""
