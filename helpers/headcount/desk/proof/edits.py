"""What a copy chief changes in a draft's own sentence: the number, a verb, a date, and nothing else.

An edit is made only where the grammar tells which words are to go: of two verbs that could be meant
none is touched, and neither are quotations, headlines in capitals and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headcount.caveats.facts import Facts
from headcount.core.wording import capital
from headcount.desk.proof.draft import Draft
from headcount.desk.proof.index import Candidate
from headcount.desk.proof.reading import Reading
from headcount.figures.dates import on, parse

_LONG = 2_000  # characters: what is longer is no sentence, and mended by nobody
_NO_ROOM = re.compile(
    r"\b(?:an?|the|these|those|this|its|their|his|her|our|another|all|every"
    r"|other|first|last|next|to|or|and|between|of)\s+$|[\w$€£#.-]$",
    re.IGNORECASE,
)
"""Words before a number after which "about" or "up to" cannot stand."""
_EXACTLY = re.compile(r"\b(?:exactly|precisely) $", re.IGNORECASE)
_LISTED = re.compile(r"[()\[\]|;:?!#*\t\n]|--| [–—-] |[a-z]\. ")
_TWO_CLAUSES = re.compile(r", (?:and|but|while|though|which|who)\b")
_SAYS = re.compile(
    r"\b(?:says?|said|according|reports?|reported|counts?|counted|shows?|by the)\b|, (?!\d{4})"
)
_SO_FAR = re.compile(r" (?:so far|to date|thus far|until now|up to now|as of now)\b")
_NOW = re.compile(r"\b(?:now|already|currently|today|still|at present)\b ?", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have)\b(?= (?:\w+ly )?(?:been|lost|\w+ed|sent)\b)")

_LEAD = re.compile(
    r"(?:\b(in|on|at|by|until|as of) )?(?:the (?:end|start|beginning|middle) of )?$", re.IGNORECASE
)

_GONE = r"(?:died|fallen|perished|lost their lives)"
_DEAD: Mapping[str, str] = {
    rf"(has|have|had) {_GONE}": r"\1 been killed or wounded",
    r"(?:died|fell|perished|lost their lives)": "were killed or wounded",
    r"killed(?! (?:and|or)\b)": "killed or wounded",
    r"deaths": "casualties",
    r"(are|were|is|was) dead": r"\1 dead or wounded",
    r"dead(?! (?:and|or)\b)": "dead and wounded",
}
"""By the words for the dead, what is said of the dead and wounded."""

_IRREGULAR = {
    "send": "sent", "build": "built", "fight": "fought", "come": "came|come", "go": "went|gone",
    "ship": "shipped|shipped", "take in": "took in|taken in", "rebuild": "rebuilt",
}  # fmt: skip
_REGULAR = [
    "arrive", "deploy", "dispatch", "receive", "reach", "join", "move", "hire", "enter", "recruit",
    "land", "transfer", "work", "serve", "station", "employ", "train",
]  # fmt: skip
_FORMS = {base: re.sub("e?$", "ed", base, count=1) for base in _REGULAR} | _IRREGULAR
_BASE = {form: base for base, forms in _FORMS.items() for form in {base, f"{base}s", f"{base}es", *forms.split("|")}}  # fmt: skip
_OF_THEMSELVES = {"arrive", "come", "go", "join", "work", "fight", "serve", "reach", "enter", "land", "build", "rebuild"}  # fmt: skip
"""What those who are counted do; the other verbs are done to them: "soldiers sent to the front"."""
_NO_VERB = re.compile(
    r"\b(?:at|to|of|the|an?|in|for|from|by|and|or|with|their|its|hard|will|would|could|started) $"
)
_DONE = re.compile(
    r"\b(?P<aux>(?:has|have|had|is|are|was|were) )?(?:(?:already|now|just|all|since) )*(?P<been>been )?"
    rf"(?P<verb>{'|'.join(sorted(_BASE, key=len, reverse=True))})\b"
)
"""A verb of what was done, with what goes before it."""


@dataclass(frozen=True, order=True)
class Edit:
    """A stretch of the draft's plain text, and what is to stand there."""

    start: int
    end: int
    text: str


