"""A reporter's own spreadsheet becomes a story: figures with bounds, sources and notes.

`sheet` finds the table in a file, `columns` guesses what each column is for, `understanding` reads
the cells, and `adoption` writes the folder. What cannot be read with certainty is told by line, and
the sheet itself is never written to.

Nothing is imported here: the process that reads a workbook needs `book` alone, and starts at once.
"""
