/* A list to tick, folded away under its own summary, searched when it is long. Labels are set as
 * text. What is ticked is kept in the order of ticking.
 */

const LONG = 20; // entries: as many are found by eye
const MOST = 200; // boxes at once: more of them are slow, and nobody reads them

export default {
  render({ model, el, signal }) {
    const box = document.createElement("details");
    const summary = document.createElement("summary");
    const title = document.createElement("span");
    const much = document.createElement("span");
    const search = document.createElement("input");
    const list = document.createElement("fieldset");
    const rest = document.createElement("p");
    const buttons = document.createElement("div");
    const drawn = new Map(); // by value, the words beside its box
    box.className = "headcount-checklist";
    search.type = "search";
    search.placeholder = "Search the list";
    rest.setAttribute("role", "status");
    summary.append(title, " ", much);
    buttons.append(button("Check all", true), button("Clear all", false));
    box.append(summary, search, list, rest, buttons);
    el.append(box);

    let shown = "";
    let answered = model.get("ticked"); // as the chart has it

    const ticks = () => [...list.querySelectorAll("input")];
    const offered = () => JSON.stringify(model.get("options").map(([, value]) => value));

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
      const words = document.createTextNode(text);
      label.append(tick, words);
      drawn.set(value, words);
      return label;
    }

    /** Make the boxes once they are to be seen, the ticked ones of a long list first. */
    function drawOptions() {
      shown = offered();
      const isLong = model.get("options").length > LONG;
      const isOffered = model.get("options").length > 0;
      buttons.hidden = !isOffered;
      search.hidden = !isLong;
      if (!isLong) search.value = "";
      list.className = isLong ? "headcount-long" : "";
      if (!box.open) return;
      const ticked = model.get("ticked");
      const entries = found();
      if (isLong) entries.sort((one, other) => ticked.includes(other[1]) - ticked.includes(one[1]));
      const focused = list.contains(document.activeElement) && document.activeElement.value;
      drawn.clear();
      list.replaceChildren(...entries.slice(0, MOST).map(entry));
      if (focused !== false) (ticks().find(({ value }) => value === focused) ?? summary).focus();
      const more = entries.length - MOST;
      rest.textContent = more > 0 ? `${more} more: search for a word of theirs.` : "";
      if (!isOffered) rest.textContent = "Nothing to check.";
      if (search.value) rest.textContent = `${entries.length} found. ${rest.textContent}`;
      drawTicks();
    }

    /** Say anew what stands beside the boxes, such as counts, where they are still the same ones. */
    function drawWords() {
      if (offered() !== shown) return drawOptions();
      for (const [text, value] of model.get("options")) {
        if (drawn.has(value)) drawn.get(value).data = text;
      }
    }

    // The boxes stay where they are, so that a tick does not take the keyboard's focus away.
    function drawTicks() {
      const ticked = new Set(model.get("ticked"));
      ticks().forEach((tick) => (tick.checked = ticked.has(tick.value)));
      title.textContent = model.get("title");
      much.textContent = model.get("summary");
      list.setAttribute("aria-label", model.get("title"));
      search.setAttribute("aria-label", `Search: ${model.get("title")}`);
    }

    /** Fold the list away, as a menu is; in a search, the key first takes the words back. */
    function close({ key, target }) {
      if (key !== "Escape" || (target === search && search.value)) return;
      box.open = false;
      summary.focus();
    }

    model.on("change:options", drawWords);
    model.on("change:summary", () => (answered = model.get("ticked")));
    model.on("change:ticked change:title change:summary", drawTicks);
    box.addEventListener("toggle", drawOptions);
    box.addEventListener("keydown", close);
    search.addEventListener("input", drawOptions);
    drawOptions();
    drawTicks();
    whenStopped(model, el, signal, () => {
      model.set("ticked", answered);
      drawTicks();
    });
  },
};
