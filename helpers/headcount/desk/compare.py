"""What may be said of two figures: their ratio, a sentence, the caveats, and a verdict."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from headcount import caveats
from headcount.caveats import Note, View
from headcount.caveats.rules.origin import denied_by
from headcount.caveats.rules.unlike import are_worlds_apart
from headcount.core.errors import NothingFits, SeveralFit, WrongChoice
from headcount.core.rich import Quote, Rich, Section
from headcount.core.wording import aside, capital, cardinal, paragraph
from headcount.desk.quote import Quotable, amount_and_subject, answer, denial
from headcount.figures import provenance
from headcount.figures.arithmetic import Ratio
from headcount.figures.bases import base_name, base_rows
from headcount.figures.dates import words as date_words
from headcount.figures.frames import asked_of
from headcount.figures.names import running, whose
from headcount.figures.package import Package
from headcount.figures.phrase import alone, heading
from headcount.figures.provenance import Origin, origin_words, origins
from headcount.figures.quantity import Quantity
from headcount.figures.table import Row, records, select_records

COMPARABLE, WITH_CARE, NOT_COMPARABLE = "comparable", "with-care", "not-comparable"

_IN_WORDS = {
    COMPARABLE: "Comparable",
    WITH_CARE: "Comparable with care",
    NOT_COMPARABLE: "Not comparable",
}

ASIDE = ("secondhand",)
"""Rules about how we read, not about what the figures say: they leave the verdict alone."""


@dataclass(frozen=True, kw_only=True)
class Judgement(Rich):
    """Whether figures can be compared.

    Parameters
    ----------
    verdict
        ``"comparable"``, ``"with-care"`` or ``"not-comparable"``.
    reason
        Why, in one sentence.
    notes
        The caveats: the derived ones first, the weightiest of them at the top, then the written.
    """

    verdict: str
    reason: str
    notes: tuple[Note, ...]

    @property
    def judgement(self) -> str:
        """The verdict in words, with its reason."""
        return f"{_IN_WORDS[self.verdict]}: {self.reason}"

    def _as_json(self) -> dict[str, Any]:
        caveats = [
            {"rule": note.rule, "text": note.text, "figures": list(note.figures)}
            for note in self.notes
        ]
        return {"verdict": self.verdict, "reason": self.reason, "caveats": caveats}

    def _text(self, *lines: str) -> str:
        """Return lines as paragraphs, with a line for each caveat under them."""
        caveats = (f"- {note}" for note in self._caveats)
        return "\n".join(paragraph(line, rest="  ") for line in (*lines, *caveats))

    @property
    def _caveats(self) -> list[str]:
        """Each caveat in a line, but for the one that is the reason already."""
        return [note.text for note in self.notes if note.text != self.reason]


@dataclass(frozen=True, kw_only=True)
class Assessment(Judgement):
    """What must be said of figures that share a chart.

    Parameters
    ----------
    verdict, reason, notes
        See `Judgement`: what the figures may not share an axis for, and the derived caveats.
    origins
        What they go back to.
    """

    origins: tuple[Origin, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what must be said of the figures as plain data."""
        return {**self._as_json(), "origins": [asdict(origin) for origin in self.origins]}

    def text(self) -> str:
        """Return what must be said of the figures as lines."""
        return self._text(*self._lines)

    def blocks(self) -> list[Section]:
        """Return what must be said of the figures as a notebook shows it."""
        return [Section(paragraphs=self._lines, entries=self._caveats)]

    @property
    def _lines(self) -> list[str]:
        traced = [capital(f"{origin_words(self.origins)}.")] if len(self.origins) > 1 else []
        return [self.judgement, *traced]


