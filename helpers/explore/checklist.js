/* A list to tick, folded away under its own summary. Labels are set as text. */

export default {
  render({ model, el }) {
    const box = document.createElement("details");
    const summary = document.createElement("summary");
    const list = document.createElement("fieldset");
    box.className = "headcount-checklist";
    box.append(summary, list);
    el.append(box);

    const ticks = () => [...list.querySelectorAll("input")];

    function tell() {
      const ticked = ticks().filter((tick) => tick.checked);
      model.set("ticked", ticked.map((tick) => tick.value));
      model.save_changes();
    }

    function tickAll(checked) {
      ticks().forEach((tick) => (tick.checked = checked));
      tell();
    }

    function button(text, checked) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "headcount-copy";
      made.textContent = text;
      made.addEventListener("click", () => tickAll(checked));
      return made;
    }

    function entry([text, value]) {
      const label = document.createElement("label");
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.value = value;
      tick.addEventListener("change", tell);
      label.append(tick, ` ${text}`);
      return label;
    }

    const all = button("Tick all", true);
    const none = button("Tick none", false);

    function drawOptions() {
      list.replaceChildren(...model.get("options").map(entry), all, none);
      drawTicks();
    }

    // The boxes stay where they are, so that a tick does not take the keyboard's focus away.
    function drawTicks() {
      const ticked = model.get("ticked");
      ticks().forEach((tick) => (tick.checked = ticked.includes(tick.value)));
      summary.textContent = model.get("title");
      list.setAttribute("aria-label", model.get("title"));
    }

    model.on("change:options", drawOptions);
    model.on("change:ticked change:title", drawTicks);
    drawOptions();
  },
};
