"""A chart with all its words, made from a choice of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

from headcount import caveats
from headcount.caveats import Note, Notes, View
from headcount.charts import FORMS, Form, Selection, card, charts_file, contents
from headcount.charts.bars import needed
from headcount.charts.form import COMMON, TEXT, Parameter
from headcount.core.errors import NothingFits, UnknownWord, WrongChoice
from headcount.core.rich import Quote
from headcount.core.wording import brief, cardinal, listed, slug, tally
from headcount.figures import provenance
from headcount.figures.frames import stamped
from headcount.figures.package import Package, PackageError, find_folder
from headcount.figures.quantity import Quantity
from headcount.render import house
from headcount.render.formats import Card, Format
from headcount.render.house import House
from headcount.render.layout import ChartWords, in_black, lay_out
from headcount.render.scene import Plot, Scene
from headcount.render.style import PAPER
from headcount.render.svg import still
from headcount.render.typesetting import described, hover, set_in

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    import plotly.graph_objects as go

    from headcount.charts.proofread import Doubt

CHART_MIME = "application/vnd.headcount.chart+json"
"""What an output says of the chart it shows, for whoever reads an executed notebook."""

ALT_LENGTH = 300
DISPLAY_WIDTH = 680
MORE = "more"
"""The rule of the line that says how many there are."""

SOURCES = 4
"""As many sources stand under a picture; of more, one fewer, and the record leads to all."""
_FLOWS = "stock-beside-flow"  # says of figures what their own caveat says of them
LONGEST_NAME = 80
"""Characters of a name: files add their own words to it, and systems allow 255 bytes."""

NAMED = 4
"""As many words of a list stand in a chart's name; of a longer one, its mark does."""


