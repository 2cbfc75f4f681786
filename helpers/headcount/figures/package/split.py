"""Lines of a CSV file that are plainly rows: parted all at once, quicker than one by one."""

from __future__ import annotations

from itertools import accumulate, repeat


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
    pieces = block.replace("\n", ",\n,").split('"')
    if len(pieces) % 2 == 0:  # a quote is not closed
        return None
    outside, quoted = _mended(pieces) if "" in pieces else (pieces[::2], pieces[1::2])
    cells = '"'.join(outside).split(",")  # with one quote for each cell that is quoted
    if cells[wanted :: wanted + 1] != ["\n"] * lines:  # all of them, and none in a quoted cell
        return None
    commas = map(str.count, outside, repeat(","))
    for place, text in zip(accumulate(commas), quoted, strict=False):
        if cells[place] != '"':
            return None
        cells[place] = text
    columns = [cells[i :: wanted + 1] for i in range(wanted)]
    columns[0].pop()  # what follows the last line
    return columns if _are_filled(columns) else None


def _mended(pieces: list[str]) -> tuple[list[str], list[str]]:
    """Return what is outside of quotes and what is inside; a doubled quote is one of the text."""
    outside, quoted = pieces[:1], []
    for inside, after in zip(pieces[1::2], pieces[2::2], strict=True):
        if quoted and not outside[-1]:
            quoted[-1] += f'"{inside}'
            outside[-1] = after
        else:
            quoted.append(inside)
            outside.append(after)
    return outside, quoted


def _are_filled(columns: list[list[str]]) -> bool:
    """Whether no row is blank; one whose first cell is not blank is not."""
    rows = map("".join, zip(*columns, strict=True))
    return all(map(str.strip, columns[0])) or all(map(str.strip, rows))
