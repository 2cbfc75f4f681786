"""A file that left is asked what it was made of, and what has changed since."""

from headcount.publish.verify.answer import Answer, Answers
from headcount.publish.verify.lookup import affected, read

__all__ = ["Answer", "Answers", "affected", "read"]
