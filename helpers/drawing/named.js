/* Draws a figure as SVG in which each mark names its figure and says its words.
 *
 * Plotly writes nothing of a point into its picture. While the drawing stands in the page, each
 * mark still knows its point: so the names are written there, before the picture is taken.
 */

const SVG = "http://www.w3.org/2000/svg";
const MARKS = ".point, .textpoint, .errorbar";
const LINES = ".js-line, .js-fill"; // one of each for all points of a trace
const BESIDE = 24; // pixels: a text that is nearer to a mark than this is its label

// What plotly is given is its own markup: lines parted by <br>, letters escaped. A line that was
// broken only for plotly goes on behind a space of no width.
function wordsOf(markup) {
  const lines = markup.replaceAll("<br>\u200b", " ").replaceAll("<br>", "\n");
  return new DOMParser().parseFromString(lines, "text/html").body.textContent;
}

function say(mark, words) {
  const title = document.createElementNS(SVG, "title");
  title.textContent = words;
  mark.append(title);
}

const said = (mark) => mark.querySelector("title")?.textContent;

function nameMark(mark, figure, hover) {
  mark.setAttribute("data-figure", figure);
  if (hover) say(mark, wordsOf(hover));
}

function nameMarks(plot) {
  for (const drawn of plot.querySelectorAll(".trace")) {
    const { customdata: figures, hovertext: hovers } = drawn.__data__[0].trace;
    if (!figures) continue;
    for (const mark of drawn.querySelectorAll(MARKS)) {
      const point = mark.__data__.i;
      nameMark(mark, figures[point], hovers?.[point]);
    }
    if (new Set(figures).size > 1) continue;
    for (const line of drawn.querySelectorAll(LINES)) nameMark(line, figures[0], hovers?.[0]);
  }
  // A bound has no words of its own: it says those of its figure.
  const marks = [...plot.querySelectorAll("[data-figure]")];
  for (const mute of marks.filter((mark) => !said(mark))) {
    const { figure } = mute.dataset;
    const spoken = marks.find((mark) => mark.dataset.figure === figure && said(mark));
    if (spoken) say(mute, said(spoken));
  }
}

function gap(one, other) {
  const across = Math.max(one.left - other.right, other.left - one.right, 0);
  const down = Math.max(one.top - other.bottom, other.top - one.bottom, 0);
  return Math.hypot(across, down);
}

/** Write on each text whose label it is: its annotation names a figure, or it stands beside a mark. */
function nameLabels(plot) {
  const marks = [...plot.querySelectorAll("[data-figure]")]
    .map((mark) => ({ mark, box: mark.getBoundingClientRect() }))
    .filter(({ box }) => box.width || box.height);
  for (const label of plot.querySelectorAll(".annotation")) {
    const own = label.getBoundingClientRect();
    const { name } = plot.layout.annotations[label.dataset.index];
    const near = marks
      .filter(({ mark }) => !name || mark.dataset.figure === name)
      .map(({ mark, box }) => ({ mark, far: gap(own, box) }));
    const furthest = { far: name ? Infinity : BESIDE };
    const { mark } = near.reduce((one, other) => (other.far < one.far ? other : one), furthest);
    if (!mark) continue;
    label.setAttribute("data-label", mark.dataset.figure);
    if (said(mark)) say(label, said(mark));
  }
}

async function drawNamed(Plotly, figure, { width, height }) {
  const { data, layout } = JSON.parse(figure);
  const plot = document.createElement("div");
  plot.style.cssText = "position: absolute; left: -9999px";
  document.body.append(plot);
  try {
    const size = { ...layout, width, height, autosize: false };
    const still = { staticPlot: true, typesetMath: false, showSendToCloud: false, plotlyServerURL: "" };
    await Plotly.newPlot(plot, data, size, still);
    nameMarks(plot);
    nameLabels(plot);
    return Plotly.Snapshot.toSVG(plot, "svg", 1);
  } finally {
    Plotly.purge(plot);
    plot.remove();
  }
}
