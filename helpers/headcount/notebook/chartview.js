/* The front end of a ChartView: one chart and its words, shown from one message.
 *
 * Everything shown comes from the one trait `content`, so a chart never stands above the notes of
 * another choice. The picture comes drawn, and has its text alternative in itself. Words are set as
 * text, never as markup.
 */

const NARROWEST = 280; // pixels: the furniture cannot set a line in less
const WIDEST = 960; // wider than this, bars get long and nothing gets clearer
const SLACK = 24; // a scroll bar that comes and goes must not make the chart breathe
const SETTLED = 120; // milliseconds without a change, before a new width is told to the kernel
const PATIENCE = 800; // milliseconds to wait for the first layout in the right width

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
    ids: `v${Math.random().toString(36).slice(2)}-`,
  };
  at.message.hidden = at.quote.hidden = at.words.hidden = true; // until there is something to say
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
  at.message.textContent = content.message;
  at.message.hidden = !content.message;
  at.picture.hidden = at.words.hidden = !content.picture;
  at.quote.hidden = !content.picture || !content.sentence;
  at.codeBox.hidden = !content.code;
  at.status.textContent = content.status;
}

/** Put a picture in the place of the one before, its ids its own: a page may show it twice. */
function setPicture(at, content) {
  at.picture.querySelector("svg")?.remove();
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
      setPicture(at, content);
      answering.take(content.order);
    }

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
    signal.addEventListener("abort", () => {
      clearTimeout(settle);
      watcher.disconnect();
      answering.stop();
    });
  },
};
