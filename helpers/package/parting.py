"""Lines of a CSV file that are plainly rows: parted all at once, quicker than one by one."""

from __future__ import annotations

from itertools import accumulate, repeat

_DOUBLED = "\0"  # stands for a doubled quote; a text that holds one by itself is not read


def part(block: str, wanted: int) -> list[list[str]] | None:
    r"""Return the cells of some lines by column, or None unless each is plainly one row of them.

    What it returns is what `csv.reader` says; it may fail to see it of sound rows.

    Parameters
    ----------
    block
        Lines, each with its end.
    wanted
        How many columns there are.

    Examples
    --------
    >>> part('NOR,"A ""fair"", open ward"\nSUD,\n', 2)
    [['NOR', 'SUD'], ['A "fair", open ward', '']]
    >>> part("NOR\nSUD,\n", 2) is None
    True
    """
    lines = block.count("\n")
    outside, quoted = _parted_at_quotes(block.replace("\n", ",\n,"))
    if len(outside) != len(quoted) + 1:
        return None
    bare = '"'.join(outside)  # one quote for each cell that is quoted
    cells = bare.split(",")
    if cells[wanted :: wanted + 1] != ["\n"] * lines:  # all of them, and none in a quoted cell
        return None
    if _DOUBLED in bare:  # a quoted cell with nothing in it
        if bare.count(_DOUBLED) != cells.count(_DOUBLED):
            return None
        cells = ["" if cell == _DOUBLED else cell for cell in cells]
    commas = map(str.count, outside, repeat(","))
    for place, text in zip(accumulate(commas), quoted, strict=False):
        if cells[place] != '"':
            return None
        cells[place] = text.replace(_DOUBLED, '"')
    columns = [cells[i :: wanted + 1] for i in range(wanted)]
    columns[0].pop()  # what follows the last line
    return columns if _are_filled(columns) else None


def _parted_at_quotes(text: str) -> tuple[list[str], list[str]]:
    """Return what is outside of quotes and what is inside, each in order."""
    pieces = text.split('"')
    if "" in pieces:
        # With the doubled ones gone, also where a cell begins with one, each begins or ends a cell.
        pieces = text.replace(',"""', f',"{_DOUBLED}').replace('""', _DOUBLED).split('"')
    return pieces[::2], pieces[1::2]


def _are_filled(columns: list[list[str]]) -> bool:
    """Whether no row is blank; one whose first cell is not blank is not."""
    rows = map("".join, zip(*columns, strict=True))
    return all(map(str.strip, columns[0])) or all(map(str.strip, rows))