@dataclass(frozen=True)
class Chart:
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
        The caveats of the rows in view, numbered; a notebook shows them in full.
    choice
        What was chosen: ``make_chart(package, **choice)`` gives the same chart.
    package
        The data it was made from.
    selection
        The rows, as the form chose them.
    descriptions
        What each row says when it is pointed at, its notes with it, line by line.
    why
        Where the form was found and not asked for: which it is, and why.

    Examples
    --------
    >>> import headcount as hc
    >>> chart = hc.named(hc.read(), "fourth-largest")
    >>> isinstance(chart, hc.Chart), len(chart.rows), chart.figure().layout.xaxis.title.text
    (True, 9, 'Active personnel')
    """

    name: str
    form: str
    headline: str
    deck: str
    sentence: str
    notes: Notes
    source_line: str
    credit: str
    alt: str
    choice: Mapping[str, Any]
    package: Package = field(repr=False)
    selection: Selection = field(repr=False)
    descriptions: tuple[str, ...] = field(repr=False, default=())
    why: str = ""

    @property
    def rows(self) -> pd.DataFrame:
        """The figures drawn: every column of the figures, and `amount`, `name`, `note_numbers`."""
        return stamped(self.selection.rows, self.package)

    @property
    def base(self) -> pd.DataFrame:
        """The figures that rows were divided by; `under` names the row."""
        return self.selection.base

    @cached_property
    def view(self) -> View:
        """What is shown together, as the rules that derive caveats take it."""
        return _view(self.package, self.selection)

    @property
    def house(self) -> House:
        """How the newsroom prints whose data it is: the folder's ``house.toml``, or ours."""
        return house.of(self.package)

    @property
    def hovers(self) -> tuple[str, ...]:
        """The `descriptions` as plotly takes them; ``<br>`` parts the lines."""
        return tuple(hover(text.split("\n")) for text in self.descriptions)

    def figure(
        self, width: int = DISPLAY_WIDTH, height: int | None = None, *, dark: bool = False
    ) -> go.Figure:
        """Return the chart as a plotly figure: its rows on real axes, with the picture's words.

        For whoever goes on with plotly, and imported for them alone: it takes longer than a chart.
        A trace's points carry their `figure_id` as `customdata`, and all of their notes as the text
        that is shown on pointing; `layout.meta` says what the figure is made of, with every note
        and source. Plotly's buttons that upload a chart, or save it without its record, are off.

        Parameters
        ----------
        width
            Pixels. Words are wrapped for it, and the figure is as high as they need.
        height
            Pixels to fill; a figure that needs more is higher.
        dark
            Draw it in the dark theme.
        """
        import plotly.graph_objects as go

        from headcount.charts import native

        drawn = self.plotly_data(width, height)
        return go.Figure(native.turned(drawn, self.house.night) if dark else drawn)

    def plotly_data(self, width: int = DISPLAY_WIDTH, height: int | None = None) -> dict[str, Any]:
        """Return the plotly figure as plain data, as plotly.js takes it; plotly is not imported."""
        from headcount.charts import native

        made_of = {
            "figures": list(self.selection.by_id),
            "record": self.record,
            "notes": [{"number": note.number, "text": note.text} for note in self.notes],
            "source_line": self.source_line,
            "alt": self.alt,
        }
        rows = zip(self._drawn.records, self.hovers, strict=True)
        told = tuple({**row, "hover": text} for row, text in rows)
        with set_in(self.house.setting):
            traces = FORMS[self.form].figure(replace(self._drawn, records=told), width)
            drawn = native.drawing(traces, self._printed, width, height, made_of)
        return drawn if self.house.is_ours else native.turned(drawn, self.house.colors())

    def drawing(self, width: int = 600, height: int | None = None, *, dark: bool = False) -> Scene:
        """Return the chart as a scene, laid out for `width` pixels.

        Parameters
        ----------
        width
            Pixels.
        height
            Pixels to fill. The marks come closer or stand further apart for it, as far as stays
            legible; a scene that still needs more is higher, and none is ever cut.
        dark
            Draw it in the dark theme.
        """
        figures = dict(zip(self.selection.by_id, self.descriptions, strict=True))
        # what is said of all figures, and in the deck word for word, is said once
        words = self._printed
        notes = tuple(one for one in words.notes if one.number or one.text not in self.deck)
        words = replace(words, notes=notes)
        with set_in(self.house.setting):
            plot = self._plot(width)
            scene = lay_out(plot, words, width, descriptions=figures)
            if height is not None and scene.height != height:
                plot = self._plot(width, plot.height + height - scene.height)
                scene = lay_out(plot, words, width, height, descriptions=figures)
        return self._housed(scene, dark=dark)

    def picture(self, format_: Format, *, dark: bool = False) -> Scene:
        """Return the chart as it leaves in a format: as a drawing, or as a card of its very size.

        Examples
        --------
        >>> import headcount as hc
        >>> from headcount.render.formats import FORMATS
        >>> card = hc.named(hc.read(), "every-count").picture(FORMATS["social"])
        >>> card.width, card.height
        (1200, 628)
        """
        if format_.card is None:
            scene = self.drawing(format_.width, format_.height, dark=dark)
            if not format_.is_print:
                return scene
            # in black, on paper that is white by itself
            return replace(in_black(scene), colors={**scene.colors, PAPER: "#ffffff"})
        with set_in(self.house.setting):
            return self._housed(self._card(format_.card), dark=dark)

    def _housed(self, scene: Scene, *, dark: bool) -> Scene:
        """Return a scene in the face and the colors of the house."""
        return replace(scene, colors=self.house.colors(dark=dark), setting=self.house.setting)

    def _card(self, size: Card) -> Scene:
        form, focus = FORMS[self.form], self.selection.focus
        items = list(form.items(self.package, self.selection))
        caveat = card.weightiest(self.notes, focus)
        bare = tuple({**row, "note_numbers": ()} for row in self.selection.records)
        draw = partial(form.draw_on_card, replace(self.selection, records=bare))

        def laid_out(line: str) -> Scene:
            notes = (caveat,) if caveat else ()
            words = replace(self._words, notes=notes, source_line=line)
            return card.lay_out_plot(draw, words, size) or card.lay_out(items, focus, words, size)

        scene = laid_out(self.source_line)
        # of many sources a card names few: first those of what it shows
        shown = {one.figure_id for one in (*scene.marks, *scene.labels)}
        rows = [row for row in self.selection.records if row["figure_id"] in shown]
        whose = (*rows, *self.selection.divisors, *self.selection.records)
        line = provenance.source_line(self.package, (row["source_id"] for row in whose))
        return laid_out(self.house.setting.say(line))

    def _plot(self, width: int, height: float | None = None) -> Plot:
        """Draw the marks, by the form."""
        plot = FORMS[self.form].draw(self._drawn, width, height)
        return replace(plot, entries=needed(plot.entries, f"{self.headline} {self.deck}"))

    @cached_property
    def _drawn(self) -> Selection:
        """The rows as a picture marks them: by the numbers of the notes that stand under it."""
        shown = {note.number for note in self._under}
        records = tuple(
            {**row, "note_numbers": tuple(one for one in row["note_numbers"] if one in shown)}
            for row in self.selection.records
        )
        return replace(self.selection, records=records)

    @cached_property
    def _under(self) -> list[Note]:
        """The notes that stand under a picture: the gravest of what it draws."""
        folded = self.selection.folded
        drawn = [note for note in self.notes if not set(note.figures) <= folded]
        return caveats.gravest(drawn, self.house.notes)

    @cached_property
    def contents(self) -> dict[str, Any]:
        """What the chart is made of, as plain data; see `headcount.charts.contents`."""
        return contents.contents(
            self.package,
            contents.used(self.selection),
            self.notes,
            chart=self.name,
            form=self.form,
            choice=dict(self.choice),
            headline=self.headline,
            deck=self.deck,
            sentence=self.sentence,
            alt=self.alt,
            source_line=self.source_line,
            credit=self.credit,
        )

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """What an editor wrote that the rows do not bear; see `headcount.charts.proofread`."""
        from headcount.charts.proofread import proofread  # drafted words need none

        return tuple(proofread(self.package, self.selection, self.notes, self.choice))

    @property
    def record(self) -> str:
        """The short id of what the chart is made of; the same content has the same one."""
        return contents.record_id(self.contents)

    @property
    def credit_line(self) -> str:
        """The credit with the record id, as every picture prints it."""
        return f"{self.credit} · Record {self.record}".removeprefix(" · ")

    @property
    def _words(self) -> ChartWords:
        """Every word that stands around the marks."""
        return ChartWords(
            self.headline, self.deck, self.notes, self.source_line, self.credit_line, self.alt
        )

    @property
    def _printed(self) -> ChartWords:
        """Those of a picture: the notes of what it draws, and as many sources as are read."""
        notes, more = list(self._under), len(self.notes) - len(self._under)
        if more:
            line = f"{tally(more, 'more note')}: record {self.record}"
            notes.append(Note(None, line, line, (), MORE))
        line = provenance.few(self.source_line, SOURCES)
        return replace(self._words, notes=tuple(notes), source_line=line)

    def export(self, out: Path | str = "exports", **given: Any) -> Any:
        """Write the chart's kit into a folder of its name in `out`; see `headcount.export`.

        Examples
        --------
        >>> import headcount as hc
        >>> hc.named(hc.read(), "fourth-largest").export("exports").folder  # doctest: +SKIP
        PosixPath('exports/fourth-largest')
        """
        import headcount  # by the door, for what is published lies behind charts

        return headcount.export(self, out, **given)

    def as_code(self) -> str:
        """Return the one line of Python that makes this chart again."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.choice.items())
        return f"hc.chart(data, {given})"

    @property
    def recipe(self) -> dict[str, Any]:
        """What makes this chart again: its choice, and its data where they are not our own."""
        path = self.package.path
        own = path.resolve() == find_folder().resolve()
        return {"choice": dict(self.choice)} | ({} if own else {"data": str(path)})

    def plain_words(self) -> str:
        """Return every word of the chart as plain text: headline, sentence, notes, source."""
        notes = [f"{note.number or '*'} {note.text}" for note in self.notes]
        quoted = [self.sentence, ""] if self.sentence else []
        return "\n".join([self.headline, "", *quoted, *notes, "", self.source_line])

    def __repr__(self) -> str:
        return "\n\n".join(filter(None, [self.plain_words(), self.why]))

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show the chart in a notebook: a picture that stays when no kernel runs.

        The picture is an SVG inside an <img>: JupyterLab shows that even in a notebook it does not
        trust, which it does for no other kind of SVG, and it weighs a fifth of a PNG.
        """
        scene, style = self.drawing(DISPLAY_WIDTH), self.house.style()
        picture = still(scene, title=self.headline, description=self.alt, style=style)
        return {
            "text/html": picture,
            "text/plain": repr(self),
            CHART_MIME: self.recipe,
        }


