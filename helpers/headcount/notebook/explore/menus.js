/* Menus in a grid, each under its name. Labels are set as text.
 *
 * A menu stays the same element through every change, so that the keyboard's focus stays on it.
 */

/** Return an id that no other widget of the page has: each of them loads this file for itself. */
const newId = () => `headcount-${Math.random().toString(36).slice(2)}`;

export default {
  render({ model, el, signal }) {
    const grid = document.createElement("div");
    const known = new Map();
    let isStopped = false;
    grid.className = "headcount-controls";
    el.append(grid);

    function make(name) {
      const box = document.createElement("div");
      const label = document.createElement("label");
      const select = document.createElement("select");
      label.htmlFor = select.id = newId();
      select.addEventListener("change", () => {
        const at = select.selectedIndex;
        model.send({ kind: "pick", name, at, label: known.get(name).entries[at] });
      });
      box.append(label, select);
      return { box, label, select, entries: [] };
    }

    function set(menu, { label, columns, entries, at }) {
      if (JSON.stringify(entries) !== JSON.stringify(menu.entries)) {
        menu.entries = entries;
        menu.select.replaceChildren(...entries.map((text) => new Option(text)));
      }
      menu.label.textContent = label;
      menu.box.className = `headcount-menu headcount-span-${columns}`;
      menu.select.selectedIndex = at;
      menu.select.disabled = isStopped || entries.length < 2;
    }

    function draw() {
      const menus = model.get("menus");
      const names = menus.map((menu) => menu.name);
      for (const [name, { box }] of known) {
        if (!names.includes(name)) {
          box.remove();
          known.delete(name);
        }
      }
      menus.forEach((shown, place) => {
        const menu = known.get(shown.name) ?? make(shown.name);
        known.set(shown.name, menu);
        set(menu, shown);
        if (grid.children[place] !== menu.box) grid.insertBefore(menu.box, grid.children[place] ?? null);
      });
    }

    model.on("change:menus", draw);
    draw();
    whenStopped(model, el, signal, () => {
      isStopped = true;
      draw();
    });
  },
};
