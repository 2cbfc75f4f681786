"""What a class handed in, as a page for the teacher and as a table for the marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from headcount.core.escaping import as_csv, harmless
from headcount.core.files import UnreadFile, read_plain, write_whole
from headcount.publish.export.folder import MARK
from headcount.teach.lesson.gradebook import HEAD, Gradebook, when
from headcount.teach.lesson.kinds import Choice, Number, Question, Sentence
from headcount.teach.lesson.lesson import Lesson
from headcount.teach.lesson.mend import CHANGES
from headcount.teach.pages.page import filled, html_page
from headcount.teach.words import ENGLISH, Words, words

_MOST = 100_000_000  # bytes of a report or of marks


def report(book: Gradebook, known: Mapping[str, Lesson]) -> str:
    """Return a page about a class.

    1. At a glance: a row a student, a column a question, with the tries.
    2. Of each question: who had it right at the first try, and the slip that was made most.
    3. All sentences, to be read aloud.
    4. What does not fit, first of all. No word of a file is ever markup.

    Parameters
    ----------
    book
        What was handed in, checked again (`gradebook.mark`).
    known
        The lessons, by name.
    """
    say = _spoken(known)
    lessons = []
    for name in dict.fromkeys(record["lesson"] for record in book.records):
        records = [one for one in book.records if one["lesson"] == name]
        asked = known[name].questions if name in known else {}
        columns = list(asked or dict.fromkeys(key for one in records for key in one["answers"]))
        glance, slips = [*_glance(records, columns, say)], [*_slips(records, asked, say)]
        aloud = [*_aloud(records, asked, say)]
        parts = {"columns": columns, "glance": glance, "slips": slips, "aloud": aloud}
        lessons.append({"name": name, **parts})
    body = filled("report.html", say, faults=[one.by(say) for one in book.faults], lessons=lessons)
    return html_page(say("What the class handed in"), body, language=say.language)


def _spoken(known: Mapping[str, Lesson]) -> Words:
    """Return the words of the lessons' language; of several, English ones."""
    languages = {lesson.language for lesson in known.values()}
    return words(languages.pop() if len(languages) == 1 else ENGLISH)


def table(book: Gradebook, say: Words | None = None) -> str:
    """Return the marks as CSV, by lesson and surname, as spreadsheets in that language open it.

    Examples
    --------
    >>> one = {"given": "a", "right": True, "tries": 2}
    >>> ada = {"lesson": "x", "student": "Ada B. Adams", "file": "a.json", "answers": {"q": one}}
    >>> print(table(Gradebook((ada,), ())).splitlines()[1])
    Adams,Ada B.,x,,1,1,2,a.json
    """
    rows = sorted(map(_row, book.records), key=lambda row: (row[2], row[0].casefold(), row[1]))
    say = say or Words()
    cells = ([harmless(str(cell)) for cell in row] for row in rows)
    return as_csv([map(say, HEAD), *cells], between=say.separator)


def write(folder: Path, book: Gradebook, known: Mapping[str, Lesson]) -> list[Path]:
    """Write report and marks into a folder, and return what was written.

    Marks that somebody changed since they were written are kept beside the new ones.

    Raises
    ------
    ValueError
        When the folder has a report.html that is none of ours, or a pipe or device in its place.
    """
    page, marks = folder / "report.html", folder / "gradebook.csv"
    if MARK not in _there(page, MARK):
        raise ValueError(f"{page} is not a report of ours, and is kept")
    new = table(book, _spoken(known))
    made = [page, marks]
    if _there(marks, new) != new:
        before = marks.with_stem("gradebook-before")
        marks.replace(before)
        made.append(before)
    write_whole(page, report(book, known).encode("utf-8"))
    write_whole(marks, new.encode("utf-8-sig"))  # spreadsheets know UTF-8 by its mark
    return made


