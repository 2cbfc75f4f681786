"""A real JupyterLab on this machine, and a notebook opened in it by a browser."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Self

from playwright.sync_api import Page, Response, expect

PROJECT = Path(__file__).resolve().parents[3]
START_SECONDS = 60
RUN_SECONDS = 60

# Its news, its look for updates and its saving unasked would each disturb a test.
_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}

# By address, JupyterLab now and then asks which kernel to take before it knows those there are.
_OPEN = """async (path) => {
  const app = window.jupyterapp;
  await app.restored;
  await app.serviceManager.ready;
  const panel = await app.commands.execute('docmanager:open', {path, factory: 'Notebook'});
  await panel.context.ready;
  await panel.sessionContext.ready;
}"""

_CLOSE_ALL = """async () => {
  for (const widget of [...window.jupyterapp.shell.widgets('main')]) {
    await widget.sessionContext?.shutdown();
    widget.dispose();  // which does not ask whether to save it
  }
}"""


class Lab:
    """A JupyterLab server in a folder of its own, ended on leaving.

    Parameters
    ----------
    home
        An empty folder: the server's root is made in it, and all that Jupyter would else write
        into the user's home.
    notebooks
        The folder that is copied into the root.
    """

    def __init__(self, home: Path, notebooks: Path = PROJECT / "notebooks") -> None:
        self.home = home
        self._notebooks = notebooks
        self.root = home / "root"
        self._token = secrets.token_hex(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]

    def __enter__(self) -> Self:
        self.root.mkdir(parents=True)
        hidden = shutil.ignore_patterns(".*")
        shutil.copytree(self._notebooks, self.root / "notebooks", ignore=hidden)
        overrides = self.home / "config" / "labconfig" / "default_setting_overrides.json"
        overrides.parent.mkdir(parents=True)
        overrides.write_text(json.dumps(_SETTINGS), encoding="utf-8")
        own = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        search = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {
            **os.environ,
            **{name: str(self.home / folder) for name, folder in own.items()},
            "HEADCOUNT_DATA": str(PROJECT / "data"),
            "JUPYTER_CONFIG_PATH": str(PROJECT / "helpers/headcount/notebook/app/lab"),
            "PYTHONPATH": os.pathsep.join(search),
        }
        self._log = (self.home / "lab.log").open("w")
        self._process = subprocess.Popen(
            [
                sys.executable,
                *("-m", "jupyter", "lab", "--no-browser", "--allow-root"),
                *("--ip=127.0.0.1", f"--port={self._port}", "--ServerApp.port_retries=0"),
                f"--IdentityProvider.token={self._token}",
                f"--ServerApp.root_dir={self.root}",
                "--LabApp.expose_app_in_browser=True",
            ],
            env=environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        # SIGTERM has the server end its kernels; what is left of the group after that is ours.
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(5)
        self._log.close()

    def _wait(self) -> None:
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.address("api"), timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        log = (self.home / "lab.log").read_text()[-2000:]
        raise RuntimeError(f"JupyterLab did not start in {START_SECONDS} seconds:\n{log}")

    def address(self, path: str) -> str:
        """Return the address of a path of the server, with the token in it."""
        return f"http://127.0.0.1:{self._port}/{path}?token={self._token}"

    def open(self, page: Page, notebook: str) -> Notebook:
        """Open a notebook of the root folder and no other, and wait for its kernel.

        A page that has the lab keeps it, since it takes seconds to load; any other gets a fresh
        workspace of its own: of one that pages share, a reload brings back what another has open.
        """
        if page.url.startswith(self.address("lab").partition("?")[0]):
            page.evaluate(_CLOSE_ALL)
        else:
            page.goto(self.address(f"lab/workspaces/{secrets.token_hex(4)}") + "&reset")
            page.wait_for_function("() => window.jupyterapp", timeout=40_000)
        return self.show(page, notebook)

    def show(self, page: Page, notebook: str) -> Notebook:
        """Open a notebook in a page that has the lab already, as a click on its name does."""
        page.evaluate(_OPEN, notebook)
        return Notebook(page, self.root / notebook)


class Notebook:
    """A notebook that is open in a page."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.path = path
        self.panel = page.locator(".jp-NotebookPanel:visible")

    def run_all(self, seconds: float = RUN_SECONDS, errors: int = 0) -> None:
        """Run every cell, and wait until the kernel has done so; so many fail on purpose."""
        for _ in range(3):  # JupyterLab now and then drops what it was told while it connects
            if self._run_all(seconds, errors):
                return
        raise AssertionError("the last cell did not run")

    def _run_all(self, seconds: float, on_purpose: int) -> bool:
        idle = self.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        expect(idle).to_be_visible(timeout=40_000)
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        # that of a folded cell is empty
        prompts = self.panel.locator(".jp-CodeCell .jp-InputPrompt", has_text="[")
        try:
            expect(prompts.first).to_have_text(re.compile(r"\[[*\d]+\]"), timeout=5_000)
        except AssertionError:
            return False
        # what is refused in one line comes as text on the error stream
        failed = ["error", "stderr"] if on_purpose else ["error"]
        errors = self.panel.locator(", ".join(f"[data-mime-type$={one}]" for one in failed))
        done = prompts.last.filter(has_text=re.compile(r"\[\d+\]"))
        expect(done.or_(errors.nth(on_purpose)).first).to_be_attached(timeout=seconds * 1000)
        waiting = self.panel.locator(".jp-InputPrompt", has_text="[*]")
        expect(waiting).to_have_count(0, timeout=seconds * 1000)
        assert errors.count() == on_purpose, errors.all_inner_texts()
        return done.count() == 1

    def save(self) -> None:
        """Save, and wait until the server says that it has written the file."""
        # A file that has changed is not yet whole: the server empties it before it writes.
        with self.page.expect_response(self._is_written) as answer:
            self.page.get_by_role("menuitem", name="File", exact=True).click()
            self.page.get_by_role("menuitem", name=re.compile("^Save Notebook(?! As)")).click()
        assert answer.value.ok, f"{self.path.name} was not saved: {answer.value.status}"

    def _is_written(self, answer: Response) -> bool:
        path = urllib.parse.unquote(urllib.parse.urlsplit(answer.url).path)
        put = answer.request.method == "PUT"
        return put and path.startswith("/api/contents/") and path.endswith(self.path.name)

    def close(self) -> None:
        """Close its tab."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.close()")
        expect(self.panel).to_have_count(0)

    def shut_down(self) -> None:
        """End its kernel, as the menu does."""
        self.page.get_by_role("menuitem", name="Kernel", exact=True).click()
        self.page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
        gone = self.page.locator(".jp-Toolbar-kernelName", has_text="No Kernel")
        expect(gone).to_be_visible()
