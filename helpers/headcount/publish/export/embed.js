(() => {
  "use strict";
  const chart = document.getElementById("chart");
  const main = chart.closest("main");
  const rows = [...document.querySelectorAll("tr[data-figure]")];

  // A page that holds this one in a frame is told how high it is, when that changes or when it asks.
  const size = () => {
    const height = Math.ceil(main.getBoundingClientRect().height);
    if (parent !== window) parent.postMessage({ type: "headcount:height", height }, "*");
  };

  pointing(chart).take(rows.map((row) => row.dataset.figure));
  new ResizeObserver(size).observe(main);
  addEventListener("message", ({ data }) => data?.type === "headcount:ask" && size());
})();
