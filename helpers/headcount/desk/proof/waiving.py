"""Flags that a desk has waved through, each with its reason, in a file beside the draft.

``draft.txt`` has ``draft.txt.proof.toml``. A flag is known by its number and its sentence: when
either changes, it is raised again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from headcount.core.errors import WrongChoice
from headcount.core.files import write_whole
from headcount.desk.proof.answer import Finding, Proof
from headcount.figures.package import tomlfile
from headcount.figures.package.schema import LONGEST_TEXT

_HEAD = "# Flags of headcount proof that the desk has waved through, and why.\n"


@dataclass(frozen=True)
class Waiver:
    """A flag that was waved through.

    Parameters
    ----------
    text
        The amount, as it is written.
    sentence
        Its sentence, with single spaces.
    reason
        Why it may stand.
    """

    text: str
    sentence: str
    reason: str

    def fits(self, finding: Finding) -> bool:
        """Whether it is this flag."""
        return self.text == finding.text and self.sentence == finding.sentence


def beside(draft: str | Path) -> Path:
    """Return the file that keeps a draft's waivers: ``draft.proof.toml``.

    Examples
    --------
    >>> beside("desk/draft.md").name
    'draft.proof.toml'
    """
    return Path(draft).with_suffix(".proof.toml")


def read_waivers(path: Path) -> list[Waiver]:
    """Read what was waved through; nothing where there is no such file.

    Raises
    ------
    WrongChoice
        When the file cannot be read, or a flag in it has no reason.
    """
    if not path.is_file():
        return []
    told, _, faults = tomlfile.load(path.parent, path.name, 'write each line as: key = "word"')
    if faults:
        raise WrongChoice("\n".join(map(str, faults)))
    waived = told.get("waived", [])
    found = []
    for number, one in enumerate(waived if isinstance(waived, list) else [waived], 1):
        own = one if isinstance(one, dict) else {}
        cells = [str(own.get(name, "")).strip() for name in ("text", "sentence", "reason")]
        if not all(cells) or not gives_reason(cells[2]) or max(map(len, cells)) > LONGEST_TEXT:
            raise WrongChoice(
                f"{path.name}: flag {number} needs text, sentence and reason, none longer than "
                f"{LONGEST_TEXT:,} characters; write why it may stand."
            )
        found.append(Waiver(cells[0], " ".join(cells[1].split()), cells[2]))
    return found


def gives_reason(text: str) -> bool:
    """Whether a text has a letter: a point, or what nobody sees, is no reason."""
    return any(map(str.isalpha, text))


def write_waivers(path: Path, waivers: Iterable[Waiver]) -> None:
    """Write what was waved through, whole, in the place of what lies there."""
    lines = [_HEAD]
    for one in waivers:
        cells = {"text": one.text, "sentence": one.sentence, "reason": one.reason}
        lines += [
            "[[waived]]",
            *(f"{name} = {tomlfile.written(cell)}" for name, cell in cells.items()),
            "",
        ]
    write_whole(path, "\n".join(lines).encode())


def wave(proof: Proof, waivers: Iterable[Waiver]) -> Proof:
    """Return a proof with the flags waved through that the desk has waved through."""
    every = list(waivers)
    return replace(
        proof,
        findings=tuple(
            replace(one, waved=next((it.reason for it in every if it.fits(one)), ""))
            for one in proof.findings
        ),
        stale=tuple(it.text for it in every if not any(it.fits(one) for one in proof.findings)),
    )
