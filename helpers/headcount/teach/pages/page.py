"""One lesson, run once, as pages: the student's, its answers sealed; the teacher's with the key."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, StrictUndefined

from headcount.charts.chart import Chart
from headcount.notebook.chartview import ChartView
from headcount.publish.export.embed import allowed
from headcount.render import theme
from headcount.render.svg import to_svg
from headcount.teach.lesson import kinds, seal
from headcount.teach.lesson.copies import TEACHER, CellRun, checked
from headcount.teach.lesson.gradebook import HEAD
from headcount.teach.lesson.kinds import MOST_TRIED, Number, Question
from headcount.teach.lesson.lesson import Lesson
from headcount.teach.lesson.mend import CHANGES, Mend
from headcount.teach.words import ENGLISH, Words
from headcount.teach.words.notebook import ANEW

WIDTHS = {"narrow": 390, "wide": 704}
"""What a chart is laid out for: a phone's page, and any other."""

LAB = "lab"
"""Tag of a cell that only a notebook has a use for."""

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    keep_trailing_newline=True,
)  # fmt: skip
_PIECES = re.compile(r"<[^>]+>[^<]*")
_ANCHOR = re.compile(r'<a class="anchor-link".*?</a>')


@dataclass(frozen=True)
class Page:
    """A lesson that was run, to be set as pages.

    Parameters
    ----------
    file
        Its name, without an ending.
    title
        Its heading.
    lesson
        With its questions, each answered.
    steps
        Its cells, in order.
    """

    file: str
    title: str
    lesson: Lesson
    steps: tuple[CellRun, ...]

    @cached_property
    def html(self) -> str:
        """The page of the lesson, set once."""
        return set_page(self)


