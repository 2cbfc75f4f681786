/* The front end of a FigureList: a search, one page of a table, and what is chosen.
 *
 * Everything shown comes from the one trait `content`. What has the keyboard's focus stays the same
 * element through every change. Words are set as text, never as markup.
 */

const TYPED = 150; // milliseconds without a key, before what is typed is searched for
const ANSWERED = 3000; // milliseconds after which a tick that nothing has answered no longer counts
const COLUMNS = ["", "Subject and measure", "Amount", "As of", "Status", "Source", "Notes"];

function pressable(text, press) {
  const made = element("button", "headcount-copy", text);
  made.type = "button";
  made.addEventListener("click", () => made.ariaDisabled !== "true" && press());
  return made;
}

function enable(button, is) {
  button.ariaDisabled = String(!is); // not `disabled`: that would take the focus away
}

function head() {
  const row = element("tr", "");
  for (const name of COLUMNS) {
    const cell = element("th", "", name);
    cell.scope = "col";
    row.append(cell);
  }
  row.firstChild.replaceChildren(element("span", "headcount-unseen", "Choose"));
  const made = element("thead", "");
  made.append(row);
  return made;
}

function build(el) {
  const at = {
    root: element("div", "headcount-finder"),
    bar: element("div", "headcount-search"),
    label: element("label", "", "Search all text"),
    search: element("input", ""),
    asked: element("ul", "headcount-asked"),
    status: element("p", "headcount-found"),
    nothing: element("div", "headcount-nothing"),
    scroll: element("div", "headcount-scroll"),
    table: element("table", "headcount-table"),
    caption: element("caption", ""),
    body: element("tbody", ""),
    under: element("div", "headcount-under"),
    place: element("span", ""),
    chosen: element("div", "headcount-picked"),
    chosenTitle: element("h3", ""),
    chosenList: element("ol", ""),
    code: element("code", "headcount-code"),
    codeBox: element("details", "headcount-code-box"),
  };
  at.label.htmlFor = at.search.id = `headcount-search-${Math.random().toString(36).slice(2)}`;
  at.search.type = "search";
  at.search.placeholder = "a word, or the name of a speaker or outlet";
  at.asked.setAttribute("aria-label", "Filters");
  at.status.setAttribute("role", "status");
  at.scroll.tabIndex = 0;
  at.scroll.setAttribute("role", "region");
  at.scroll.setAttribute("aria-label", "Matching figures");
  at.table.append(at.caption, head(), at.body);
  at.scroll.append(at.table);
  at.codeBox.append(element("summary", "", "Copy Python code for this list"), at.code);
  at.codeBox.append(copyButton("Copy as code", () => at.code.textContent));
  el.append(at.root);
  return at;
}

