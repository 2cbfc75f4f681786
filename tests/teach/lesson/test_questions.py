"""A wrong answer gets a hint that teaches and not the answer; a right one its reason."""

import pytest
from headcount.core.errors import NotAnAnswer
from headcount.teach.lesson import Lesson, must, must_not
from headcount.teach.lesson.kinds import parse

from .conftest import ask


def test_each_wrong_choice_has_its_own_hint(student):
    who = student.questions["who"]
    assert who.answer("a").text() == "Not yet.\nWhere is he named?"
    assert who.answer("C").text() == "Not yet.\nWho told the paper?"
    assert not who.right
    assert who.answer("b").text() == "Right.\nNobody is named."
    assert who.right


@pytest.mark.parametrize("answer", ["d", "", None, "ab", 1])
def test_what_is_no_answer_is_refused_and_not_kept(student, answer):
    who = student.questions["who"]
    with pytest.raises(NotAnAnswer, match="Choose a or b or c"):
        who.answer(answer)
    assert (who.given, who.tries) == (None, 0)


@pytest.mark.parametrize("answer", [500, "510", " 480 ", "520", "0.5 thousand", "about 495", "524"])
def test_a_number_within_the_tolerance_is_right(student, answer):
    assert student.questions["many"].answer(answer).right


@pytest.mark.parametrize(
    ("answer", "hint"), [("460", "Divide."), ("540", "Divide."), ("5,000", "A nought too many.")]
)
def test_a_slip_gets_its_own_hint_and_any_other_number_the_common_one(student, answer, hint):
    verdict = student.questions["many"].answer(answer)
    assert verdict.text() == f"Not yet.\n{hint}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,140,000", 1_140_000),
        ("1 140 000", 1_140_000),
        ("1.14 million", 1_140_000),
        ("7.7M", 7_700_000),
        ("9%", 9),
        ("8.8 percent", 8.8),
        ("-3", -3),
        (".5", 0.5),
        (4, 4),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert float(parse(text)) == pytest.approx(number)


@pytest.mark.parametrize("text", ["", "many", "1,5", "1.2.3", "12 apples", "1,14,000", "1e5", "-"])
def test_what_could_be_two_numbers_or_none_is_refused(text):
    with pytest.raises(NotAnAnswer, match=r"Write it like 1,250,000 or 12\.5"):
        parse(text)


def test_a_sentence_is_told_what_it_has_and_what_it_lacks(student):
    said = student.questions["said"]
    assert said.answer("The minister is  offering 500 men.").lines == (
        ("+", "Who"),
        ("-", "No offer. Nobody offered."),
    )
    assert said.answer("Ministers said\nthat 500 men might come.").right


@pytest.mark.parametrize("answer", ["", "minister", "a minister said so"])
def test_a_list_of_words_is_no_sentence(student, answer):
    with pytest.raises(NotAnAnswer, match="a whole sentence"):
        student.questions["said"].answer(answer)


@pytest.mark.parametrize(
    ("rule", "sentence", "kept"),
    [
        (must("", ["UK"], ""), "The Ukrainian army", False),
        (must("", ["uk"], ""), "The UK’s army", True),
        (must("", ["Korea's claim"], ""), "Korea’s claim", True),
        (must("", ["report*"], ""), "Reportedly so", True),
        (must("", ["6,000"], ""), "16,000 men", False),
        (must_not("", ["died"], ""), "The studied dead", True),
        (must("", ["killed + wounded"], ""), "Many were killed, injured or wounded", True),
        (must("", ["killed + wounded"], ""), "Some were killed and others wounded", False),
        (must("", ["not ... died"], ""), "It is not said that so many died", True),
        (must("", ["not ... died"], ""), "It is not so: they died", False),
        (must_not("", ["died"], "", unless=["not ... died"]), "Not all died; some died", False),
        (must_not("", ["died"], "", unless=["not ... died"]), "Not all died", True),
        (must("", ["a.b"], ""), "axb", False),
    ],
)
def test_a_rule_finds_whole_words(rule, sentence, kept):
    assert rule.is_kept(sentence) is kept


def test_a_teacher_is_told_of_a_reply_too_few_or_too_many():
    who, many, said = ask(Lesson("first"))
    with pytest.raises(ValueError, match="replies to a, b; answers are a, b, c"):
        who.solution("b", "Yes.", a="No.")
    with pytest.raises(ValueError, match="within the tolerance"):
        many.solution(500, "Yes.", within=20, slips={510: "No."})
    with pytest.raises(ValueError, match="Who spoke"):
        said.solution("Somebody said that 500 men might come.", [must("Who", ["he"], "Who spoke")])


def test_a_question_that_is_right_from_the_start_is_refused():
    said = Lesson("first").sentence("said", "Mend it.", start="Well said.")
    with pytest.raises(ValueError, match="keeps every rule already"):
        said.solution("Well said by all of us.", [must("Well", ["well"], "Well?")])


def test_a_copy_without_envelopes_says_where_one_is():
    who, many, said = ask(Lesson("first"))
    for question, answer in ((who, "a"), (many, 5), (said, "A minister said it so.")):
        with pytest.raises(NotAnAnswer, match="make lessons"):
            question.answer(answer)
