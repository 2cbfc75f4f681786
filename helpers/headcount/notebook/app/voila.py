"""Tells Voilà whom to serve, and what its list of pages says of each: its question, its answer.

Voilà runs it when it starts, in the folder that holds ``notebooks``, and gives it ``get_config``.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from headcount.notebook import serving
from headcount.notebook.site import answer, title


def pages(folder: Path) -> dict[str, dict[str, str]]:
    """Return title and answer of each notebook in a folder, by its file's name."""
    read = {file.name: nbformat.read(file, as_version=4) for file in folder.glob("*.ipynb")}
    return {
        name: {"title": title(notebook), "answer": answer(notebook)}
        for name, notebook in read.items()
    }


config = get_config()  # type: ignore[name-defined]  # noqa: F821  (Voilà's own)
config.Voila.tornado_settings = {
    "jinja_template_vars": {"pages": pages(Path("notebooks"))},
    **serving.SETTINGS,
}
config.VoilaConfiguration.multi_kernel_manager_class = serving.FewKernels
config.VoilaConfiguration.prelaunch_hook = serving.refuse_strangers
