"""A lesson's page in Firefox: answered, kept, and there again."""

from __future__ import annotations

import pytest

from tests.serving import serving_folder

pytestmark = pytest.mark.browser

SAID = "document.querySelector('#question-{} .headcount-said').textContent"
RIGHT = "document.getElementById('progress-words').textContent"
BARS = "document.querySelector('#question-smooth .wide svg')?.textContent.includes('Claimed')"


@pytest.mark.parametrize("way", ["file", "host"])
def test_answers_are_checked_and_kept_in_firefox(fox, first, way):
    with serving_folder(first) as host:
        fox.open((first / "01-first.html").as_uri() if way == "file" else f"{host}01-first.html")
        fox.wait_for(RIGHT, "0 of 4 right")
        fox.click("#question-who input[value=a]")
        fox.click("#question-who button")
        fox.wait_for(SAID.format("who"), "Not yet.Where is he named?")
        fox.run("document.querySelector('#question-many input').value = '0.5 thousand'")
        fox.click("#question-many button")
        fox.wait_for(SAID.format("many"), "Right.Five hundred.")
        fox.wait_for(BARS, wanted=False)
        fox.click("#question-smooth input[value=status]")
        fox.wait_for(BARS)
        fox.send("WebDriver:Refresh")
        fox.wait_for(RIGHT, "1 of 4 right")
        fox.wait_for(SAID.format("who"), "Not yet.Where is he named?")
        assert fox.run("return document.querySelector('#question-many input').value") == "500"
