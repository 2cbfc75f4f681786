"""Questions and answers for a class: checked on the spot, kept, handed in."""

from headcount.teach.lesson.lesson import Lesson
from headcount.teach.lesson.sentence import must, must_not

__all__ = ["Lesson", "must", "must_not"]
