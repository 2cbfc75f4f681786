/* The front end of a ChartView: one chart and its words, shown from one message.
 *
 * Everything shown comes from the one trait `content`, so a chart never stands above the notes of
 * another choice. The picture comes drawn, and has its text alternative in itself; a plotly figure
 * is drawn here, once plotly has come. Words are set as text, never as markup.
 */

const NARROWEST = 280; // pixels: the furniture cannot set a line in less
const WIDEST = 960; // wider than this, bars get long and nothing gets clearer
const SLACK = 24; // a scroll bar that comes and goes must not make the chart breathe
const SETTLED = 120; // milliseconds without a change, before a new width is told to the kernel
const PATIENCE = 800; // milliseconds to wait for the first layout in the right width
const DRAWN_AS = { picture: "Picture", plotly: "Plotly" };
const CONFIG = {
  displaylogo: false,
  doubleClick: "reset", // to where lengths start at zero
  plotlyServerURL: "",
  showSendToCloud: false,
};

function build(el) {
  const at = {
    root: element("div", "headcount-chart"),
    ways: element("fieldset", "headcount-ways"),
    picture: element("div", "headcount-picture"),
    plot: element("div", "headcount-plot"),
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
    ids: `v${Math.random().toString(36).slice(2)}-`,
  };
  at.message.hidden = at.quote.hidden = at.words.hidden = true; // until there is something to say
  at.status.setAttribute("role", "status"); // read out when it changes, when nothing else is
  at.status.setAttribute("aria-live", "polite");

  // above the picture, so that a change of the controls shows in words without scrolling
  at.quote.append(
    element("p", "headcount-kicker", "Ready to quote"),
    at.sentence,
    copyButton("Copy sentence", () => at.sentence.textContent),
  );
  at.notes.append(at.notesTitle, at.notesList);
  at.codeBox.append(element("summary", "", "Copy Python code for this chart"), at.code);
  at.codeBox.append(copyButton("Copy as code", () => at.code.textContent));
  at.words.append(at.notes, at.codeBox);
  at.ways.append(element("legend", "headcount-unseen", "Show the chart as"));
  at.ways.append(...Object.keys(DRAWN_AS).map((way) => radio(way, at.ids)));
  at.plot.setAttribute("role", "group");
  at.plot.hidden = at.ways.hidden = true;
  at.root.append(at.message, at.quote, at.ways, at.picture, at.plot, at.words);
  el.append(at.root, at.status);
  return at;
}

function radio(way, ids) {
  const label = element("label", "");
  const input = element("input", "");
  input.type = "radio";
  input.name = `${ids}way`;
  input.value = way;
  label.append(input, DRAWN_AS[way]);
  return label;
}

/** Return plotly, which the first view of a page that is asked for it brings. */
function plotly(model) {
  const asked = (globalThis.headcountPlotly ??= new Promise((resolve, reject) => {
    const take = ({ kind }, [packed]) => {
      if (kind !== "plotly") return;
      model.off("msg:custom", take);
      run(packed).then(resolve, reject);
    };
    model.on("msg:custom", take);
    model.send({ kind: "plotly" });
  }));
  asked.then(() => (asked.isHere = true));
  return asked;
}

async function run(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = await new Response(stream).text();
  // as a module of its own: a page that has another plotly, or a loader of scripts, is left alone
  const parts = ["const before = window.Plotly, module = { exports: {} };\n", script];
  parts.push("\nwindow.Plotly = before;\nexport default module.exports;");
  const address = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  const { default: loaded } = await import(address);
  URL.revokeObjectURL(address);
  return loaded;
}

/** Turn a figure's colors to those of the night, in all that it holds. */
function turned(part, colors) {
  if (typeof part === "string") return colors[part] ?? part;
  if (Array.isArray(part)) return part.map((one) => turned(one, colors));
  if (!part || typeof part !== "object") return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, one]) => [name, turned(one, colors)]),
  );
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
  at.message.textContent = content.message;
  at.message.hidden = !content.message;
  const isNothing = !content.picture && !content.figure;
  at.picture.hidden = at.plot.hidden = isNothing;
  at.words.hidden = at.ways.hidden = isNothing;
  at.quote.hidden = isNothing || !content.sentence;
  at.codeBox.hidden = !content.code;
  at.status.textContent = content.status;
}