def make_chart(package: Package, *, form: str = "rank", **choice: Any) -> Chart:
    """Make a chart from a choice of figures.

    Parameters
    ----------
    package
        The data.
    form
        The chart form, one of `headcount.charts.FORMS`.
    **choice
        What the form takes (its `parameters`), `name`, and an editor's own words: `headline`,
        `deck`, `credit` and `alt`. None stands for what is not asked.

    Raises
    ------
    WrongChoice
        For what no such chart takes, what is missing, and what is not of its kind.
    UnknownWord
        For a form, or a word, that does not exist; the message names what does.
    NothingFits
        When the choice leaves nothing to show.

    Examples
    --------
    >>> from headcount.figures import package
    >>> shown = make_chart(package.read(), measure="active", source="cia-factbook-2022-08-04",
    ...              highlight="PRK")
    >>> shown.source_line
    'Source: CIA World Factbook, Aug. 4, 2022'
    """
    choice = {key: value for key, value in choice.items() if value is not None}
    one = form_named(form)
    takes = {**one.parameters, **COMMON, "name": Parameter(TEXT, "its slug")}
    faults = charts_file.faults({"form": form, **choice}, {}, takes)
    message = "\n".join(f"{key}: {wrong}; {right}" for key, wrong, right in faults)
    if message:
        raise WrongChoice(message)
    given = {key: choice.pop(key) for key in ("name", *COMMON) if key in choice}

    selection = one.select(package, **choice)
    if one.starts_at_zero:
        _refuse_below_zero(one, selection)
    own = house.of(package)
    say = own.setting.say
    notes = tuple(
        replace(note, text=say(note.text), long=say(note.long))
        for note in _notes(package, one, selection)
    )
    borne = caveats.marks(notes)
    numbers = [borne.get(figure, ()) for figure in selection.by_id]
    records = tuple(
        {**row, "name": say(row["name"]), "note_numbers": marks}
        for row, marks in zip(selection.records, numbers, strict=True)
    )
    selection = replace(selection, records=records)
    with set_in(own.setting):
        text = one.describe(package, selection)
    if "deck" in given:  # what only the drafted deck says stays with the picture
        drawn, whole = tuple(selection.by_id), [note for note in notes if note.number is None]
        facts = [Note(None, fact, fact, drawn, "not-shown") for fact in map(say, text.facts)]
        notes = (*whole, *facts, *notes[len(whole) :])
    told = (
        [f"{note.number} {note.text}" for note in notes if note.number in marks]
        for marks in numbers
    )
    sources = [row["source_id"] for row in (*records, *selection.divisors)]
    credit = own.credit or f"Chart: {_makers(package)}"
    return Chart(
        name=given.get("name", _slug(one, choice)),
        form=form,
        headline=say(given.get("headline", text.headline)),
        deck=say(given.get("deck") or " ".join([text.deck, *text.facts])),
        sentence=Quote(say(text.sentence)),
        notes=caveats.Notes(notes),
        source_line=say(provenance.source_line(package, sources)),
        credit=say(given.get("credit", credit)),
        alt=say(given.get("alt") or _alt(package, text.alt, selection, notes, sources)),
        choice={"form": form, **choice, **given},
        package=package,
        selection=selection,
        descriptions=tuple(
            say(described([*lines, *more])) for lines, more in zip(text.hovers, told, strict=True)
        ),
    )


