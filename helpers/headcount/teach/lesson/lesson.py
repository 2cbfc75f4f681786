"""One lesson as one student takes it: its questions, what was answered, what is handed in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from headcount.core.errors import NotAnAnswer
from headcount.teach.lesson import handin
from headcount.teach.lesson.kinds import Choice, Number, Question, Sentence
from headcount.teach.words import ENGLISH, Words, words

if TYPE_CHECKING:
    from headcount.charts.chart import Chart
    from headcount.notebook.chartview import ChartView
    from headcount.teach.lesson.mend import Mend

_OF_AN_ANSWER = ("kind", "given", "right", "tries", "tried")

Asked = TypeVar("Asked", bound=Question)


class Lesson:
    """The questions of a lesson, in the order in which they are asked.

    1. A question that is asked twice, because its cell is run again, is one question.
    2. In a student's copy each answer is kept, in a file beside the notebook and in the notebook's
       own table of progress. When the notebook is opened and run again, the answers are there.
    3. In a teacher's copy nothing is kept: it gives the right answers itself.

    Parameters
    ----------
    name
        A slug.
    sealed
        The envelopes of a student's copy: a line for each question, its key first.
    folder
        Where answers are kept; the notebook's own folder by default.
    language
        In which it speaks; `headcount.teach.words` has its words.

    Examples
    --------
    >>> lesson = Lesson("first")
    >>> who = lesson.choice("who", "Who said it?", a="A minister", b="Nobody who is named")
    >>> who.solution("b", "The text names no one.", a="Where does the text say so?")
    >>> print(who.answer("a").text())
    Not yet.
    Where does the text say so?
    """

    def __init__(
        self, name: str, sealed: str = "", folder: Path | str = ".", language: str = ENGLISH
    ) -> None:
        self.name = name
        self.language = language
        self.say = words(language)
        self.questions: dict[str, Question] = {}
        self._sealed = {key: rest for key, *rest in map(str.split, sealed.strip().splitlines())}
        self._folder = Path(folder)
        self._has_key = False
        self._kept = handin.kept(name, self._folder) if sealed else {}
        self._table: Any = None  # the handle of the one that shows the progress

    # Asking

    def choice(self, key: str, prompt: str, **options: str) -> Choice:
        """Ask to choose; see `Choice`. Each keyword is the letter of an answer."""
        return self._add(Choice(self, key, prompt, options))

    def number(self, key: str, prompt: str, *, unit: str, step: float, hint: str) -> Number:
        """Ask for a number; see `Number`."""
        return self._add(Number(self, key, prompt, unit=unit, step=step, hint=hint))

    def sentence(self, key: str, prompt: str, *, start: str) -> Sentence:
        """Ask for a better sentence; see `Sentence`."""
        return self._add(Sentence(self, key, prompt, start=start))

    def mend(self, key: str, prompt: str, *, chart: Chart, manner: str, headline: str) -> Mend:
        """Show the misleading variant of a chart, to be mended; see `Mend`."""
        from headcount.teach.lesson.mend import Mend  # the one kind that needs charts

        return self._add(Mend(self, key, prompt, chart=chart, manner=manner, headline=headline))

    def show(self, chart: Chart) -> ChartView:
        """Show a chart that answers to the pointer, without its sentence: students write it."""
        from headcount.notebook.chartview import ChartView

        return ChartView(replace(chart, sentence=""))

    # Answering

    @property
    def points(self) -> int:
        """How many questions are answered right: what a grader counts."""
        return sum(question.right for question in self.questions.values())

    def progress(self) -> Report | None:
        """Show how far the lesson is answered; in a notebook the table changes with each answer."""
        report = Report(self.record(), self.say)
        self._table = report.show()
        return report if self._table is None else None

    def hand_in(self, name: str) -> None:
        """Write the answers into a file for the teacher, and say where it is; ask for a name first.

        Parameters
        ----------
        name
            Whose answers they are, as the teacher knows the student.
        """
        if not name.strip(" ."):  # printed: an error would stop the cells that wait behind this one
            asked = "Put your name between the quotation marks: {code}"
            print(self.say(asked, code='lesson.hand_in("Ada Adams")'))  # noqa: T201
            return
        path = self._folder / handin.file_name(self.name, name)
        handin.write(
            path,
            self.record()
            | {"student": name.strip(), "written": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"},
        )
        done = "{file} is written: {right} of {all} answered right."
        told = {"file": path.name, "right": self.points, "all": len(self.questions)}
        print(self.say(done, **told))  # noqa: T201
        print(self.say("It is in the list of files on the left. Give that file to your teacher."))  # noqa: T201

    def record(self) -> dict[str, Any]:
        """Return what was answered, as plain data."""
        return {
            "lesson": self.name,
            "answers": {
                key: {name: getattr(one, name) for name in _OF_AN_ANSWER}
                for key, one in self.questions.items()
            },
        }

    # What questions ask of their lesson

    def envelopes(self, key: str) -> list[str]:
        """Return the envelopes that this copy holds for a question."""
        return self._sealed.get(key, [])

    def _add(self, question: Asked) -> Asked:
        """Take a question in, with what was answered to it before."""
        before = self.questions.get(question.key)
        self.questions[question.key] = question
        kept = self._kept.get(question.key)
        if before is not None and before.given is not None:
            kept = {"given": before.given, "tries": before.tries, "tried": before.tried}
        if kept is not None and kept["given"] is not None:
            with suppress(NotAnAnswer):  # else the question has changed since; it is asked anew
                given = question.read(kept["given"])
                question.take(given, question.judge(given))
                question.tries = int(kept["tries"])
                question.tried = list(kept.get("tried", ()))
        return question

    def keep(self) -> None:
        """Keep what is answered so far, and bring the table of progress up to date."""
        if self._sealed and not self._has_key:
            handin.write(handin.keeper(self.name, self._folder), self.record())
        if self._table is not None:
            self._table.update(Report(self.record(), self.say))

    def show_key(self) -> None:
        """Take note that this copy gives the answers itself."""
        self._has_key = True

    def sealed(self) -> str:
        """Return the envelopes of all questions, as a student's copy holds them."""
        return "\n".join(
            " ".join([question.key, *question.sealed()]) for question in self.questions.values()
        )


