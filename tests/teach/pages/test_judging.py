"""A page without Python judges sentences as the notebook does: all that are labeled, in node."""

from __future__ import annotations

import csv
import json
import subprocess
from copy import copy
from pathlib import Path

import playwright
import pytest
from headcount.teach import pages
from headcount.teach.lesson import seal
from headcount.teach.pages.page import settings

NODE = Path(playwright.__file__).parent / "driver" / "node"  # the one that drives Chromium
SENTENCES = Path(__file__).parents[1] / "lesson" / "sentences.csv"
ASK = """
(async () => {
  const told = [];
  for (const [question, sentence] of ASKED) {
    const [, right, lines] = await JUDGES.sentence(QUESTIONS[question], sentence);
    told.push([right, lines]);
  }
  console.log(JSON.stringify(told));
})();
"""


def test_each_sentence_is_judged_as_in_a_notebook(monkeypatch, taught):
    asked = taught[0].questions | taught[1].questions
    monkeypatch.setattr(seal, "ROUNDS", 20)
    for key in ("headline", "toll"):  # sealed again, so that they open fast
        asked[key] = copy(asked[key])
        rules = asked[key].rules
        asked[key].solution(asked[key].given, rules)
    rows = [*csv.DictReader(SENTENCES.read_text(encoding="utf-8").splitlines())]
    pairs = [(one["question"], one["sentence"]) for one in rows]
    script = "\n".join([
        f"const SETTINGS = {json.dumps(settings(asked['toll'].say))};",
        f"const QUESTIONS = {json.dumps({key: asked[key].checking() for key, _ in pairs})};",
        f"const ASKED = {json.dumps(pairs)};",
        (Path(pages.__file__).parent / "judging.js").read_text(encoding="utf-8"),
        ASK,
    ])  # fmt: skip
    done = subprocess.run(
        [NODE, "-"], input=script, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told) == len(pairs) == 200
    for (key, sentence), (right, lines) in zip(pairs, told, strict=True):
        verdict = asked[key].judge(sentence)
        assert (right, [tuple(line) for line in lines]) == (verdict.right, [*verdict.lines])


if not NODE.exists():  # pragma: no cover
    pytestmark = pytest.mark.skip("playwright brings no node here")