@dataclass(frozen=True, kw_only=True)
class Comparison(Judgement):
    """Two figures compared.

    Parameters
    ----------
    view
        The two figures, with what they are divided by.
    ratio
        The first over the second; `None` where none may be printed.
    answer
        What the first is to the second in words, ``about 8% of``; empty where nothing is printed.
    sentence
        What may be quoted: it attributes both figures; empty where nothing may be.
    verdict, reason, notes
        See `Judgement`.
    """

    view: View
    ratio: Ratio | None
    answer: str
    sentence: str

    @property
    def rules(self) -> list[str]:
        """The names of the rules that derived a caveat, each once, in the order of the notes."""
        return [rule for rule in dict.fromkeys(n.rule for n in self.notes) if rule in caveats.RULES]

    @property
    def sides(self) -> tuple[str, ...]:
        """Each of the two figures in one line."""
        return tuple(
            f"{one['words']} ({one['known']}; {one['source']})"
            for one in map(self._side, self.view.rows)
        )

    def text(self) -> str:
        """Return the comparison as paragraphs for a terminal or a copy desk."""
        sides = [f"{mark}: {line}" for mark, line in zip("AB", self.sides, strict=True)]
        quoted = ["", self.sentence] if self.sentence else []
        apart = [""] if self.notes else []
        return self._text(*sides, *quoted, "", self.judgement, *apart)

    def blocks(self) -> list[Section]:
        """Return the comparison as a notebook shows it."""
        return [
            Section(paragraphs=[self.sentence] * bool(self.sentence), entries=self.sides),
            Section(_IN_WORDS[self.verdict], paragraphs=[self.reason], entries=self._caveats),
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as plain data; an end that is open is `None`."""
        found = self.ratio
        low, value, high = (found.low, found.value, found.high) if found else (None, None, None)
        a, b = map(self._side, self.view.rows)
        return {
            "a": a,
            "b": b,
            "ratio": {"low": low, "value": value, "high": high},
            "answer": self.answer,
            "sentence": self.sentence,
            **self._as_json(),
        }

    def _side(self, row: Row) -> dict[str, str]:
        return {
            "figure_id": row["figure_id"],
            "words": amount_and_subject(self.view, row),
            "status": row["status"],
            "as_of": date_words(row["as_of"]),
            "known": self.view.facts.known(row, self.view.amount(row).qualifier),
            "source": self.view.short_title(row),
            "citation": provenance.citation(self.view.facts.sources[row["source_id"]]),
        }


def compare(of: Any, a: Any = None, b: Any = None, *, per: str | None = None) -> Comparison:
    """Compare two figures.

    Parameters
    ----------
    of
        The data; or two figures as rows of a frame, which know them: ``hc.compare(nk.head(2))``.
    a, b
        Each a `figure_id`, a row of a frame, or a filter that fits one figure, such as
        ``"country=PRK,category=active,source=cia-factbook-2022"``.
    per
        The `source_id` of population figures: compare per head.

    Raises
    ------
    UnknownWord, NothingFits
        When a word is not known, no figure fits, or both fit one.
    SeveralFit
        When a filter fits several figures; the message lists them.
    WrongChoice
        When there are not two figures; for rows that do not know their data or were edited.

    Examples
    --------
    >>> import headcount as hc
    >>> a, b = "chn-active-cia-factbook-2022", "ind-active-cia-factbook-2022"
    >>> found = hc.compare(hc.read(), a, b)
    >>> found.ratio.words()
    'about 1.4 times as many as'
    """
    package, texts = asked_of(of, a, b)
    if len(texts) != 2:
        raise WrongChoice(f"Name two figures to compare, not {cardinal(len(texts))}")
    rows = tuple(pick(package, text) for text in texts)
    if rows[0]["figure_id"] == rows[1]["figure_id"]:
        raise NothingFits(f"{' and '.join(texts)} are the same figure. Name two.")
    base = _bases(package, rows, per) if per else {}
    view = View(package, rows, base)
    notes = caveats.derived(view)
    verdict, reason = _judge(view, notes)
    written = caveats.written(package, [*rows, *base.values()])
    written = sorted(written, key=lambda note: note.figures)
    found = _answer(view, notes, verdict)
    return Comparison(
        view=view,
        ratio=found.ratio,
        answer=found.words,
        sentence=Quote(found.sentence),
        verdict=verdict,
        reason=reason,
        notes=(*notes, *written),
    )


def assess(view: View) -> Assessment:
    """Judge what must be said of all the rows of one chart.

    Examples
    --------
    >>> from headcount.figures import table as figures, package
    >>> data = package.read()
    >>> rows = figures.select(figures.figures(data), source="iiss-mb-2021", category="active")
    >>> found = assess(View(data, tuple(rows.to_dict("records")), focus=frozenset()))
    >>> found.verdict, len(found.origins)
    ('comparable', 1)
    """
    notes = caveats.derived(view)
    verdict, reason = _judge(view, notes)
    return Assessment(
        verdict=verdict,
        reason=reason,
        notes=tuple(notes),
        origins=tuple(origins(view.package, view.rows)),
    )


def pick(package: Package, text: str) -> Row:
    """Return the one figure of this id, or that this filter fits.

    Raises
    ------
    UnknownWord, NothingFits, SeveralFit
        As `compare`.
    """
    every = records(package)
    if "=" not in text:
        return select_records(every, {"figure_id": text})[0]
    wanted: dict[str, str] = {}
    for part in text.split(","):
        name, parted, value = (piece.strip() for piece in part.partition("="))
        if not parted or not name or not value:
            raise WrongChoice(f'"{part}" is not a condition. Write column=value, column=value.')
        wanted[name] = value
    year: Any = wanted.pop("year", None)
    if year and year.isdecimal():
        year = int(year)
    found = select_records(every, wanted, year=year)
    if len(found) > 1:
        lines = [
            f"{row['figure_id']}: {heading(package, row)}, {Quantity.of(row).words()}"
            for row in found
        ]
        raise SeveralFit(text, lines)
    return found[0]


def _bases(package: Package, rows: tuple[Row, ...], per: str) -> dict[str, Row]:
    """Return the figure that each row is divided by: of the same name, from the source asked."""
    found = {}
    for row in rows:
        names = whose(package, row["table"])
        base = base_rows(package, per, names) if names else []
        own = row[names.column] if names else None
        mine = next((one for one in base if one["whose"] == own), None)
        if mine is None:
            name = capital(alone(package, row))
            raise NothingFits(f"{name}: {per} has no {base_name(package, per)} figure.")
        found[row["figure_id"]] = mine
    return found


def _answer(view: View, notes: list[Note], verdict: str) -> Quotable:
    """Return what may be quoted: of what is not comparable nothing, of a denial what it denies."""
    one, other = view.rows
    for denied, beside in ((one, other), (other, one)):
        if denied["status"] == "denied":
            return denial(view, denied, beside)
    if verdict == NOT_COMPARABLE:
        return Quotable("", "")
    return answer(view, [note.rule for note in notes])


def _judge(view: View, notes: list[Note]) -> tuple[str, str]:
    """Return the verdict, and the one reason that weighs most."""
    impossible = _impossible(view, {note.rule: note for note in reversed(notes)})
    if impossible:
        return NOT_COMPARABLE, impossible
    weigh = [note for note in notes if note.rule not in ASIDE]
    if weigh:
        return WITH_CARE, weigh[0].text
    return COMPARABLE, "They have the same measure, unit, kind and time, and no caveat applies."


def _impossible(view: View, by: dict[str, Note]) -> str:
    """Say why figures cannot be compared at all; nothing where they can."""
    for row in view.rows:
        if row["status"] == "denied" and view.is_pair:
            who, did, when = denied_by(view, row)
            return f"{capital(who)} {did} it {when}. A denial is a statement, not an amount."
    for row in view.rows:
        if row["qualifier"] == "statement":
            source = aside(running(view.package, view.short_title(row)))
            return f"{capital(source)} gave no number."
    if caveats.are_unlike(view.facts, view.numbered):
        return by["different-measures"].text
    if not view.is_pair and "different-units" in by:  # they have no common axis
        return by["different-units"].text
    if view.is_pair and are_worlds_apart(view) and "different-dates" in by:
        return by["different-dates"].text
    return ""


__all__ = ["Assessment", "Comparison", "assess", "compare", "pick"]
