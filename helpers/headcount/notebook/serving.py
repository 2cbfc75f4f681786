"""How the notebooks are served as pages: to this computer alone, and a few at a time.

A page of any site may ask a server on its reader's own computer for something, and a name that its
maker owns may lead there. So a request must name this computer, no other site's page may start a
notebook, and there is a limit to how many run.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError, RequestHandler

MOST = 12
"""Notebooks that run at once: each is a Python of its own, of 150 MB."""

IDLE_SECONDS = 300
"""After so long a notebook is stopped that nobody looks at."""

SETTINGS: dict[str, Any] = {"allow_remote_access": False, "local_hostnames": ["localhost"]}
"""Voilà's own take any name for this computer."""

_FULL = "Too many pages are open here. Close some, and reload this one in five minutes."
_STRANGE = "This page was asked for by another site. Open it by its address."


class FewKernels(AsyncMappingKernelManager):
    """Starts no more kernels than `MOST`, and stops those that nobody looks at."""

    cull_idle_timeout = IDLE_SECONDS
    cull_interval = 30
    _starting = 0

    # jupyter_client types its own as what `run_sync` makes of it: no coroutine
    async def start_kernel(self, *args: Any, **given: Any) -> str:  # type: ignore[override]
        """Start a kernel, or say that there are too many."""
        if len(self.list_kernel_ids()) + self._starting >= MOST:
            raise HTTPError(503, reason=_FULL)
        self._starting += 1
        try:
            return str(await super().start_kernel(*args, **given))
        finally:
            self._starting -= 1


def refuse_strangers(asked: RequestHandler, *_: Any, **__: Any) -> None:
    """Start nothing for a page of another site: an image of it, a frame, a form, a link.

    Raises
    ------
    HTTPError
        When the browser says that it asks for another site's page.
    """
    if asked.request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise HTTPError(403, reason=_STRANGE)
