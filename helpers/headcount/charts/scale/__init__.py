"""The scale: one amount beside others, as squares that people can count, or as a share of each.

`select` takes the rows and the round number that one square stands for, `blocks` says which
squares each row fills, `draw` lays them out for a width, and `describe` says what the rows say.
"""
