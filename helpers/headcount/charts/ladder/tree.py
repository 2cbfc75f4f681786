"""Ways from origin to page as trees: hops that several figures came by are one rung."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headcount.figures.provenance import Hop


@dataclass(frozen=True, slots=True)
class Rung:
    """One speaker on the way of one figure or of several.

    Parameters
    ----------
    hop
        Who spoke.
    figures
        The `figure_id` of each that came this way.
    ends
        Those of them whose way ends here: their page.
    after
        Who passed them on.
    """

    hop: Hop
    figures: tuple[str, ...]
    ends: tuple[str, ...]
    after: tuple[Rung, ...]


def trees(ways: Mapping[str, Sequence[Hop]]) -> list[Rung]:
    """Join ways as far as they are the same from the origin on.

    Two speakers whom nobody names may be two people: they are one rung only where the next named
    speaker is the same one as well.

    Parameters
    ----------
    ways
        The hops of each figure, origin first, by `figure_id`; none may be empty.

    Examples
    --------
    >>> reports = Hop(0, "reports", "unnamed origin", False, "unknown")
    >>> daily, weekly = (Hop(1, name, "paper", True, "none") for name in ("Daily", "Weekly"))
    >>> one = trees({"a": [reports, daily], "b": [reports, daily], "c": [reports, weekly]})
    >>> [(rung.figures, [after.hop.speaker for after in rung.after]) for rung in one]
    [(('a', 'b'), ['Daily']), (('c',), ['Weekly'])]
    """
    return _rungs({figure: tuple(hops) for figure, hops in ways.items()}, 0)


def leaves(rungs: Sequence[Rung]) -> Iterator[str]:
    """Give every figure in the order in which the trees are read, from the top."""
    for rung in rungs:
        yield from rung.ends
        yield from leaves(rung.after)


def _rungs(ways: Mapping[str, tuple[Hop, ...]], depth: int) -> list[Rung]:
    """Join the ways that have a hop at this depth."""
    together: dict[object, list[str]] = {}
    for figure, hops in ways.items():
        if len(hops) > depth:
            together.setdefault(_alike(figure, hops, depth), []).append(figure)
    return [
        Rung(
            hop=ways[figures[0]][depth],
            figures=tuple(figures),
            ends=tuple(figure for figure in figures if len(ways[figure]) == depth + 1),
            after=tuple(_rungs({figure: ways[figure] for figure in figures}, depth + 1)),
        )
        for figures in together.values()
    ]


def _alike(figure: str, hops: Sequence[Hop], depth: int) -> object:
    """Return what two ways must have in common to be one at this depth."""
    named = next((at for at in range(depth, len(hops)) if hops[at].named), None)
    return tuple(hops[depth : named + 1]) if named is not None else figure