@dataclass(frozen=True)
class Report:
    """A table of progress; the record itself travels with it when the notebook is saved.

    Parameters
    ----------
    record
        As `Lesson.record` gives it.
    say
        The words of the lesson.
    """

    record: dict[str, Any]
    say: Words = field(default_factory=Words)

    @property
    def _summary(self) -> str:
        answers = self.record["answers"].values()
        right = sum(one["right"] for one in answers)
        return self.say("{right} of {all} answered right", right=right, all=len(answers))

    def text(self) -> str:
        """Return the table as text.

        Examples
        --------
        >>> one = {"kind": "choice", "given": "a", "right": False, "tries": 2}
        >>> print(Report({"lesson": "first", "answers": {"who": one}}).text())
        0 of 1 answered right
          who: not yet (2 tries)
        """
        rows = [f"  {key}: {_state(one, self.say)}" for key, one in self.record["answers"].items()]
        return "\n".join([self._summary, *rows])

    def html(self) -> str:
        """Return the table as markup."""
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(key)}</th>'
            f'<td style="text-align:left">{_state(one, self.say)}</td></tr>'
            for key, one in self.record["answers"].items()
        )
        return f"<table><caption>{self._summary}</caption><tbody>{rows}</tbody></table>"

    def show(self) -> Any:
        """Show the table in a notebook, and return the handle that changes it; None elsewhere."""
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            return None
        return display(self, display_id=True) if get_ipython() else None

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            handin.MIME: handin.marked(self.record),
            "text/html": self.html(),
            "text/plain": self.text(),
        }


def _state(one: dict[str, Any], say: Words) -> str:
    if one["given"] is None:
        return say("not answered")
    many = one["tries"]
    tries = f" ({say.count(many, '{n} try', '{n} tries')})" if many > 1 else ""
    return say("right" if one["right"] else "not yet") + tries
