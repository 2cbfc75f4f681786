"""Questions and answers for a class: checked on the spot, kept, handed in."""

from headcount.teach.lesson.kinds import must, must_not
from headcount.teach.lesson.lesson import Lesson

__all__ = ["Lesson", "must", "must_not"]