def named_chart(package: Package, name: str, /, **words: str | None) -> Chart:
    """Make a chart that the package names in its `charts.toml`.

    Parameters
    ----------
    package
        The data.
    name
        The chart's name.
    **words
        Words in place of those of the file: `headline`, `deck`, `credit`, `alt`, or another
        `name`. None asks for what is drafted.

    Raises
    ------
    UnknownWord
        When there is none of that name; the message names those there are.
    PackageError
        When `charts.toml` cannot be read, or this chart of it has faults; the error lists them.

    Examples
    --------
    >>> import headcount as hc
    >>> hc.named(hc.read(), "fourth-largest").form
    'rank'
    """
    choice = charts_file.read_one(package, name)
    try:
        return make_chart(package, **{**choice, "name": name, **words})
    except NothingFits as error:
        raise PackageError([charts_file.shows_nothing(package.path, name, error)]) from error


def chart_names(package: Package) -> list[str]:
    """Return the names of the charts that the package defines, in file order.

    Raises
    ------
    PackageError
        When `charts.toml` has faults; the error lists them all.

    Examples
    --------
    >>> import headcount as hc
    >>> "fourth-largest" in hc.chart_names(hc.read())
    True
    """
    return list(charts_file.read(package))


def form_named(name: object) -> Form:
    """Return the form of this name."""
    if not isinstance(name, str):
        raise WrongChoice(
            f"form: {brief(name)} is not a text; write it as one of {', '.join(FORMS)}"
        )
    if name not in FORMS:
        raise UnknownWord(f'No chart form is named "{name}"', name, FORMS)
    return FORMS[name]


