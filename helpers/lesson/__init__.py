"""Questions and answers for a class: checked on the spot, kept, handed in."""

from helpers.lesson.lesson import Lesson
from helpers.lesson.sentence import must, must_not

__all__ = ["Lesson", "must", "must_not"]
