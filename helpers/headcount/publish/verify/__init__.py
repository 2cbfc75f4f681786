"""A file that left is asked what it was made of, and what has changed since."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from headcount.charts.chart import Chart
from headcount.charts.contents import as_record_id, digest
from headcount.core.errors import NotThere, UnknownFigure
from headcount.core.files import UnreadFile, is_there, read_plain
from headcount.core.wording import capital, sentence
from headcount.figures import table as figures
from headcount.figures.package import Package
from headcount.figures.package.problem import shown
from headcount.publish.export.receipt import LEDGER, kept, versions
from headcount.publish.metadata import FILES, content, of
from headcount.publish.metadata.credentials import UNSIGNED, Signed, look
from headcount.publish.metadata.payload import MOST_FILE, Broken, Carried
from headcount.publish.verify.answer import (
    ALTERED,
    BROKEN,
    CHANGED,
    CURRENT,
    SILENT,
    UNKNOWN,
    FileAnswer,
    FileAnswers,
    notices,
    since,
    today,
)
from headcount.publish.verify.files import altered, unlike
from headcount.publish.verify.held import held, made_again
from headcount.publish.verify.receipt import InvalidReceipt, Receipt, parse_all
from headcount.publish.verify.receipt import content as stated

_MOST_FILES = 20_000
_OTHER_VERSION = (
    "Made with another version of Headcount or in another house style: its pictures and pages are "
    "checked only against their seals."
)
_UNLIKE = "not what its record gives"
_MOST_LINES = 20  # of what is altered in a record and its files


@dataclass(frozen=True)
class _Carried:
    """A receipt, and the file that it was found in."""

    file: str
    receipt: Receipt
    found: Carried
    signed: Signed | None
    beside: tuple[tuple[str, str], ...]
    is_main: bool  # and not that of another state of its switch
    alone: bool  # it was asked for by its name, and not in a folder

    @property
    def rewritten(self) -> Iterator[str]:
        """The files that are not, to the byte, what was exported."""
        yield from (file for file, _ in self.beside)
        if self.found.kind != "JSON" and not self.found.as_exported:
            yield self.file

    def differences(self, chart: Chart | None) -> Iterator[tuple[str, str]]:
        """Yield by file what is in it that its record does not give."""
        yield from self.beside
        # a signed PDF was written anew by who signed it, and the signature vouches for it
        is_signed = self.signed is not None and self.signed.state != UNSIGNED
        again = self.alone and not (is_signed and self.found.kind == "PDF")
        held_to = chart if self.is_main else None
        for what in altered(self.found, self.receipt, held_to, again=again):
            yield self.file, what


def read(
    package: Package,
    asked: Path | str | Iterable[Path | str],
    *,
    folder: Path | str = "exports",
    short: bool = False,
    trusted: bytes | None = None,
) -> FileAnswers:
    """Ask files what they were made of, and compare it with the data of today.

    Parameters
    ----------
    package
        The data of today.
    asked
        Files (PNG, SVG, PDF, HTML, a receipt; JPEG and WebP where a program kept the record),
        folders of them, or record ids as a picture prints them.
    folder
        Where record ids are looked for.
    short
        Whether the text of the answers says only what needs a look.
    trusted
        The authorities that are trusted to know who signed, from `credentials.anchors` in
        `publish.metadata`. With them, a file that no known signer signed needs a look. Default is
        none.

    Returns
    -------
    Answers
        One for each record, with all the files that carry it, and one for each file without.

    Raises
    ------
    NotThere
        For what is no file, no folder and no record id.

    Examples
    --------
    >>> import headcount as hc
    >>> hc.verify(hc.read(), ["BCFG-HJKM"], folder="no-such-folder").answers[0].state
    'unknown'
    """
    found: list[_Carried | FileAnswer] = []
    for one in [asked] if isinstance(asked, Path | str) else asked:
        path = Path(one)
        if str(one) and os.path.isdir(one):  # noqa: PTH112  (Path raises for a name too long)
            found += _read_folder(path, trusted)
        elif str(one) and os.path.lexists(one):
            found += _read_file(path, trusted)
        elif record := as_record_id(str(one)):
            found += _by_id(record, Path(folder), trusted)
        else:
            raise NotThere(f"{shown(one)} is not a file, a folder or a record ID.")
    answers = (one for one in found if isinstance(one, FileAnswer))
    whole = (*_grouped(package, found), *answers)
    return FileAnswers(tuple(replace(one, strict=trusted is not None) for one in whole), short)


def affected(package: Package, figure_id: str, folder: Path | str = "exports") -> FileAnswers:
    """List every export that used a figure, the ones replaced since among them.

    Raises
    ------
    UnknownFigure
        When neither the data nor any export knows the figure.
    NotThere
        When there is no such folder.
    """
    out = Path(folder)
    if not out.is_dir():
        raise NotThere(f'There is no folder "{folder}". Name the one with your exports.')
    replaced = sorted((out / LEDGER).glob("*.json"))
    carried = [
        one
        for file in (*_files(out), *replaced)
        for one in _read_file(file, alone=False)
        if isinstance(one, _Carried)
        and figure_id in {figure["figure_id"] for figure in one.receipt["figures"]}
    ]
    known = figures.figures(package)["figure_id"]
    if not carried and figure_id not in set(known):
        raise UnknownFigure(figure_id, known)
    return FileAnswers(tuple(_grouped(package, carried)), short=True)


def _read_folder(folder: Path, trusted: bytes | None) -> list[_Carried | FileAnswer]:
    """Read all of a folder: what cannot be read is told, and stops nothing."""
    closed: list[OSError] = []
    files = _files(folder, closed.append)
    found = [one for file in files for one in _read_file(file, trusted, alone=False)]
    for error in closed:
        why = f"It cannot be opened: {error.strerror}."
        found.append(FileAnswer(UNKNOWN, (str(error.filename),), why=why))
    silent = FileAnswer(SILENT, (str(folder),), why="Nothing in it carries a record.")
    return found or [silent]


def _files(folder: Path, refused: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    count = 0
    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in FILES and not name.startswith("."):
                count += 1
                if count > _MOST_FILES:
                    raise NotThere(
                        f"{folder} holds more than {_MOST_FILES:,} files: name one of it"
                    )
                yield Path(parent, name)


def _read_file(
    path: Path, trusted: bytes | None = None, *, alone: bool = True
) -> list[_Carried | FileAnswer]:
    """Read one file; in a folder, JSON without a receipt is nobody's business."""
    name = str(path)
    try:
        whole = content(path)
        found = of(whole)
        signed = look(whole, found.kind, trusted)
        if not found.receipts and (alone or found.kind != "JSON"):
            signers = {name: signed} if signed else {}
            return [FileAnswer(SILENT, (name,), why="It carries no record.", signed=signers)]
        receipts = parse_all(found.receipts)
    except (Broken, InvalidReceipt) as error:
        state = BROKEN if isinstance(error, Broken) else UNKNOWN
        return [FileAnswer(state, (name,), why=sentence(str(error)))]
    except UnreadFile as error:
        return [FileAnswer(UNKNOWN, (name,), why=f"It {error.wrong}.")]
    except FileNotFoundError:  # gone since, or a link that leads nowhere
        return [FileAnswer(UNKNOWN, (name,), why="It is not there.")]
    if found.kind not in ("HTML", "JSON") and len({own[0]["record"] for own in receipts}) > 1:
        why = "It carries two records that differ, where a picture has one."
        return [FileAnswer(BROKEN, (name,), why=why)]
    # a page of several charts is no export: no seal can be right
    bare = replace(found, receipts=(), seal=found.seal if len(receipts) == 1 else "")
    beside = tuple(_beside(path, receipts[0][0])) if found.kind == "JSON" and receipts else ()
    return [
        _Carried(name, one, bare, signed, beside, is_main=one is own[0], alone=alone)
        for own in receipts
        for one in own
    ]


