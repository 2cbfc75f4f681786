"""The widgets of a notebook, running one, and the notebooks as plain pages."""

from urllib.parse import quote

NOTEBOOKS = "notebooks"
"""The folder that holds the notebooks of a site which runs them in its readers' browsers."""


def address(name: str, folder: str = NOTEBOOKS) -> str:
    """Return where a notebook opens, seen from the first page of those that run in a browser.

    Examples
    --------
    >>> address("01-start-here.ipynb")
    'lab/index.html?path=notebooks/01-start-here.ipynb'
    """
    return f"lab/index.html?path={quote(f'{folder}/{name}'.lstrip('/'))}"
