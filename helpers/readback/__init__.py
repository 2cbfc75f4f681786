"""A file that left is asked what it was made of, and what has changed since."""

from helpers.readback.answer import Answer, Answers
from helpers.readback.asking import affected, read

__all__ = ["Answer", "Answers", "affected", "read"]
