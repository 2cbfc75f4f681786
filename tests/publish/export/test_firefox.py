"""Embeds and desk sheets in the other browser: Debian's Firefox, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess

import headcount as hc
import pytest
from PIL import Image

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
HIGHLIGHT, INK = (226, 146, 102), (17, 17, 17)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FIREFOX, reason="no Firefox is installed here"),
]


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    out = tmp_path_factory.mktemp("kit")
    hc.named(hc.read(), "fourth-largest").export(out)
    return out / "fourth-largest"


def opened(page, folder):
    """Take a picture of a page; Firefox has a home and a profile of its own."""
    picture = folder / "page.png"
    (folder / "profile").mkdir()
    words = ["--headless", "--no-remote", "--profile", str(folder / "profile")]
    words += ["--screenshot", str(picture), "--window-size=700,900", page.as_uri()]
    home = {**os.environ, "HOME": str(folder), "MOZ_HEADLESS": "1"}
    subprocess.run([FIREFOX, *words], env=home, check=True, capture_output=True, timeout=180)
    return Image.open(picture).convert("RGB")


def share(picture, colour, within=24):
    """Return which share of a picture is of about this colour."""
    near = sum(
        count
        for count, one in picture.getcolors(picture.width * picture.height)
        if max(abs(a - b) for a, b in zip(one, colour, strict=True)) <= within
    )
    return near / (picture.width * picture.height)


def test_an_embed_draws_its_bars_and_its_words(kit, tmp_path):
    picture = opened(kit / "fourth-largest-embed.html", tmp_path)
    assert share(picture, HIGHLIGHT) > 0.005, "the bar that is highlighted"
    assert share(picture, INK, 60) > 0.005, "the words"
    assert 0.5 < share(picture, (255, 255, 255)) < 0.97


def test_a_desk_sheet_has_its_words_and_boxes(kit, tmp_path):
    picture = opened(kit / "fourth-largest-desk.html", tmp_path)
    assert share(picture, INK, 60) > 0.01
    assert 0.5 < share(picture, (255, 255, 255)) < 0.97
