"""How soon a reader sees the embed, beside what other libraries would publish. Medians.

All pages show the same ten bars, are served gzipped from this machine, and are opened in a new
Chromium context each time. The same detector, set into each page before its first script, tells
the first paint of the marks: on every frame it looks for ten elements or one canvas that paint a
bar chart, each with a size on the screen, and takes the time of the frame behind the one in which
it finds them, when that one has been painted. Once plain, once as on a slow phone: the processor
slowed fourfold, on a line of 9 Mbit/s that takes 40 ms to answer.

What is held against what, and the limits that the embed is to keep, stand in `LIMITS`.
"""

from __future__ import annotations

import gzip
import sys
from statistics import median

import altair
import pandas as pd
import plotly.graph_objects as go
from bokeh.embed import file_html
from bokeh.plotting import figure as bokeh_figure
from bokeh.resources import INLINE
from headcount.charts.chart import Chart, chart_names, named_chart
from headcount.figures.package import read
from headcount.publish.export.embed import embed
from headcount.render.svg import size, to_svg
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import find_chromium
from tests.serving import serving

TRIES = 5
PATIENCE = 600  # looks, a tenth of a second apart
BARS = 10
SLOW = {"processor": 4, "line": 9_000_000 / 8, "answer": 40}

# (page, held against, at most so many times as long), for each way of reading
LIMITS = {
    "plain": [("embed", "plotly", 1 / 15), ("embed", "bare SVG", 1.5)],
    "slow": [("embed", "plotly", 1 / 20), ("embed", "bare SVG", 1.5)],
}
PICTURE_NOTES_AND_TABLE, ALL = 60_000, 450_000  # bytes, gzipped

_DETECTOR = """(() => {
  const painted = (node) => {
    const { width, height } = node.getBoundingClientRect();
    return width > 2 && height > 2;
  };
  // The shadows, in which one library draws, are looked into only where the page has nothing.
  const found = (tag, root = document) => [
    ...root.querySelectorAll(tag),
    ...(root.querySelector("path, canvas") ? [] : [...root.querySelectorAll("*")])
      .flatMap(({ shadowRoot }) => (shadowRoot ? found(tag, shadowRoot) : [])),
  ];
  const drawn = () => {
    // Each library draws a bar as a path; ours is a rectangle that names its figure.
    if (found("path, rect[data-figure]").filter(painted).length >= BARS) return true;
    // A canvas shows its bars once it is not blank.
    return found("canvas").some((node) => {
      if (!painted(node)) return false;
      const { data } = node.getContext("2d").getImageData(0, 0, node.width, node.height);
      let coloured = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue, seen] = data.subarray(at, at + 4);
        if (seen && Math.max(red, green, blue) - Math.min(red, green, blue) > 20) coloured += 1;
      }
      return coloured > 1000;
    });
  };
  const look = () => {
    if (document.documentElement && drawn()) {
      requestAnimationFrame((at) => { window.marksPainted = at; });
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();"""


def pages() -> dict[str, str]:
    """Write the same ten bars as each library's page of its own."""
    shown = _ten_bars()
    names = list(shown.rows["name"])
    values = [amount.stated for amount in shown.rows["amount"]]
    width = 600
    picture = shown.drawing(width).without_layout()
    wide, high = size(picture)
    svg = to_svg(picture, label=shown.alt)

    plotly = go.Figure(go.Bar(x=values, y=names, orientation="h"))
    table = pd.DataFrame({"name": names, "value": values})
    vega = altair.Chart(table).mark_bar().encode(x="value", y=altair.Y("name", sort=None))
    bokeh = bokeh_figure(y_range=names[::-1], width=wide, height=high)
    bokeh.hbar(y=names, right=values, height=0.8)
    return {
        "bare SVG": f'<!doctype html><html lang="en"><title>Bars</title><body>{svg}</body></html>',
        "embed": embed(shown),
        "plotly": plotly.to_html(),
        "altair": vega.to_html(inline=True),
        "bokeh": file_html(bokeh, INLINE, "Bars"),
    }


def first_paint(browser: Browser, address: str, *, slow: bool) -> float:
    """Return the milliseconds from the request of a page to the first paint of its marks."""
    context = browser.new_context(viewport={"width": 620, "height": 900})
    page = context.new_page()
    page.add_init_script(_DETECTOR.replace("BARS", str(BARS)))
    if slow:
        speaker = context.new_cdp_session(page)
        speaker.send("Emulation.setCPUThrottlingRate", {"rate": SLOW["processor"]})
        speaker.send("Network.enable")
        speaker.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": SLOW["answer"],
                "downloadThroughput": SLOW["line"],
                "uploadThroughput": SLOW["line"],
            },
        )
    page.goto(address, wait_until="commit")
    # Not `wait_for_function`: it evaluates a text, which the embed's own policy forbids.
    for _ in range(PATIENCE):
        if taken := page.evaluate("window.marksPainted"):
            break
        page.wait_for_timeout(100)
    else:
        raise TimeoutError(f"no marks in a minute: {address}")
    context.close()
    return taken


def _ten_bars() -> Chart:
    """Take the first chart of the data that shows ten bars."""
    package = read()
    every = (named_chart(package, name) for name in chart_names(package))
    return next(one for one in every if one.form == "rank" and len(one.rows) == BARS)


def main() -> int:
    """Measure and print; exit 1 where a limit is not kept."""
    kept = True
    content = pages()
    for name, html in content.items():
        packed = len(gzip.compress(html.encode(), mtime=0))
        print(f"{name:<52}{packed:>12,} bytes, gzipped")
    whole = len(gzip.compress(content["embed"].encode(), mtime=0))
    read_at_once = content["embed"].partition("<script")[0]
    at_once = len(gzip.compress(read_at_once.encode(), mtime=0))
    for what, weight, limit in [
        ("the embed's picture, notes and table", at_once, PICTURE_NOTES_AND_TABLE),
        ("the whole embed", whole, ALL),
    ]:
        kept &= weight <= limit
        print(f"{what:<52}{weight:>12,} of at most {limit:,}")

    with serving(content, packed=True) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for way, limits in LIMITS.items():
            times: dict[str, list[float]] = {name: [] for name in content}
            for _ in range(TRIES):  # in turn, so that a busy moment falls on all
                for name in content:
                    address = f"{site}{name.replace(' ', '%20')}"
                    times[name].append(first_paint(browser, address, slow=way == "slow"))
            middle = {name: median(every) for name, every in times.items()}
            for name, taken in middle.items():
                print(f"first paint of the marks, {way}, {name:<25}{taken:>12,.0f} ms")
            for name, base, limit in limits:
                ratio = middle[name] / middle[base]
                kept &= ratio <= limit
                said = "kept" if ratio <= limit else "NOT KEPT"
                print(f"{name} / {base}, {way:<37}{ratio:>12.3f} of at most {limit:.3f}, {said}")
        browser.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
