(() => {
  "use strict";
  const chart = document.getElementById("chart");
  const main = chart.closest("main");
  const menu = document.querySelector(".switch select");
  const answers = pointing(chart);

  // A page that holds this one in a frame is told how high it is, when that changes or when it asks.
  const size = () => {
    if (parent === window) return;
    const height = Math.ceil(main.getBoundingClientRect().height);
    parent.postMessage({ type: "headcount:height", height }, "*");
    parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
  };

  // Marks of a state that was kept name their figure by its row in the table.
  const take = () => {
    const rows = [...main.querySelectorAll("tr[data-figure]")].map((row) => row.dataset.figure);
    const figures = [...new Set(rows)];
    for (const { dataset } of chart.querySelectorAll("[data-figure^='#'], [data-label^='#']")) {
      for (const name of Object.keys(dataset)) dataset[name] = figures[dataset[name].slice(1)];
    }
    answers.take(figures);
  };

  // Each element that changes has behind it a template with that of every other state, in the order
  // of the menu. What is shown is a copy: whatever answers takes its titles away.
  const options = [...(menu?.options ?? [])];
  let state = options.findIndex((option) => option.defaultSelected);
  const parts = [...main.querySelectorAll("template")].map(({ previousElementSibling, content }) => {
    const states = [...content.children];
    states.splice(state, 0, previousElementSibling.cloneNode(true));
    return { shown: previousElementSibling, states };
  });

  const show = (at) => {
    if (at === state) return;
    state = at;
    for (const part of parts) {
      const next = part.states[at].cloneNode(true);
      part.shown.replaceWith(next);
      part.shown = next;
    }
    menu.selectedIndex = at;
    document.title = main.querySelector("h1").textContent;
    take();
  };

  const address = ({ value }) => new URL(`#${value}`, location.href).hash;
  const follow = () => {
    const at = options.findIndex((option) => address(option) === location.hash);
    if (at >= 0) show(at);
  };

  if (menu) {
    follow();
    addEventListener("hashchange", follow);
    menu.addEventListener("change", () => {
      show(menu.selectedIndex);
      history.replaceState(null, "", address(options[state]));
    });
  }
  take();
  new ResizeObserver(size).observe(main);
  addEventListener("message", ({ data }) => data?.type === "headcount:ask" && size());
})();
