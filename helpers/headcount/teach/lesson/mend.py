"""A chart to mend: the misleading variant of a chart, and what may be changed in it."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import ipywidgets

from headcount.charts.chart import Chart
from headcount.core.errors import NotAnAnswer, hint
from headcount.core.wording import capital, cardinal, sentence
from headcount.notebook.chartview import ChartView
from headcount.teach.lesson.kinds import Feedback, Keeper, Question
from headcount.teach.lesson.misleading import MANNERS, ONE_FORM, broken, drafter, misleading_variant

CHANGES = {
    "zero": "Start the bars at zero",
    "midpoints": "Replace each range by its middle: one number is clearer",
    "source": "Name the sources under the chart",
    "status": "Draw claims unlike counts",
    "fewer": "Leave out the smaller ones: they distract",
    "bounds": "Draw each number as its source states it: about, up to, a range",
    "rows": "Bring back the figures that were left out",
    "breaks": "Show where the way of counting changed",
    "base": "Divide by every count of the people, not by one of them",
    "headline": "Let the headline say only what the figures say",
    "notes": "Put the notes back",
}
"""What may be ticked, for every chart alike: what is wrong with this one is to be found."""

HARM = {"midpoints": "bounds", "fewer": "rows"}
"""Changes that make a chart worse, and in what."""

NOTHING = "tick what you would change first; point at it in the chart before you do"


class Mend(Question):
    """Find what is wrong with a chart, and mend it.

    Each tick changes the chart at once; checking compares what is then drawn with the honesty
    rules. Nothing is sealed here: what is wrong can be seen in the chart.

    Parameters
    ----------
    keeper, key, prompt
        As `Question`.
    chart
        The honest chart.
    manner
        How its variant misleads, one of `headcount.teach.lesson.misleading.MANNERS`.
    headline
        What a wrong headline says; nothing where the headline is not wrong.

    Raises
    ------
    ValueError
        For a manner that there is not, or that does not go with the chart or the headline.
    """

    kind = "mend"
    example = '["notes", …]'

    def __init__(
        self, keeper: Keeper, key: str, prompt: str, *, chart: Chart, manner: str, headline: str
    ) -> None:
        if manner not in MANNERS:
            raise ValueError(f'No manner is named "{manner}". {sentence(hint(manner, MANNERS))}')
        for one in MANNERS[manner] & ONE_FORM.keys():
            if chart.form != ONE_FORM[one]:
                raise ValueError(f"{key}: {one} can go wrong in one form alone: {ONE_FORM[one]}")
        if ("headline" in MANNERS[manner]) != bool(headline):
            raise ValueError(f"{key}: a wrong headline goes with a manner that has one")
        self.chart = chart
        self._wrong = MANNERS[manner]
        drafts = drafter(chart)
        self._variant = cache(lambda wrong: misleading_variant(chart, wrong, headline, drafts))
        self._said = cache(self._say)
        self.shows: ChartView | None = None
        super().__init__(keeper, key, prompt)

    def solution(self, changes: list[str]) -> None:
        """Give the changes that mend the chart, and no needless one.

        Raises
        ------
        ValueError
            When they do not mend it, or fewer do.
        """
        for one in sorted(self._wrong):
            if not broken(self._variant(frozenset({one})), self.chart):
                raise ValueError(f"{self.key}: this chart has nothing for {one} to go wrong with")
        if set(changes) != self._wrong:
            raise ValueError(f"{self.key}: the fix is {', '.join(sorted(self._wrong))}")
        self.teach(changes)

    def drawn(self, changes: list[str]) -> Chart:
        """Return the chart with these changes made."""
        return self._variant(self._left(changes))

    def _left(self, changes: list[str]) -> frozenset[str]:
        """Name what is wrong once these changes are made."""
        return self._wrong - set(changes) | {HARM[one] for one in changes if one in HARM}

    def states(self) -> dict[str, Chart]:
        """Return each chart that the ticks can make, by what is wrong with it, in one word.

        Examples
        --------
        >>> import headcount as hc
        >>> from headcount.teach.lesson import Lesson
        >>> chart = hc.named(hc.read(), "promised-and-come")
        >>> asked = Lesson("x").mend("q", "Why?", chart=chart, manner="smooth", headline="")
        >>> list(asked.states())[:3]
        ['', 'bounds', 'rows']
        """
        return {name: self._variant(wrong) for name, wrong in self._states().items()}

    def _states(self) -> dict[str, frozenset[str]]:
        can_be = sorted(self._wrong | set(HARM.values()))
        wrong = (some for many in range(len(can_be) + 1) for some in combinations(can_be, many))
        return {" ".join(one): frozenset(one) for one in wrong}

    def checking(self) -> dict[str, Any]:
        """Return what ticks change, and what is said to each chart that they can make."""
        return {
            "wrong": sorted(self._wrong),
            "harm": HARM,
            "nothing": self.say(NOTHING),
            "needless": [self._needless(many) for many in range(len(CHANGES))],
            "said": {name: self._said(wrong) for name, wrong in self._states().items()},
        }

    def read(self, answer: Any) -> list[str]:
        """Take the names of changes."""
        asked = [answer] if isinstance(answer, str) else list(answer)
        if not asked:
            raise NotAnAnswer(self.say(NOTHING))
        for one in asked:
            if one not in CHANGES:
                raise NotAnAnswer(
                    f'No change is named "{one}". {sentence(hint(str(one), CHANGES))}'
                )
        return [one for one in CHANGES if one in asked]

    def judge(self, given: list[str]) -> Feedback:
        """Check the changed chart by each honesty rule, and the changes for what they are good for.

        A hint is given for one thing at a time, so that a check is no list of what to tick.
        """
        needless = self._needless(len(set(given) - self._wrong - HARM.keys()))
        said = self._said(self._left(given))
        if needless and not said[0]:
            return Feedback(right=False, lines=(("-", needless),), say=self.say)
        more = [("-", needless)] if needless else []
        return Feedback(right=not said[0], lines=(*said[1], *more), say=self.say)

    def _needless(self, many: int) -> str:
        """Say that changes were ticked which this chart has no need of."""
        if not many:
            return ""
        if many == 1:
            return self.say(
                "One of your changes does nothing: the chart was not wrong in that way. Which one?"
            )
        return self.say(
            "{Many} of your changes do nothing: the chart was not wrong in those ways. Which ones?",
            Many=capital(self.say(cardinal(many))),
        )

    def _say(self, wrong: frozenset[str]) -> tuple[int, list[tuple[str, str]]]:
        """Return how many rules the chart breaks with this wrong, and what is said to it."""
        rules = broken(self._variant(wrong), self.chart)
        if rules:
            one, several = "It still misleads in one way.", "It still misleads in {many} ways."
            ways = self.say(cardinal(len(rules)))
            still = self.say(one) if len(rules) == 1 else self.say(several, many=ways)
            return len(rules), [("-", f"{still} {self.say(rules[0].hint)}")]
        notes = (
            "Its notes ({n}) are back: read them."
            if "notes" in self._wrong
            else "Its notes ({n}) belong to it: read them."
        )
        told = self.say(notes, n=len(self.chart.notes))
        return 0, [("", f"{self.say('The chart keeps every rule now.')} {told}")]

    def take(self, given: list[str], verdict: Feedback) -> None:
        """Set an answer, and show the chart that it makes."""
        super().take(given, verdict)
        if self.shows is not None:
            self.shows.show(self.drawn(given))

    def content(self) -> dict[str, Any]:
        """Return what may be ticked."""
        return {"options": [[name, self.say(words)] for name, words in CHANGES.items()]}

    def widget(self) -> ipywidgets.HBox:
        """Return the question with its chart beside it, or below it where there is no room."""
        view = self.view()
        if self.shows is None:
            shows = self.shows = ChartView(self.drawn(self.given or []))
            shows.layout.min_width = "0"  # one that was drawn wider makes no room for itself
            view.observe(lambda change: shows.show(self.drawn(change.new)), "ticked")
            view.layout.flex, shows.layout.flex = "1 1 260px", "3 1 440px"
        return ipywidgets.HBox(
            [view, self.shows],
            layout={"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "0 16px"},
        )

    def lines(self) -> list[str]:
        """Return the question with what may be changed."""
        return [self.prompt, *(f"  {name}: {self.say(words)}" for name, words in CHANGES.items())]
