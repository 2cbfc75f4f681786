/* Draws a figure as SVG in which each mark names its figure and says its words.
 *
 * Plotly writes nothing of a point into its picture. While the drawing stands in the page, each
 * mark still knows its point: so the names are written there, before the picture is taken.
 */

const SVG = "http://www.w3.org/2000/svg";
const MARKS = ".point, .textpoint, .errorbar";
const LINES = ".js-line, .js-fill"; // one of each for all points of a trace

// What plotly is given is its own markup: lines parted by <br>, letters escaped.
function wordsOf(markup) {
  const page = new DOMParser().parseFromString(markup.replaceAll("<br>", "\n"), "text/html");
  return page.body.textContent;
}

function nameMark(mark, figure, hover) {
  mark.setAttribute("data-figure", figure);
  if (!hover) return;
  const title = document.createElementNS(SVG, "title");
  title.textContent = wordsOf(hover);
  mark.append(title);
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
    return Plotly.Snapshot.toSVG(plot, "svg", 1);
  } finally {
    Plotly.purge(plot);
    plot.remove();
  }
}
