/* A heading and what stands under it. Words are set as text, never as markup. */

const BLOCKS = {
  line: ({ text }) => [element("p", "", text)],
  quote: ({ text }) => [
    element("p", "headcount-kicker", "Ready to quote"),
    element("blockquote", "headcount-sentence", text),
    copyButton("Copy sentence", () => text),
  ],
  verdict: ({ text, verdict }) => [element("p", `headcount-verdict headcount-${verdict}`, text)],
  link: ({ text, address }) => {
    const link = element("a", "", text);
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return [link];
  },
  list: ({ title, entries }) => [element("h4", "", title), listOf(entries)],
  folded: ({ title, entries }) => {
    const box = element("details", "");
    box.append(element("summary", "", title), listOf(entries));
    return [box];
  },
};

function listOf(entries) {
  const list = element("ul", "");
  list.append(...entries.map((entry) => element("li", "", entry)));
  return list;
}

function codeBox(code) {
  const box = element("details", "headcount-code-box");
  box.append(
    element("summary", "", "Copy Python code for this"),
    element("code", "headcount-code", code),
    copyButton("Copy as code", () => code),
  );
  return box;
}

export default {
  render({ model, el }) {
    const sheet = element("section", "headcount-chart headcount-sheet");
    el.append(sheet);

    function draw() {
      const { title, blocks, code } = model.get("content");
      sheet.hidden = !blocks.length;
      sheet.replaceChildren(
        ...(title ? [element("h3", "", title)] : []),
        ...blocks.flatMap((block) => BLOCKS[block.kind](block)),
        ...(code ? [codeBox(code)] : []),
      );
    }

    model.on("change:content", draw);
    draw();
  },
};