def _there(path: Path, nothing: str) -> str:
    try:
        found = read_plain(path, _MOST).decode("utf-8-sig", errors="replace")
        return found.replace("\r\n", "\n")  # as spreadsheets save it
    except FileNotFoundError:
        return nothing
    except UnreadFile as error:
        raise ValueError(f"{path} {error.wrong}") from None


def _row(record: Mapping[str, Any]) -> tuple[Any, ...]:
    surname, name = names(record["student"])
    answers = record["answers"].values()
    right, tries = (sum(one[what] for one in answers) for what in ("right", "tries"))
    date = when(record)[:10]
    return (surname, name, record["lesson"], date, right, len(answers), tries, record["file"])


def names(student: str) -> tuple[str, str]:
    """Take a name apart, into the surname and the rest.

    Examples
    --------
    >>> names("Ada B. Adams"), names("Adams, Ada"), names("김철수")
    (('Adams', 'Ada B.'), ('Adams', 'Ada'), ('김철수', ''))
    """
    surname, comma, name = student.partition(",")
    if not comma:
        name, _, surname = student.rpartition(" ")
    return surname.strip(), name.strip()


def _glance(
    records: Sequence[Mapping[str, Any]], keys: Sequence[str], say: Words
) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Give each student, how much is right, and of each question how it was answered."""
    for record in records:
        answers = [record["answers"].get(key) for key in keys]
        right = sum(bool(one and one["right"]) for one in answers)
        told = say("{at} of {all}", at=right, all=len(keys))
        yield record["student"], told, [_cell(one, say) for one in answers]


def _cell(one: Mapping[str, Any] | None, say: Words) -> tuple[str, str]:
    if not one or one["given"] is None:
        return "none", "–"
    many = one["tries"]
    tries = "" if many == 1 else f" ({say.count(many, '{n} try', '{n} tries')})"
    right = "yes" if one["right"] else "no"
    return right, f"{say(right)}{tries}"


def _slips(
    records: Sequence[Mapping[str, Any]], asked: Mapping[str, Question], say: Words
) -> Iterator[tuple[str, str, str]]:
    """Give each question, who had it right at the first try, and the slip that was made most."""
    for key, question in asked.items():
        answers = [one["answers"][key] for one in records]
        first = sum(one["right"] and one["tries"] == 1 for one in answers)
        slips = Counter(slip for one in answers for slip in set(_wrong(question, one)))
        told = say("none")
        for slip, many in slips.most_common(1):
            told = f"{slip} ({say.count(many, 'one student', '{n} students')})"
        of_all = say("{at} of {all}", at=first, all=len(records))
        yield f"{key}: {question.prompt}", of_all, told


def _wrong(question: Question, one: Mapping[str, Any]) -> Iterator[str]:
    """Give each slip of a student, in words."""
    for given in one["tried"] or ([] if one["given"] is None else [one["given"]]):
        try:
            read = question.read(given)
            verdict = question.judge(read)
        except (TypeError, ValueError):  # of a file that somebody wrote
            continue
        if verdict.right:
            continue
        if isinstance(question, Choice):
            yield f"{read}: {question.options[read]}"
        elif isinstance(question, Number):
            yield f"{question.say.number(float(question.value(read)))} {question.unit}"
        elif isinstance(question, Sentence):
            yield from (rule.label for rule in question.rules if not rule.is_kept(read))
        else:
            yield "; ".join(question.say(CHANGES[change]) for change in read)


def _aloud(
    records: Sequence[Mapping[str, Any]], asked: Mapping[str, Question], say: Words
) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """Give each question that asks for a sentence, and the sentences with who wrote them."""
    for key, question in asked.items():
        if not isinstance(question, Sentence):
            continue
        students: dict[tuple[str, bool], list[str]] = {}  # of each sentence: many leave it as it is
        for one in records:
            answer = one["answers"][key]
            if answer["given"] is not None:
                said = str(answer["given"]), bool(answer["right"])
                students.setdefault(said, []).append(one["student"])
        head = say("To read aloud: {question}", question=question.prompt)
        yield head, [(said, ", ".join(who), right) for (said, right), who in students.items()]