class OwnSentence:
    """The draft's own sentence around an amount; each method gives its edits, or None.

    Parameters
    ----------
    draft, read
        The draft, and the amount as it was read.
    """

    def __init__(self, draft: Draft, read: Reading) -> None:
        self._read, self._plain = read, draft.plain
        self.start, end = read.sentence
        self.text = draft.plain[self.start : min(end, self.start + _LONG)].rstrip()
        self.end = self.start + len(self.text)
        is_ours = not (re.search(r"[\"“”]", self.text) or self.text.isupper())
        self.is_whole = end <= self.start + _LONG
        self.is_open = is_ours and self.is_whole and "\n" not in self.text
        self._is_alone = not any(self.start <= one.start < self.end for one in read.others)

    @property
    def whole(self) -> str:
        """The sentence as it is."""
        text = " ".join(self.text.split())
        return text if text.endswith((".", "!", "?", '"', "”")) else f"{text}."

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the sentence with edits, each made once; nothing where two are of the same words."""
        text, last = self.text, self.end
        for one in sorted(set(edits), reverse=True):
            if one.end > last:
                return ""
            text, last = (
                text[: one.start - self.start] + one.text + text[one.end - self.start :],
                one.start,
            )
        return " ".join(text.split())

    def amount(self, held: Candidate) -> list[Edit] | None:
        """Put a figure's amount in the place of the draft's."""
        amount = self._read.amount
        lead = self._plain[self.start : amount.start]
        exactly = _EXACTLY.search(lead)
        start = self.start + exactly.start() if exactly else amount.start
        if _NO_ROOM.search(self._plain[self.start : start]):
            return None
        text = held.amount.words()
        if amount.text.casefold().startswith(("a further", "another", "an additional")):
            text = f"another {text}"
        return [
            Edit(start, amount.end, text if lead[: start - self.start].strip() else capital(text))
        ]

    def tail(self, added: str) -> list[Edit] | None:
        """Add who gives a number, or of when it is, at the end of a plain sentence."""
        if not added:
            return []
        behind = self._plain[self._read.amount.end : self.end]
        is_said = _SAYS.search(self.text if added.startswith(", according") else behind)
        if not self._is_alone or is_said or _LISTED.search(self.text[:-1]):
            return None
        if _TWO_CLAUSES.search(self.text):
            return None
        end = self.end - self.text.endswith((".", "!"))
        return [Edit(end, end, added)]

    def dead_or_wounded(self) -> list[Edit] | None:
        """Say killed or wounded of those whom the draft has dead."""
        return None if re.search(r"\b(?:alone|only)\b", self.text) else self._one(_DEAD)

    def planned(self) -> list[Edit] | None:
        """Say of what the draft has done that it is to be done."""
        found = [
            it for it in _DONE.finditer(self.text) if not _NO_VERB.search(self.text[: it.start()])
        ]
        if len(found) != 1:
            return None
        (hit,) = found
        verb, aux = hit["verb"], (hit["aux"] or "").strip()
        base = _BASE[verb]
        is_before = self._read.amount.start < self.start + hit.start()
        was, now = ("were", "are") if is_before else ("was", "is")
        participle = _FORMS[base].split("|")[-1]
        if hit["been"] or aux in ("is", "are", "was", "were"):
            be = {"has": "is", "have": "are", "had": was}.get(aux, aux)
            text = f"{be} to be {participle}"
        elif is_before and not aux and base not in _OF_THEMSELVES:
            text = f"to be {participle}"
        else:
            is_past = aux == "had" or (not aux and verb not in (base, f"{base}s", f"{base}es"))
            text = f"{was if is_past else now} to {base}"
        edits = [Edit(self.start + hit.start(), self.start + hit.end(), text)]
        if already := re.search(r" already\b", self.text[hit.end() :]):
            first, last = (self.start + hit.end() + at for at in already.span())
            edits.append(Edit(first, last, ""))
        return edits

    def dated(self, held: Candidate) -> list[Edit] | None:
        """Put a figure's date in the place of the draft's, with the word before it."""
        dates, day = self._read.dates, parse(str(held.row["as_of"]))
        if not self._is_alone or len(dates) != 1 or day.start is None or day.start.mark:
            return None
        (one,) = dates
        is_by = any(it.keys & held.speakers for it in self._read.speakers)
        is_one = day.start == day.end and one.span.start == one.span.end
        if not is_one or (one.is_said and not is_by) or not self.start <= one.start < self.end:
            return None
        lead = _LEAD.search(self._plain[self.start : one.start])
        word = (lead and lead[1]) or ""
        new = on(str(held.row["as_of"])).strip()
        if not word and day.start.day:
            return None
        if word.casefold() not in ("in", "on", "at"):
            new = f"{word} {new.partition(' ')[2]}".strip()
        start = self.start + lead.start(1) if lead and word else one.start
        text = self._plain[one.start : one.end]
        behind = self._plain[one.end : one.end + 1]
        if day.start.day and behind not in ",.;)" and self._plain[one.end : self.end].strip():
            new += ","
        gone = one.end + (behind == "," and "," in text and not day.start.day)
        return [Edit(start, gone, capital(new) if word[:1].isupper() else new)]

    def since(self, later: Candidate, facts: Facts) -> list[Edit] | None:
        """Put a later figure in the place of one that is out of date, and say of when it is."""
        amount = self._later_amount(later)
        when = f" {facts.dated_after_verb(later.row)}"
        if amount is None or self._read.dates or self._read.months:
            return None
        verbs = list(_PERFECT.finditer(self.text))
        tense = [Edit(self.start + it.start(), self.start + it.end(), "had") for it in verbs]
        if so_far := _SO_FAR.search(self.text):
            place = [Edit(self.start + so_far.start(), self.start + so_far.end(), when)]
            return amount + tense + place
        if _NOW.search(self.text):
            return None
        if len(verbs) == 1 and (tail := self._behind(verbs[0].end(), when)):
            return amount + tense + tail
        tail = self.tail(when)
        return None if tail is None else amount + tail

    def _behind(self, verb: int, when: str) -> list[Edit] | None:
        """Add a date where the clause of a verb ends, if it is the sentence's last."""
        rest = self.text[verb:].rstrip(".")
        if not self._is_alone or _SAYS.search(rest) or _LISTED.search(rest):
            return None
        end = self.end - self.text.endswith(".")
        return [Edit(end, end, when)]

    def _later_amount(self, later: Candidate) -> list[Edit] | None:
        edits = self.amount(later)
        own = self._read.amount.words()
        if edits and own.get("qualifier") == later.amount.qualifier:
            text = re.sub(r"^(?:about|more than|at least|up to|nearly) ", "", later.amount.words())
            written = self._plain[edits[0].start : edits[0].end]
            word = re.match(r"(?:[^\d]+ )?", written)
            return [Edit(edits[0].start, edits[0].end, f"{word[0] if word else ''}{text}")]
        return edits

    def _one(self, said: Mapping[str, str]) -> list[Edit] | None:
        """Change the one place where any of some words stand; None where there are more."""
        found: dict[int, Edit] = {}
        for words, instead in said.items():
            for hit in re.finditer(rf"\b{words}\b", self.text):
                start, end = self.start + hit.start(), self.start + hit.end()
                if not any(one.start <= start < one.end for one in found.values()):
                    found[start] = Edit(start, end, hit.expand(instead))
        return list(found.values()) if len(found) == 1 else None
