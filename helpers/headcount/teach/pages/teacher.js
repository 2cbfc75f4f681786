/* The teacher's second view: arrow keys here lead the slides in the other window, and the notes follow. */

let shown = null;
document.getElementById("present").addEventListener("click", ({ target }) => {
  shown = open(`${target.dataset.page}#slides-1`, "slides", "width=1280,height=720");
});
addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (!by || !shown || shown.closed) return;
  event.preventDefault();
  shown.postMessage({ headcount: "go", by }, "*");
});
addEventListener("message", ({ data, source }) => {
  if (data?.headcount !== "at" || source !== shown) return;
  document.getElementById("slide-place").textContent = `${DATA.slide} ${data.place}`;
  for (const heading of document.querySelectorAll("h1, h2")) {
    const here = heading.textContent === data.heading && !heading.closest(".sheet");
    heading.classList.toggle("now", here);
    if (here) heading.scrollIntoView({ block: "start" });
  }
});