export default {
  render({ model, el, signal }) {
    const at = build(el);
    const rows = new Map(); // by figure, of the page that is shown
    const ticked = new Map(); // by figure, what was ticked and is not answered yet
    const tell = (kind, more = {}) => {
      if (kind !== "choose") ticked.clear();
      model.send({ kind, ...more });
    };
    let waiting = 0;
    let answering = 0;
    let shown = "";

    const clear = pressable("Clear all filters", () => {
      clearTimeout(waiting); // what was being typed is cleared as well
      waiting = 0;
      tell("clear");
    });
    const back = pressable("Previous", () => tell("page", { page: model.get("content").page - 1 }));
    const next = pressable("Next", () => tell("page", { page: model.get("content").page + 1 }));
    const all = pressable("", () => tell("choose_all"));
    const none = pressable("Clear selection", () => (tell("choose_none"), leave()));
    const swap = pressable("Swap them", () => tell("swap"));
    at.bar.append(at.label, at.search, clear);
    at.under.append(back, at.place, next, all);
    at.chosen.append(at.chosenTitle, at.chosenList, swap, none);
    at.root.append(at.bar, at.asked, at.status, at.nothing, at.scroll, at.under, at.codeBox, at.chosen);

    /** Take the focus from what is about to go. */
    function leave() {
      (at.scroll.hidden ? clear : at.scroll).focus();
    }

    function search() {
      clearTimeout(waiting);
      waiting = 0;
      tell("search", { text: at.search.value });
    }

    at.search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, TYPED);
    });
    signal.addEventListener("abort", () => (clearTimeout(waiting), clearTimeout(answering)));

    /** Choose a figure; an answer to an earlier choice does not take this one back. */
    function choose(figure, chosen) {
      ticked.set(figure, chosen);
      clearTimeout(answering);
      answering = setTimeout(() => ticked.clear(), ANSWERED);
      tell("choose", { figure, chosen });
    }

    function row(one) {
      const made = element("tr", "");
      const tick = element("input", "");
      const cells = [element("td", "headcount-tick"), element("th", "", one.subject)];
      tick.type = "checkbox";
      tick.setAttribute("aria-label", `Choose ${one.name}`);
      tick.addEventListener("change", () => choose(one.figure, tick.checked));
      cells[0].append(tick);
      cells[1].scope = "row";
      if (one.why) {
        cells[1].abbr = one.subject; // what the other cells of the row are told under
        cells[1].append(element("span", "headcount-why", one.why));
      }
      const known = element("td", "headcount-known");
      const mark = element("span", `headcount-status-mark headcount-${one.kind}`);
      mark.setAttribute("aria-hidden", "true");
      known.append(mark, one.status);
      cells.push(element("td", "", one.amount), element("td", "", one.as_of), known);
      cells.push(element("td", "", one.source), element("td", "headcount-count", one.notes));
      made.append(...cells);
      return { made, tick };
    }

    function drawRows(content) {
      const page = JSON.stringify(content.rows);
      if (page !== shown) {
        shown = page;
        rows.clear();
        content.rows.forEach((one) => rows.set(one.figure, row(one)));
        at.body.replaceChildren(...[...rows.values()].map(({ made }) => made));
        at.scroll.scrollTop = 0;
      }
      const chosen = new Set(content.chosen.map(({ figure }) => figure));
      for (const [figure, { made, tick }] of rows) {
        if (ticked.get(figure) === chosen.has(figure)) ticked.delete(figure);
        tick.checked = ticked.get(figure) ?? chosen.has(figure);
        made.className = tick.checked ? "headcount-is-chosen" : "";
      }
    }

    function drawNothing({ nothing }) {
      at.nothing.hidden = !nothing.text;
      at.nothing.replaceChildren(
        element("p", "", nothing.text),
        ...nothing.back.map(({ label, name }) =>
          pressable(label, () => {
            tell("take_back", { name });
            leave();
            at.nothing.hidden = true; // before the answer comes, a Tab must not end on what goes
          }),
        ),
      );
    }

    /** Return the button that takes its entry off a list, and gives the focus to the next one. */
    function remover(list, text, press) {
      const made = pressable(text, () => {
        press();
        const others = [...list.querySelectorAll("button")];
        const place = others.indexOf(made);
        const near = others[place + 1] ?? others[place - 1];
        if (near) near.focus();
        else leave();
      });
      return made;
    }

    function part({ name, value, label }) {
      const item = element("li", "");
      const remove = remover(at.asked, `${label} `, () => tell("take_back", { name, value }));
      remove.setAttribute("aria-label", `Remove filter: ${label}`);
      remove.append(element("span", "headcount-cross", "×"));
      item.append(remove);
      return item;
    }

    function picked({ figure, name }) {
      const item = element("li", "");
      const press = () => choose(figure, false);
      const remove = remover(at.chosenList, "Remove", press);
      remove.setAttribute("aria-label", `Remove ${name}`);
      item.append(element("span", "", name), remove);
      return item;
    }

    /** Take away and add entries of a list; those that stay keep the focus. */
    function drawEntries(list, entries, make) {
      const known = new Map([...list.children].map((item) => [item.dataset.entry, item]));
      const keys = entries.map((one) => JSON.stringify(one));
      for (const [key, item] of known) if (!keys.includes(key)) item.remove();
      keys.forEach((key, place) => {
        const item = known.get(key) ?? make(entries[place]);
        item.dataset.entry = key;
        const there = list.children[place];
        if (there !== item) list.insertBefore(item, there ?? null);
      });
      list.hidden = !entries.length;
    }

    function drawChosen({ chosen, chosen_title: title, can_swap: canSwap }) {
      drawEntries(at.chosenList, chosen, picked);
      at.chosenTitle.textContent = title;
      at.chosen.hidden = !chosen.length;
      swap.hidden = !canSwap;
    }

    function draw() {
      const content = model.get("content");
      if (!content.rows) return;
      // what is being typed is newer than what the kernel has heard
      if (!waiting && document.activeElement !== at.search) at.search.value = content.search;
      if (at.status.textContent !== content.status) at.status.textContent = content.status;
      at.caption.textContent = content.caption;
      at.place.textContent = content.place;
      at.scroll.hidden = !content.rows.length;
      at.under.hidden = !content.rows.length;
      all.textContent = content.choose_all;
      all.hidden = !content.choose_all;
      back.hidden = next.hidden = content.pages < 2;
      enable(back, content.page > 0);
      enable(next, content.page < content.pages - 1);
      enable(clear, content.can_clear);
      at.code.textContent = content.code;
      drawEntries(at.asked, content.asked, part);
      drawRows(content);
      drawNothing(content);
      drawChosen(content);
    }

    model.on("change:content", draw);
    draw();
    whenStopped(model, el, signal, draw);
  },
};
