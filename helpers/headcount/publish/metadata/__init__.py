"""What a picture, a page or a PDF carries inside itself: put in, and found again.

Pure functions from bytes to bytes, on the standard library; a PDF is written, and a signature made
or checked, by libraries that are imported there and then. What is read here was made by anybody,
so each reader bounds what it takes: no file, however it was made, costs more than `limits` allow.
"""

from headcount.publish.metadata.limits import Broken
from headcount.publish.metadata.payload import Fields, Found, Payload
from headcount.publish.metadata.reading import FILES, find

__all__ = ["FILES", "Broken", "Fields", "Found", "Payload", "find"]
