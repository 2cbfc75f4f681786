/* A sheet before it is adopted: a menu for each column, and beside each row what it becomes.
 *
 * Every word is set as text. What has the keyboard's focus stays the same element when all is drawn
 * anew: the menus and fields are made once.
 */

const part = (tag, className, text = "") => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};
const newId = () => `headcount-${Math.random().toString(36).slice(2)}`;

/** A menu or a field under its label; `tell` is called with what a reader takes or writes. */
function field({ label, options, hint }, tell) {
  const box = part("div", "headcount-adopt-field");
  const name = part("label", "", label);
  const input = options ? part("select", "") : part("input", "");
  name.htmlFor = input.id = newId();
  if (options) input.append(...options.map(([value, words]) => new Option(words, value)));
  input.addEventListener("change", () => tell(input.value));
  const help = part("p", "headcount-adopt-hint", hint ?? "");
  help.id = newId();
  input.setAttribute("aria-describedby", help.id);
  box.append(name, input, help);
  return { box, input, help };
}

export default {
  render({ model, el, signal }) {
    const root = part("section", "headcount-adopt");
    root.setAttribute("aria-label", "Adopt a sheet");
    // else "r" in a menu is the lab's, and takes the page away; the lab asks what has the focus alone
    root.addEventListener("focusin", ({ target }) => (target.dataset.lmSuppressShortcuts = "true"));
    const status = part("p", "headcount-adopt-status");
    status.setAttribute("role", "status");
    const questions = part("div", "headcount-adopt-fields");
    const scroll = part("div", "headcount-adopt-scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "The sheet, and what each row becomes");
    const table = part("table", "");
    const write = part("button", "jupyter-button", "Write the story");
    write.type = "button";
    write.addEventListener("click", () => model.send({ kind: "write" }));
    const result = part("p", "headcount-adopt-result");
    result.setAttribute("role", "status");
    scroll.append(table);
    root.append(part("h3", "", "What each column is for"), status, scroll, questions, write, result);
    el.append(root);

    const fields = new Map();
    function known(key, made, tell) {
      if (!fields.has(key)) fields.set(key, field(made, tell));
      return fields.get(key);
    }

    /** Show an answer where it is a new one: an old one may only be slower than who types. */
    function set(made, value, isRefused) {
      if (isRefused || made.last !== value) made.input.value = value;
      made.last = value;
    }

    function head(content) {
      const row = part("tr", "");
      const line = part("th", "", "Line");
      line.scope = "col";
      row.append(line);
      content.columns.forEach(({ name, role, why }) => {
        const cell = part("th", "");
        cell.scope = "col";
        const menu = known(`column ${name}`, { label: name, options: content.roles, hint: why },
          (value) => model.send({ kind: "role", column: name, role: value }));
        set(menu, role, content.refused);
        menu.help.textContent = why;
        cell.append(menu.box);
        row.append(cell);
      });
      const last = part("th", "", "Becomes");
      last.scope = "col";
      row.append(last);
      return row;
    }

    function body({ line, cells, state, becomes, faults }) {
      const row = part("tr", `headcount-adopt-${state}`);
      const number = part("th", "", line);
      number.scope = "row";
      row.append(number);
      cells.forEach((text, at) => {
        const cell = part("td", faults.includes(at) ? "headcount-adopt-wrong" : "", text);
        if (faults.includes(at)) cell.append(part("span", "headcount-adopt-mark", " (not read)"));
        row.append(cell);
      });
      const last = part("td", "headcount-adopt-becomes");
      last.append(...becomes.map((text) => part("p", "", text)));
      row.append(last);
      return row;
    }

    function draw() {
      const content = model.get("content");
      if (!content.columns) return;
      const focus = document.activeElement;
      status.textContent = content.status;
      const caption = part("caption", "", content.caption);
      const top = part("thead", "");
      top.append(head(content));
      const rows = part("tbody", "");
      rows.append(...content.rows.map(body));
      table.replaceChildren(caption, top, rows);
      for (const one of content.questions) {
        const made = known(one.name, one, (value) =>
          model.send({ kind: "answer", name: one.name, value }));
        set(made, one.value, content.refused);
        if (!made.box.isConnected) questions.append(made.box);
      }
      write.hidden = !content.folder;
      result.textContent = content.result;
      if (root.contains(focus) || [...fields.values()].some(({ input }) => input === focus)) focus.focus();
    }

    model.on("change:content", draw);
    draw();
    whenStopped(model, el, signal, draw);
  },
};