def _beside(receipt_file: Path, receipt: Receipt) -> Iterator[tuple[str, str]]:
    """Tell which files beside a kit's receipt are not those it was written with, or are gone."""
    there = {name: receipt_file.with_name(name) for name in receipt.get("files", {})}
    if not any(map(is_there, there.values())):
        return  # a receipt by itself: in the ledger, or sent alone
    for name, path in there.items():
        try:
            content = read_plain(path, MOST_FILE)
        except FileNotFoundError:
            yield str(path), "gone from its kit"
        except UnreadFile as error:
            yield str(path), error.wrong
        else:
            if hashlib.sha256(content).hexdigest() != receipt["files"][name]:
                yield str(path), "not as exported"


def _by_id(record: str, folder: Path, trusted: bytes | None) -> Sequence[_Carried | FileAnswer]:
    ledger = kept(folder, record)
    files = [*_files(folder), *([ledger] if ledger.is_file() else [])]
    read = (one for file in files for one in _read_file(file, trusted, alone=False))
    mine = [one for one in read if isinstance(one, _Carried) and one.receipt["record"] == record]
    why = f"No file in {folder} carries the record {record}, and its ledger does not know it."
    return mine or [FileAnswer(UNKNOWN, why=why)]


def _grouped(package: Package, found: Iterable[_Carried | FileAnswer]) -> Iterator[FileAnswer]:
    by_content: dict[str, list[_Carried]] = {}
    for one in found:  # not by its id: eight letters can be had for another content too
        if isinstance(one, _Carried):
            by_content.setdefault(digest(stated(one.receipt)), []).append(one)
    for several in by_content.values():
        answer, chart = _compared(package, several[0].receipt)
        wrong = [line for one in several for line in one.differences(chart)]
        if chart:
            known = {file for file, _ in wrong}
            others = (file for kit in _kits(several) for file in unlike(kit, chart))
            wrong += [(file, _UNLIKE) for file in others if file not in known]
        changed = {file: None for one in several for file in one.rewritten}
        lines = [*answer.altered, *(f"{file}: {what}" for file, what in dict.fromkeys(wrong))]
        if len(lines) > _MOST_LINES:
            lines[_MOST_LINES:] = [f"and {len(lines) - _MOST_LINES} more"]
        yield replace(
            answer,
            state=ALTERED if lines else answer.state,
            files=tuple(dict.fromkeys(one.file for one in several)),
            altered=tuple(lines),
            rewritten=tuple(changed),
            signed={one.file: one.signed for one in several if one.signed},
        )


