/* The front end of a ChartView: one chart and its words, drawn from one message.
 *
 * Everything shown comes from the one trait `content`, so a chart never stands above the notes of
 * another choice. Words are set as text, never as markup.
 */

const NARROWEST = 280; // pixels: the furniture cannot set a line in less
const WIDEST = 960; // wider than this, bars get long and nothing gets clearer
const SLACK = 24; // a scroll bar that comes and goes must not make the chart breathe
const SETTLED = 120; // milliseconds without a change, before a new width is told to the kernel
const PATIENCE = 800; // milliseconds to wait for the first layout in the right width

const NO_PLOTLY =
  "The chart cannot be drawn here: plotly.js did not reach this page. Run the cell again; if " +
  "that does not help, restart the kernel and reload the page.";

/** Return plotly.js as the kernel's one invisible library widget holds it, or null. */
async function findPlotly(model, host) {
  try {
    const { exports } = await host.getWidget(model.get("library"));
    return exports.Plotly?.react ? exports.Plotly : null;
  } catch (error) {
    console.error("headcount:", error);
    return null;
  }
}

function build(el) {
  const at = {
    root: element("div", "headcount-chart"),
    picture: element("div", "headcount-picture"),
    message: element("p", "headcount-message"),
    words: element("div", "headcount-words"),
    quote: element("div", "headcount-quote"),
    sentence: element("blockquote", "headcount-sentence"),
    notes: element("details", "headcount-notes"),
    notesTitle: element("summary", ""),
    notesList: element("ul", ""),
    code: element("code", "headcount-code"),
    codeBox: element("details", "headcount-code-box"),
    status: element("p", "headcount-status"),
  };
  at.picture.setAttribute("role", "img");
  at.message.hidden = true;
  at.status.setAttribute("role", "status"); // read out when it changes, when nothing else is
  at.status.setAttribute("aria-live", "polite");

  // above the picture, so that a change of the controls shows in words without scrolling
  at.quote.append(
    element("p", "headcount-kicker", "A sentence you may quote"),
    at.sentence,
    copyButton("Copy sentence", () => at.sentence.textContent),
  );
  at.notes.append(at.notesTitle, at.notesList);
  at.codeBox.append(element("summary", "", "Copy as code: this chart in one line"), at.code);
  at.codeBox.append(copyButton("Copy as code", () => at.code.textContent));
  at.words.append(at.notes, at.codeBox);
  at.root.append(at.message, at.quote, at.picture, at.words);
  el.append(at.root, at.status);
  return at;
}

function note({ mark, text }) {
  const item = element("li", "");
  if (mark) item.append(element("span", "headcount-mark", `${mark} `));
  item.append(text);
  return item;
}

/** Set every word that stands around the picture. */
function setWords(at, content) {
  at.root.style.setProperty("--headcount-margin", `${content.margin}px`);
  at.sentence.textContent = content.sentence;
  at.notesList.replaceChildren(...content.notes.map(note));
  const count = content.notes.length;
  at.notesTitle.textContent = `What to know first: ${count} ${count === 1 ? "note" : "notes"} in full`;
  at.notes.hidden = count === 0;
  at.code.textContent = content.code;
  at.picture.setAttribute("aria-label", content.alt);
  at.message.textContent = content.message;
  at.message.hidden = !content.message;
  at.picture.hidden = at.words.hidden = !content.figure;
  at.quote.hidden = !content.figure || !content.sentence;
  at.codeBox.hidden = !content.code;
  at.status.textContent = content.status;
}

/** Draw a picture for a kernel that has no browser, and send it as plotly writes it. */
async function picture(Plotly, model, message) {
  if (message?.kind !== "picture") return;
  const { id, figure, options } = message;
  try {
    if (!Plotly) throw new Error(NO_PLOTLY);
    const { data, layout } = JSON.parse(figure);
    const drawn =
      options.format === "svg"
        ? await drawNamed(Plotly, figure, options)
        : await Plotly.toImage({ data, layout }, { ...options, imageDataOnly: true });
    model.send({ kind: "picture", id, drawn });
  } catch (error) {
    model.send({ kind: "picture", id, error: String(error.message ?? error) });
  }
}

export default {
  async render({ model, el, host, signal }) {
    const at = build(el);
    // Keys pressed on a button in here are not JupyterLab's commands.
    el.addEventListener("focusin", ({ target }) => (target.dataset.lmSuppressShortcuts = "true"));
    let Plotly = null;
    let settle = 0;
    let first = true;

    // as laid out: on a slide the page is drawn larger than that
    const room = () => Math.max(NARROWEST, Math.min(WIDEST, at.root.offsetWidth));

    const fits = () => {
      const laidOut = model.get("width");
      return room() >= laidOut && room() <= laidOut + SLACK;
    };

    function tellWidth() {
      if (!at.root.isConnected || at.root.offsetWidth < 1 || fits()) return;
      model.set("width", room());
      model.save_changes();
    }

    function draw() {
      if (signal.aborted) return;
      first = false;
      const content = model.get("content");
      setWords(at, content);
      if (!content.figure) return;
      if (!Plotly) {
        at.message.textContent = NO_PLOTLY;
        at.message.hidden = false;
        at.picture.hidden = true;
        return;
      }
      const { data, layout, config } = JSON.parse(content.figure);
      at.picture.style.minHeight = `${layout.height}px`; // what stands below must not jump
      Plotly.react(at.picture, data, layout, config);
    }

    model.on("change:content", draw);
    model.on("msg:custom", (message) => picture(Plotly, model, message));

    Plotly = await findPlotly(model, host);
    if (signal.aborted) return;
    const watcher = new ResizeObserver(() => {
      clearTimeout(settle);
      settle = setTimeout(tellWidth, first ? 0 : SETTLED);
    });
    watcher.observe(at.root);
    signal.addEventListener("abort", () => {
      clearTimeout(settle);
      watcher.disconnect();
      Plotly?.purge(at.picture);
    });

    // The first picture should be laid out for the room there is: the kernel is asked for that,
    // and what it has is drawn if it does not answer.
    if (fits()) draw();
    else setTimeout(() => first && draw(), PATIENCE);
  },
};
