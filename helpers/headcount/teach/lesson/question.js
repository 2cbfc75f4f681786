/* The front end of a QuestionView: a form with one control, and a line that is read out.
 *
 * Words are set as text, never as markup. Every control is the browser's own, inside a fieldset
 * whose legend is the question, so mouse, keyboard and screen reader know it already.
 */

let said = {}; // the words of another language, by ours
const say = (text) => said[text] ?? text;

const HEADS = { right: "Right.", wrong: "Not yet.", refused: "That is not an answer yet." };
const MARKS = { "+": "Done: ", "-": "Missing: " };

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function option(type, name, [value, text], lead) {
  const label = element("label", "headcount-option");
  const box = element("input", "");
  Object.assign(box, { type, name, value });
  label.append(box, lead ? element("b", "", `${value}`) : "", element("span", "", text));
  return label;
}

function field(tag, content, name, value) {
  const label = element("label", "headcount-field");
  const box = element(tag, "");
  box.value = value ?? "";
  if (tag === "input") Object.assign(box, { type: "text", inputMode: "decimal", autocomplete: "off" });
  else box.rows = 3;
  label.append(element("span", "headcount-name", name), box);
  if (content.unit) label.append(element("span", "headcount-unit", content.unit));
  return label;
}

const checked = (set) => [...set.querySelectorAll("input:checked")].map((box) => box.value);
const written = (set) => set.querySelector("input, textarea").value;

/* For each kind: the controls it adds to the fieldset, and the answer they hold. */
const KINDS = {
  choice: {
    controls: ({ options, given }, id) =>
      options.map((one) => {
        const made = option("radio", id, one, true);
        made.firstChild.checked = one[0] === given;
        return made;
      }),
    answer: (set) => checked(set)[0],
    nothing: "Choose one of the answers first.",
  },
  number: {
    controls: (content) => [field("input", content, say("Your number"), content.given)],
    answer: written,
    nothing: "Write a number first.",
  },
  sentence: {
    controls: (content) => {
      const asks = element("ul", "headcount-asks");
      asks.append(...content.asks.map((ask) => element("li", "", ask)));
      return [
        element("p", "headcount-name", say("A good sentence:")),
        asks,
        field("textarea", content, say("Your sentence"), content.given ?? content.start),
      ];
    },
    answer: written,
    nothing: "Write a sentence first.",
  },
  mend: {
    controls({ options, given }, id) {
      const columns = element("div", "headcount-changes");
      for (const one of options) {
        const made = option("checkbox", id, one, false);
        made.firstChild.checked = (given ?? []).includes(one[0]);
        columns.append(made);
      }
      return [columns];
    },
    answer: checked,
    nothing: "",
  },
};

let count = 0;

export default {
  render({ model, el, signal }) {
    const content = model.get("content");
    said = content.words ?? {};
    const kind = KINDS[content.kind];
    const form = element("form", "headcount-question");
    const set = element("fieldset", "");
    const button = element("button", "headcount-check", say("Check"));
    const reply = element("div", "headcount-said");
    button.type = "submit";
    reply.setAttribute("role", "status");
    reply.setAttribute("aria-live", "polite");
    set.append(element("legend", "", content.prompt), ...kind.controls(content, `question-${count++}`));
    form.append(set, button, reply);
    el.append(form);

    // JupyterLab reads keys pressed in a form as commands: an arrow would leave the cell, and two
    // d's delete it. Shift and Enter alone are left to it: they lead on to the next cell. Its rules
    // match what has the focus, so the mark must be there and not on the form.
    function mind(event) {
      const { key, shiftKey, target } = event;
      if (!form.contains(target)) return;
      target.toggleAttribute("data-lm-suppress-shortcuts", !(key === "Enter" && shiftKey));
      if (key === "Enter" && !shiftKey && target.tagName === "INPUT") {
        event.preventDefault(); // the notebook would take the focus before the form is sent
        form.requestSubmit();
      }
    }
    window.addEventListener("keydown", mind, { capture: true, signal });

    function tell(state, head, lines) {
      reply.dataset.state = state;
      reply.replaceChildren();
      if (head) reply.append(element("p", "headcount-verdict", say(head)));
      for (const [mark, text] of lines) {
        const line = element("p", mark ? "headcount-mark-line" : "", "");
        if (mark) line.dataset.mark = mark;
        line.append(element("b", "", mark ? say(MARKS[mark]) : ""), text);
        reply.append(line);
      }
    }

    function showReply() {
      const { state, lines } = model.get("reply");
      button.disabled = false;
      tell(state, HEADS[state], lines);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answer = kind.answer(set);
      if (kind.nothing && !answer?.trim()) return tell("refused", "", [["", say(kind.nothing)]]);
      tell("", "", [["", say("Checking …")]]);
      button.focus(); // out of the text field, where Shift and Enter would not lead on
      model.send({ kind: "answer", answer });
    });
    set.addEventListener("change", () => {
      if (content.kind !== "mend") return;
      model.set("ticked", checked(set));
      model.save_changes();
    });

    model.on("change:reply", showReply);
    signal?.addEventListener("abort", () => model.off("change:reply", showReply));
    showReply();
  },
};