/** Put a picture in the place of the one before, its ids its own: a page may show it twice. */
function setPicture(at, content) {
  at.picture.querySelector("svg")?.remove();
  at.plot.hidden = true;
  if (!content.picture) return;
  const parsed = new DOMParser().parseFromString(content.picture, "image/svg+xml");
  const drawn = document.importNode(parsed.documentElement, true);
  for (const part of drawn.querySelectorAll("[id]")) {
    for (const user of drawn.querySelectorAll(`[fill="url(#${part.id})"]`)) {
      user.setAttribute("fill", `url(#${at.ids}${part.id})`);
    }
    part.id = at.ids + part.id;
  }
  at.picture.prepend(drawn);
}

export default {
  render({ model, el, signal }) {
    const at = build(el);
    const answering = pointing(at.picture);
    // Keys pressed in here are not JupyterLab's commands.
    el.addEventListener("focusin", ({ target }) => (target.dataset.lmSuppressShortcuts = "true"));
    let settle = 0;
    let first = true;
    let seen = 0; // pixels across, when it was last looked at
    let night; // whether the figure is drawn for it
    let isStopped = false;

    // as laid out: on a slide the page is drawn larger than that
    const room = () => Math.max(NARROWEST, Math.min(WIDEST, at.root.offsetWidth));

    const fits = () => {
      const laidOut = model.get("width");
      return room() >= laidOut && room() <= laidOut + SLACK;
    };

    function show() {
      if (signal.aborted) return;
      first = false;
      const content = model.get("content");
      setWords(at, content);
      if (!model.get("has_plotly")) at.ways.hidden = true;
      if (isStopped) sayStopped();
      setWay(content);
      if (content.figure) return void draw(content);
      setPicture(at, content);
      answering.take(content.order);
    }

    /** Say it, and disable what ipywidgets' own controls beside the chart would ask for. */
    function sayStopped() {
      const again = el.closest(".jp-NotebookPanel") ? "run this cell again" : "reload this page";
      at.message.textContent = at.status.textContent = `Python stopped: ${again}.`;
      at.message.hidden = false;
      const asks = ".headcount-actions :is(button, select, input), .headcount-wording input";
      for (const one of el.closest(".headcount-explorer")?.querySelectorAll(asks) ?? []) one.disabled = true;
    }

    /** Say which of the two is shown, or asked for. */
    function setWay({ figure }) {
      const way = isStopped ? (figure ? "plotly" : "picture") : model.get("drawn_as");
      for (const input of at.ways.querySelectorAll("input")) input.checked = input.value === way;
    }

    /** Draw a figure; what stood there stays until it is drawn. */
    async function draw(content) {
      at.plot.hidden = !at.plot.firstChild;
      const { react } = await plotly(model);
      if (signal.aborted || model.get("content") !== content) return;
      night = isNight();
      const { data, layout } = turned(content.figure, night ? content.night : {});
      layout.uirevision = content.code; // what was zoomed or hidden stays so in another layout
      at.plot.setAttribute("aria-label", content.alt);
      at.picture.hidden = true;
      at.plot.hidden = false;
      await react(at.plot, data, layout, CONFIG);
      at.plot.dataset.figure = content.alt;
    }

    // the style sheet knows by which of many signs a page is dark
    const isNight = () => {
      const [red] = getComputedStyle(at.root).backgroundColor.match(/\d+/) ?? [255];
      return Number(red) < 128;
    };

    const themes = new MutationObserver(() => {
      const content = model.get("content");
      if (content.figure && night !== undefined && night !== isNight()) draw(content);
    });
    themes.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });

    at.ways.addEventListener("change", ({ target }) => {
      model.set("drawn_as", target.value);
      model.save_changes();
    });
    model.on("change:drawn_as", () => setWay(model.get("content")));

    // The first picture should be laid out for the room there is: the kernel is asked for that, and
    // what it has is shown if it does not answer.
    function fit() {
      if (!at.root.offsetWidth) return; // nobody sees it
      if (!fits()) {
        model.set("width", room());
        model.save_changes();
      } else if (first) show();
    }

    model.on("change:content", show);

    // Only another width asks for another layout: if another height did, two views of one chart in
    // two widths would answer each other.
    const watcher = new ResizeObserver(() => {
      if (at.root.offsetWidth === seen) return;
      seen = at.root.offsetWidth;
      clearTimeout(settle);
      settle = setTimeout(fit, first ? 0 : SETTLED);
    });
    watcher.observe(at.root);
    setTimeout(() => first && show(), PATIENCE);
    whenStopped(model, el, signal, () => {
      isStopped = true;
      if (!globalThis.headcountPlotly?.isHere) globalThis.headcountPlotly = undefined; // lost on its way
      setWay(model.get("content"));
      sayStopped();
    });
    signal.addEventListener("abort", () => {
      clearTimeout(settle);
      watcher.disconnect();
      themes.disconnect();
      answering.stop();
    });
  },
};