def _kits(several: list[_Carried]) -> list[Path]:
    """Name the folders that are read as kits: a picture that is named alone vouches for itself."""
    kits = (one for one in several if one.is_main and (one.found.kind == "JSON" or not one.alone))
    return sorted({Path(one.file).parent for one in kits})


def _compared(package: Package, receipt: Receipt) -> tuple[FileAnswer, Chart | None]:
    """Hold a record to its own figures and to the data; and give the chart that it is of today."""
    mine = package.descriptor.get("name", package.path.name)
    theirs = receipt["data"]["name"]
    if mine != theirs:
        why = f"It was made from the data {theirs!r:.80}, and this is {mine!r}: name its folder."
        return FileAnswer(UNKNOWN, why=why, receipt=receipt), None
    now = made_again(package, receipt["choice"])
    found = since(package, receipt, now)
    changed = [(change.figure["figure_id"], change.field) for change in found.changes]
    its = held(package, receipt, now, changed)
    drafted = notices(receipt, found.changes, today(package))
    state = found.state
    if state == CURRENT and (its.edited or found.untold):
        state = CHANGED if its.edited else UNKNOWN
    same = receipt.get("versions") == versions(package)
    return FileAnswer(
        state,
        why="" if same else _OTHER_VERSION,
        receipt=receipt,
        since=found,
        notices=tuple(drafted),
        altered=tuple(capital(f"{line}.") for line in its.altered),
        edited=its.edited,
    ), its.chart