def _makers(package: Package) -> str:
    """Name who stands behind the package: its contributors, else its title."""
    people = [str(one["title"]) for one in package.descriptor.get("contributors", [])]
    return listed(people) or str(package.descriptor.get("title", package.path.name))


def _refuse_below_zero(form: Form, selection: Selection) -> None:
    """Raise `NothingFits` for an amount that no length from zero can show."""
    for row in selection.records:
        amount = Quantity.of(row)
        if amount.is_number and amount.least < 0:
            raise NothingFits(
                f"{row['figure_id']} is {amount.words()}: a {form.name} draws lengths from zero, "
                "which cannot show it; a spread or a history can"
            )


def _view(package: Package, selection: Selection) -> View:
    return View(
        package,
        selection.records,
        {row["under"]: row for row in reversed(selection.divisors)},
        focus=frozenset(selection.focus),
    )


def _notes(package: Package, form: Form, selection: Selection) -> tuple[Note, ...]:
    """Return every caveat that the rows in view must bear, numbered from the first row down."""
    derived = [
        note
        for note in caveats.derived(_view(package, selection))
        if note.rule not in form.shown_by_the_picture | selection.unasked
    ]
    under = {row["figure_id"]: row["under"] for row in selection.divisors}
    written = [
        replace(note, figures=tuple(dict.fromkeys(under.get(one, one) for one in note.figures)))
        for rows in (selection.records, selection.divisors)
        for note in caveats.written(package, rows)
    ]
    # those of what the picture leaves to the table come last, so that it counts from one
    order = sorted(selection.by_id, key=lambda figure: figure in selection.folded)
    marked = str(package.resource(selection.records[0]["table"]).get("flow_caveat", ""))
    told = {figure for note in written if note.rule == marked for figure in note.figures}
    derived = [one for one in derived if one.rule != _FLOWS or not told >= set(one.figures)]
    every = [*written, *derived, *selection.asides]
    return caveats.number(every, order, selection.focus, selection.folded)


def _alt(
    package: Package, text: str, selection: Selection, notes: tuple[Note, ...], sources: list[str]
) -> str:
    """Add the main caveat and the sources, as far as a reader sits through them."""
    marked = set(selection.focus)
    own = [note.text for note in notes if note.number is not None and marked & set(note.figures)]
    shared = [note.text for note in notes if note.number is None]
    line = f"{provenance.source_line(package, sources)}."
    if len(f"{text} {line}") > ALT_LENGTH:
        line = f"Sources: {cardinal(len(set(sources)))}."
    for caveat in (*own, *shared):
        whole = f"{text} {caveat} {line}"
        if len(whole) <= ALT_LENGTH:
            return whole
    return f"{text} {line}"


def _slug(form: Form, choice: Mapping[str, Any]) -> str:
    """Name a choice, so that two choices have two names and a name stays readable."""
    parts = [form.name]
    for key in form.parameters:
        value = choice.get(key)
        if isinstance(value, str | int):
            parts.append(str(value))
        elif value is not None:
            parts += _few([*charts_file.texts(value)])
    name = slug("-".join(parts))
    if len(name) <= LONGEST_NAME:
        return name
    whole, mark = name[:LONGEST_NAME], f"{crc32(name.encode()):08x}"
    return f"{whole[: LONGEST_NAME - len(mark)].rpartition('-')[0]}-{mark}"


def _few(words: list[str]) -> list[str]:
    if len(words) <= NAMED:
        return words
    return [f"of-{len(words)}", f"{crc32(' '.join(words).encode()):08x}"]
