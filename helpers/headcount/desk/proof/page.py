"""The marked page: the draft with its amounts marked, and what to use instead beside it.

One file, no script, no network; for a screen, in light and dark, and for paper. A verdict is told
by its word and by the line under an amount, never by color alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from headcount.desk.proof.answer import Finding, Proof
from headcount.desk.proof.verdict import SUPPORTED

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #595959; --rule: #c9c9c9;
  --grave: #a01414; --doubt: #7a4a00; --none: #3d4f7c; --well: #14602b; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: #b0b0b0;
  --rule: #4a4a4a; --grave: #ff9a8f; --doubt: #ffc46b; --none: #a9c1ff; --well: #86dd9e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, h3, .meta, mark sup { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; } .meta { color: var(--soft); font-size: .875rem; margin: .25rem 0; }
.desk { display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.draft { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-bottom: 3px solid var(--c); padding-bottom: 1px; }
mark a { color: inherit; text-decoration: none; } mark sup { color: var(--c); font-size: .7rem; font-weight: 700; }
li { border-left: 3px solid var(--c); list-style: none; margin: 0 0 1rem; padding: 0 0 0 .75rem; break-inside: avoid; }
ul { margin: 0; padding: 0; } li p { margin: .25rem 0; } .use { font-weight: 700; }
.word { color: var(--c); font-weight: 700; } a { color: inherit; }
.misquoted, .denied { --c: var(--grave); } .outdated, .disputed { --c: var(--doubt); }
.no-record { --c: var(--none); } .supported, .waved-through { --c: var(--well); }
mark.outdated, mark.disputed { border-bottom-style: dashed; } mark.no-record { border-bottom-style: dotted; }
mark.supported, mark.waved-through { border-bottom-width: 1px; }
.short li { margin: 0 0 .35rem; font-size: .875rem; line-height: 1.4; }
:target { outline: 2px solid var(--c); outline-offset: 2px; }
@media (max-width: 48rem) { .desk { grid-template-columns: minmax(0, 1fr); } }
@media screen and (min-width: 48rem) { .mine { position: sticky; top: 0; max-height: 100vh; overflow: auto; align-self: start; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } .desk { display: block; } }
"""


def page(proof: Proof, title: str) -> str:
    """Return the marked page of a draft.

    Parameters
    ----------
    proof
        What was found.
    title
        What the draft is called.

    Examples
    --------
    >>> import headcount as hc
    >>> found = hc.proof(hc.read(), "North Korea has offered Russia 100,000 <b>troops</b>.")
    >>> "&lt;b&gt;troops" in page(found, "draft.txt")
    True
    """
    number = {id(one): at for at, one in enumerate(proof.findings, 1)}
    notes = "".join(_list(word, those, number) for word, those in proof.by_verdict())
    meta = "".join(f'<p class="meta">{escape(line)}</p>' for line in proof.remarks())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Proof of {escape(title)}</title><style>{_STYLE}</style></head><body>"
        f'<header><h1>Proof of {escape(title)}</h1>{meta}</header><main class="desk">'
        f'<section class="mine" aria-labelledby="draft" tabindex="0"><h2 id="draft">Draft</h2><div class="draft">{"".join(_marked(proof))}</div></section>'
        f'<section aria-label="Findings">{notes}</section></main></body></html>\n'
    )


def _marked(proof: Proof) -> Iterator[str]:
    """Give the draft, its amounts marked."""
    at = 0
    for number, one in enumerate(proof.findings, 1):
        yield escape(proof.draft[at : one.start])
        yield (
            f'<mark class="{_kind(one)}" id="m{number}"><a href="#n{number}" aria-label="{escape(f"{one.text}: {_word(one)}, note {number}", quote=True)}">'
            f"{escape(proof.draft[one.start : one.end])}<sup>{number}</sup></a></mark>"
        )
        at = one.end
    yield escape(proof.draft[at:])


def _list(word: str, those: list[Finding], number: dict[int, int]) -> str:
    """Return the notes of a verdict: flags in full, and what may stand in a line each."""
    is_short = word == SUPPORTED
    told = _short if is_short else _note
    notes = "".join(told(one, number[id(one)]) for one in those)
    return f"<h2>{escape(word.capitalize())}</h2><ul{' class=short' * is_short}>{notes}</ul>"


def _short(one: Finding, number: int) -> str:
    return f'<li class="{_kind(one)}" id="n{number}"><a href="#m{number}">{number}. <b>{escape(one.text)}</b></a> {escape(" ".join([one.why, *one.caveats[: one.grave]]))}</li>'


def _note(one: Finding, number: int) -> str:
    use = f'<p><span class="use">Use:</span> {escape(one.suggestion)}</p>' if one.suggestion else ""
    caveats = f'<p class="meta">{escape(" ".join(one.caveats[:3]))}</p>' if one.caveats else ""
    figures = f'<p class="meta">{escape(", ".join(one.figures[:3]))}</p>' if one.figures else ""
    waved = f"<p>Waved through: {escape(one.waved)}</p>" if one.waved else ""
    return (
        f'<li class="{_kind(one)}" id="n{number}"><h3><a href="#m{number}">{number}. {escape(one.text)}</a> '
        f'<span class="word">{escape(_word(one))}</span></h3><p>{escape(one.why)}</p>{use}{waved}{caveats}{figures}</li>'
    )


def _word(one: Finding) -> str:
    return "waved through" if one.waved else one.verdict


def _kind(one: Finding) -> str:
    return _word(one).replace(" ", "-")
