/* A list to tick, folded away under its own summary, searched when it is long. Labels are set as
 * text. What is ticked is kept in the order of ticking.
 */

const LONG = 20; // entries: as many are found by eye
const MOST = 200; // boxes at once: more of them are slow, and nobody reads them

export default {
  render({ model, el }) {
    const box = document.createElement("details");
    const summary = document.createElement("summary");
    const search = document.createElement("input");
    const list = document.createElement("fieldset");
    const rest = document.createElement("p");
    const buttons = document.createElement("div");
    box.className = "headcount-checklist";
    search.type = "search";
    search.placeholder = "Search the list";
    rest.setAttribute("role", "status");
    buttons.append(button("Tick all", true), button("Tick none", false));
    box.append(summary, search, list, rest, buttons);
    el.append(box);

    const ticks = () => [...list.querySelectorAll("input")];

    function tell(ticked) {
      model.set("ticked", ticked);
      model.save_changes();
    }

    function toggle({ target }) {
      const others = model.get("ticked").filter((value) => value !== target.value);
      tell(target.checked ? [...others, target.value] : others);
    }

    /** Return the entries that have every word that is searched for. */
    function found() {
      const words = search.value.toLowerCase().split(/\s+/);
      const has = ([text]) => words.every((word) => text.toLowerCase().includes(word));
      return model.get("options").filter(has);
    }

    function button(text, checked) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "headcount-copy";
      made.textContent = text;
      made.addEventListener("click", () => {
        const here = found().map(([, value]) => value);
        const others = model.get("ticked").filter((value) => !here.includes(value));
        tell(checked ? [...others, ...here] : others);
      });
      return made;
    }

    function entry([text, value]) {
      const label = document.createElement("label");
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.value = value;
      tick.addEventListener("change", toggle);
      label.append(tick, ` ${text}`);
      return label;
    }

    /** Make the boxes once they are to be seen, the ticked ones of a long list first. */
    function drawOptions() {
      const isLong = model.get("options").length > LONG;
      search.hidden = !isLong;
      if (!isLong) search.value = "";
      list.className = isLong ? "headcount-long" : "";
      if (!box.open) return;
      const ticked = model.get("ticked");
      const entries = found();
      if (isLong) entries.sort((one, other) => ticked.includes(other[1]) - ticked.includes(one[1]));
      list.replaceChildren(...entries.slice(0, MOST).map(entry));
      const more = entries.length - MOST;
      rest.textContent = more > 0 ? `${more} more: search for a word of theirs.` : "";
      if (search.value) rest.textContent = `${entries.length} found. ${rest.textContent}`;
      drawTicks();
    }

    // The boxes stay where they are, so that a tick does not take the keyboard's focus away.
    function drawTicks() {
      const ticked = new Set(model.get("ticked"));
      ticks().forEach((tick) => (tick.checked = ticked.has(tick.value)));
      summary.textContent = model.get("title");
      list.setAttribute("aria-label", model.get("title"));
      search.setAttribute("aria-label", `Search: ${model.get("title")}`);
    }

    model.on("change:options", drawOptions);
    model.on("change:ticked change:title", drawTicks);
    box.addEventListener("toggle", drawOptions);
    search.addEventListener("input", drawOptions);
    drawOptions();
    drawTicks();
  },
};
