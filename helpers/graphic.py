"""A graphic: one chart with all its words, made from a choice of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import pandas as pd
import plotly.graph_objects as go

from helpers import caveats, charts_file, provenance
from helpers.caveats import Note, View
from helpers.charts import rank
from helpers.furniture import PLOTLY_CONFIG, Words, frame
from helpers.package import Package
from helpers.refusals import UnknownWord, WrongChoice
from helpers.wording import listed

TAKEN = charts_file.PARAMETERS | {"name": charts_file.Parameter(charts_file.TEXT)}
ALT_LENGTH = 300
DISPLAY_WIDTH = 680
NAMED_COUNTRIES = 4


@dataclass(frozen=True)
class Graphic:
    """One chart as it would go to print.

    Parameters
    ----------
    name
        A slug; the name of its folder when it is exported.
    form
        The chart form, such as ``"rank"``.
    headline, deck, sentence, source_line, credit, alt
        Its words, drafted from the rows; `sentence` may be quoted by itself.
    notes
        The caveats of the rows in view, numbered.
    rows
        The figures drawn, from the top: every column of the figures, and `amount`, `name`,
        `note_numbers`.
    choice
        What was chosen: ``make(package, **choice)`` gives the same graphic.
    package
        The data it was made from.
    """

    name: str
    form: str
    headline: str
    deck: str
    sentence: str
    notes: tuple[Note, ...]
    source_line: str
    credit: str
    alt: str
    rows: pd.DataFrame
    choice: Mapping[str, Any]
    package: Package = field(repr=False)
    base: pd.DataFrame = field(repr=False, default_factory=pd.DataFrame)
    hovers: tuple[str, ...] = field(repr=False, default=())

    def figure(self, width: int = 600) -> go.Figure:
        """Return marks and furniture, laid out for `width` pixels."""
        marks = rank.draw(
            self.rows,
            highlight=self.choice.get("highlight"),
            hovers=list(self.hovers),
            width=width,
        )
        marks.update_layout(meta={"figures": list(self.rows["figure_id"])})
        words = Words(self.headline, self.deck, self.notes, self.source_line, self.credit, self.alt)
        return frame(marks, words, width)

    def as_code(self) -> str:
        """Return the one line of Python that makes this graphic again."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.choice.items())
        return f"graphic.make(data, {given})"

    def plain_words(self) -> str:
        """Return every word of the graphic as plain text: headline, sentence, notes, source."""
        notes = [f"{note.number or '*'} {note.text}" for note in self.notes]
        return "\n".join([self.headline, "", self.sentence, "", *notes, "", self.source_line])

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show the graphic in a notebook: a picture that stays when no kernel runs.

        The picture is an SVG inside an <img>: JupyterLab shows that even in a notebook it does not
        trust, which it does for no other kind of SVG, and it weighs a fifth of a PNG. Where no
        Chromium is at hand, plotly draws instead.
        """
        from helpers.drawing import BrowserError, still

        figure = self.figure(DISPLAY_WIDTH)
        try:
            picture = still(figure, title=self.headline, description=self.alt)
        except BrowserError:
            drawn = figure.to_plotly_json()
            return {
                "application/vnd.plotly.v1+json": {
                    "data": drawn["data"],
                    "layout": drawn["layout"],
                    "config": PLOTLY_CONFIG,
                },
                "text/plain": self.plain_words(),
            }
        return {"text/html": picture, "text/plain": self.plain_words()}


def make(package: Package, *, form: str = "rank", **choice: Any) -> Graphic:
    """Make a graphic from a choice of figures.

    Parameters
    ----------
    package
        The data.
    form
        The chart form: ``"rank"``.
    **choice
        What the form takes; see `helpers.charts.rank.choose`. `name`, `headline` and `credit` may
        be given as well. None stands for what is not asked.

    Raises
    ------
    WrongChoice
        For what no chart takes, what is missing, and what is not of its kind
        (`helpers.charts_file.PARAMETERS`).
    UnknownWord
        For a form, or a word, that does not exist; the message names what does.
    NothingFits
        When the choice leaves nothing to show.

    Examples
    --------
    >>> from helpers import package
    >>> shown = make(package.read(), measure="active", source="cia-factbook-2022-08-04",
    ...              highlight="PRK")
    >>> shown.source_line
    'Source: CIA World Factbook, Aug. 4, 2022'
    """
    choice = {key: value for key, value in choice.items() if value is not None}
    faults = charts_file.faults({"form": form, **choice}, {}, TAKEN)
    told = "\n".join(f"{key}: {wrong}; {right}" for key, wrong, right in faults)
    if told:
        raise WrongChoice(told)
    _refuse_unknown_form(form)
    given = {key: choice.pop(key) for key in ("name", "headline", "credit") if key in choice}
    chosen = rank.choose(package, **choice)
    highlight = choice.get("highlight")

    notes = caveats.number(
        [*_written(package, chosen), *_disputed(package, chosen, highlight), *_left_out(chosen)],
        list(chosen.rows["figure_id"]),
    )
    borne = caveats.marks(notes)
    rows = chosen.rows.assign(
        note_numbers=[borne.get(figure, ()) for figure in chosen.rows["figure_id"]]
    )
    return Graphic(
        name=given.get("name", _slug(form, choice)),
        form=form,
        headline=given.get("headline", rank.words.headline(package, chosen, highlight)),
        deck=rank.words.deck(chosen),
        sentence=rank.words.sentence(package, chosen, highlight),
        notes=notes,
        source_line=provenance.source_line(
            package, [*rows["source_id"], *chosen.base.get("source_id", [])]
        ),
        credit=given.get("credit", f"Chart: {_makers(package)}"),
        alt=_alt(package, chosen, highlight, notes),
        rows=rows,
        choice={"form": form, **choice, **given},
        package=package,
        base=chosen.base,
        hovers=tuple(
            rank.words.hover(
                package,
                row,
                chosen,
                [f"{n.number} {n.text}" for n in notes if n.number in row["note_numbers"]],
            )
            for row in rows.to_dict("records")
        ),
    )


def options(package: Package, *, form: str = "rank", **choice: Any) -> dict[str, list]:
    """List what may be chosen for each parameter of a form, as pairs of a label and a value.

    What fits depends on what is already chosen: a source that does not have the measure is not
    listed. See `helpers.charts.rank.options`.
    """
    _refuse_unknown_form(form)
    return rank.options(package, measure=choice["measure"], source=choice["source"])


def named(package: Package, name: str) -> Graphic:
    """Make a graphic that the package names in its `charts.toml`.

    Raises
    ------
    UnknownWord
        When there is none of that name; the message names those there are.
    PackageError
        When `charts.toml` has faults; the error lists them all.
    """
    known = charts_file.read(package)
    if name not in known:
        raise UnknownWord(f"no chart {name!r}", name, known)
    return make(package, name=name, **known[name])


def names(package: Package) -> list[str]:
    """Return the names of the charts that the package defines, in file order.

    Raises
    ------
    PackageError
        When `charts.toml` has faults; the error lists them all.
    """
    return list(charts_file.read(package))


def _refuse_unknown_form(form: str) -> None:
    if form not in charts_file.FORMS:
        raise UnknownWord(f"no chart form {form!r}", form, charts_file.FORMS)


def _makers(package: Package) -> str:
    """Name who stands behind the package: its contributors, else its title."""
    people = [str(one["title"]) for one in package.descriptor.get("contributors", [])]
    return listed(people) or str(package.descriptor.get("title", package.path.name))


def _written(package: Package, chosen: rank.Chosen) -> list[Note]:
    """Return the written caveats of the rows and of the population figures under them."""
    of_base = dict(
        zip(chosen.base.get("figure_id", []), chosen.base.get("country", []), strict=True)
    )
    row_of = dict(zip(chosen.rows["country"], chosen.rows["figure_id"], strict=True))
    notes = caveats.written(package, chosen.rows)
    for note in caveats.written(package, chosen.base) if len(chosen.base) else []:
        touched = tuple(row_of[of_base[figure]] for figure in note.figures)
        notes.append(Note(None, note.text, note.long, touched, note.rule))
    return notes


def _disputed(package: Package, chosen: rank.Chosen, highlight: str | None) -> list[Note]:
    """Return who disagrees with the highlighted figure, the one that the words are about."""
    shown = chosen.rows.drop(columns=["amount", "place"]).to_dict("records")
    about = frozenset(chosen.rows.loc[chosen.rows["country"] == highlight, "figure_id"])
    return caveats.disputed(View(package, tuple(shown), focus=about))


def _left_out(chosen: rank.Chosen) -> list[Note]:
    if not chosen.left_out:
        return []
    text = f"Not ranked: {rank.reasons(chosen.left_out)}."
    return [Note(None, text, text, tuple(chosen.rows["figure_id"]), "left-out")]


def _alt(
    package: Package, chosen: rank.Chosen, highlight: str | None, notes: tuple[Note, ...]
) -> str:
    """Draft the text alternative, with the main caveat if both fit what a reader sits through."""
    marked = set(chosen.rows.loc[chosen.rows["country"] == highlight, "figure_id"])
    own = [note.text for note in notes if note.number is not None and marked & set(note.figures)]
    shared = [note.text for note in notes if note.number is None]
    main = [*own, *shared]
    for caveat in main:
        text = rank.words.alt(package, chosen, highlight, caveat)
        if len(text) <= ALT_LENGTH:
            return text
    return rank.words.alt(package, chosen, highlight)


def _slug(form: str, choice: Mapping[str, Any]) -> str:
    """Name a choice, so that two choices have two names and a name stays readable."""
    parts = [form, choice["measure"], choice["source"]]
    parts += [str(choice[key]) for key in ("year", "highlight", "per", "top") if key in choice]
    countries = choice.get("countries", [])
    parts += (
        countries
        if len(countries) <= NAMED_COUNTRIES
        else [f"of-{len(countries)}", _mark(countries)]
    )
    return "-".join(parts).lower()


def _mark(countries: list[str]) -> str:
    return f"{crc32(' '.join(countries).encode()):08x}"