def taken(path: Path) -> Page:
    """Run a lesson's notebook.

    Raises
    ------
    ValueError
        As `build`.
    """
    notebook = nbformat.read(path, as_version=4)
    try:
        steps = checked(notebook)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    words = next(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    title = re.search(r"^# +(.+)$", words, re.MULTILINE)
    return Page(path.stem, title[1] if title else "A lesson", steps[-1].names["lesson"], steps)


def set_page(page: Page) -> str:
    """Return the page of a lesson as HTML."""
    drawn = {
        one.key: _states(one) for one in page.lesson.questions.values() if isinstance(one, Mend)
    }
    charts = zlib.compress(_json(drawn).encode(), 9)
    say = page.lesson.say
    data = settings(say) | asked(page)
    shown = "\n".join(_shown(page, without=TEACHER, show=_place))
    body = filled("lesson.html", say, lesson=shown)
    packed = base64.b64encode(charts).decode()
    return html_page(page.title, body, data, packed, lesson_script(), say.language)


def teachers_page(page: Page, students: str) -> str:
    """Return the teacher's page of a lesson: a sheet to prepare from, then the key with notes.

    Parameters
    ----------
    page
        The lesson.
    students
        The address of the students' page from there, which it presents in another window.
    """
    sheets = [words(step.cell.source) for step in page.steps if step.is_tagged(SHEET)]
    say = page.lesson.say
    body = filled(
        *("teacher.html", say),
        title=page.title,
        students=students,
        sheet="\n".join(sheets),
        key="\n".join(_shown(page, without=SHEET, show=answered)),
    )
    script = script_of(template("teacher.js"))
    return html_page(page.title, body, {"slide": say("Slide")}, "", script, say.language)


def settings(say: Words) -> dict[str, Any]:
    """Return what a script reads answers and opens envelopes by."""
    return {
        "rounds": seal.ROUNDS,
        "tag": seal.TAG,
        "number": say.pattern,
        "scales": say.scales,
        "about": say.about,
        "decimal": say.decimal,
        "words": say.page,
        "shortest": kinds.SHORTEST,
        "most": MOST_TRIED,
    }


def asked(page: Page) -> dict[str, Any]:
    """Return the questions of a lesson as a script has them."""
    questions = [_question(one) for one in page.lesson.questions.values()]
    return {"lesson": page.lesson.name, "edition": _digest(questions), "questions": questions}


def _shown(page: Page, without: str, show: Callable[[Question], str]) -> Iterator[str]:
    """Give what each cell shows, as HTML, without those of a tag."""
    many, say = 0, page.lesson.say
    for step in page.steps:
        if step.is_tagged(without, LAB):
            continue
        if step.cell.cell_type == "markdown":
            told = words(step.cell.source)
            yield f'<div class="anew">{told}</div>' if step.is_tagged(ANEW) else told
            continue
        if step.printed:
            yield f'<pre class="said">{escape(step.printed.strip())}</pre>'
        if isinstance(step.gave, Question):
            yield show(step.gave)
        elif isinstance(step.gave, ChartView) and step.gave.chart is not None:
            many += 1
            yield _chart(step.gave.chart, f"c{many}-", say)


def evidence(page: Page) -> Iterator[tuple[Question, list[str | Chart]]]:
    """Give each question with what it rests on: what its part of the lesson printed and drew."""
    shown: list[str | Chart] = []
    for step in page.steps:
        if step.is_tagged(TEACHER, LAB):
            continue
        if step.cell.cell_type == "markdown" and re.search(r"^## ", step.cell.source, re.MULTILINE):
            shown = []
        if step.is_tagged(ANEW):
            shown.append(step.cell.source.replace("*", "").strip())
        if step.printed:
            shown.append(step.printed.strip())
        if isinstance(step.gave, Question):
            yield step.gave, list(shown)
            shown = [step.gave.chart] if isinstance(step.gave, Mend) else shown
        elif isinstance(step.gave, ChartView) and step.gave.chart is not None:
            shown.append(step.gave.chart)


def words(source: str) -> str:
    """Return Markdown as HTML."""
    from nbconvert.filters import markdown2html  # half a second, and only this needs it

    return _ANCHOR.sub("", markdown2html(source))


def _place(question: Question) -> str:
    """Return the place of a question, which the page's script fills."""
    return filled("place.html", question.say, asked=question, widths=WIDTHS)


def _chart(chart: Chart, prefix: str, say: Words) -> str:
    pictures = {name: _picture(chart, width, prefix + name[0]) for name, width in WIDTHS.items()}
    many = say.count(len(chart.notes), "1 note in full", "{n} notes in full")
    return filled("chart.html", pictures=pictures, notes=chart.notes, many=many)


def _picture(chart: Chart, width: int, prefix: str) -> str:
    svg = to_svg(chart.drawing(width), label=chart.alt, prefix=prefix, named=False)
    return re.sub(r"<title>.*?</title>", "", svg)


def _question(question: Question) -> dict[str, Any]:
    """Return a question as the page's script has it."""
    asked = {"key": question.key, "kind": question.kind, "prompt": question.prompt}
    asked |= question.content() | question.checking()
    return asked | {"seal": _digest(asked)}


def _states(question: Mend) -> dict[str, Any]:
    """Return all charts that ticks can make, each as a list of pieces that many share."""
    pieces: dict[str, int] = {}
    states = {}
    for name, chart in question.states().items():
        states[name] = {
            which: [
                pieces.setdefault(piece, len(pieces))
                for piece in _PIECES.findall(_picture(chart, width, f"{question.key}-{which[0]}"))
            ]
            for which, width in WIDTHS.items()
        } | {"notes": [note.long for note in chart.notes]}
    return {"pieces": list(pieces), "states": states}


def html_page(
    title: str,
    body: str,
    data: Any = None,
    charts: str = "",
    script: str = "",
    language: str = ENGLISH,
) -> str:
    """Set a page in our style: it may load nothing, and run no script but its own."""
    style = _style()
    policy = (
        f"default-src 'none'; img-src data:; style-src {allowed(style)}; "
        f"script-src {allowed(script)}; base-uri 'none'; form-action 'none'"
    )
    return filled(
        "page.html",
        language=language,
        policy=policy,
        title=title,
        style=style,
        body=body,
        data=_json(data).replace("<", "\\u003c"),
        charts=charts,
        script=script,
    )


def _style() -> str:
    day, dark = (
        " ".join(f"--{name}: {pair[at]};" for name, pair in theme.COLOURS.items()) for at in (0, 1)
    )
    asked = (Path(kinds.__file__).parent / "question.css").read_text(encoding="utf-8")
    return (
        f":root {{ {day} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n"
        f":root {{ color-scheme: dark; {dark} }}\n"
        f"{theme.turned('.picture', lambda _, night: night)}}}\n{asked}{template('page.css')}"
    )


def lesson_script() -> str:
    """Return the script of a lesson's page."""
    front = (Path(kinds.__file__).parent / "question.js").read_text(encoding="utf-8")
    return script_of(
        "const LESSON = DATA;",
        f"const FRONT = (() => {{\n{front.replace('export default', 'return')}}})();",
        template("judging.js"),
        template("page.js"),
    )


def script_of(*parts: str) -> str:
    """Join the parts of a script, which know a page's data as DATA."""
    data = 'const DATA = JSON.parse(document.getElementById("lesson-data").textContent);'
    return "(() => {\n" + "\n".join([data, "const SETTINGS = DATA;", *parts]) + "})();\n"


def handins_page(pages: Sequence[Page]) -> str:
    """Return the page that reads what a class handed in, where files are dropped onto it."""
    say = pages[0].lesson.say
    data = settings(say) | {"lessons": [asked(page) | {"title": page.title} for page in pages]}
    data |= {"head": [say(name) for name in HEAD], "separator": say.separator}
    script = script_of(template("judging.js"), template("handins.js"))
    body = template("handins.html", say)
    return html_page(say("What the class handed in"), body, data, "", script, say.language)


def _digest(value: Any) -> str:
    return hashlib.sha256(_json(value).encode()).hexdigest()[:12]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def template(name: str, say: Words | None = None) -> str:
    """Return a file of this folder that pages are made of, each of its texts in a language."""
    text = (_HERE / name).read_text(encoding="utf-8")
    return say.fill(text) if say else text


def filled(name: str, say: Words | None = None, **parts: Any) -> str:
    """Fill a template of this folder; what it does not take as markup is text, and never markup."""
    return _TEMPLATES.from_string(template(name, say)).render(parts)


SHEET = "sheet"
"""Tag of the one cell that a teacher prepares from."""


def answered(question: Question) -> str:
    """Return a question with its right answer, why it is right, and what is said to the others."""
    number = float(question.value(question.given)) if isinstance(question, Number) else 0.0
    shown = question.say.number(number if number == int(number) else float(f"{number:.3g}"))
    return filled("key.html", question.say, asked=question, number=shown, changes=CHANGES)
