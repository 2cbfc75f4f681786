/* A text and what it leads to is one slide; what comes out of a further cell is the next.
 *
 * Cells stay where they are, since their widgets look for them there: those of one slide are shown.
 */
(() => {
  const POINTS = { high: 480, wide: 640 };
  const stage = document.querySelector("#rendered_cells > div");
  const places = document.querySelector(".headcount-places");
  const slides = [];
  let here = 0;

  let hasOutput = false;
  for (const cell of stage.querySelectorAll("[cell-index]")) {
    const isText = cell.querySelector(".jp-MarkdownCell") !== null;
    const isCode = cell.querySelector(".jp-InputArea, .jp-OutputArea") !== null;
    if (!isText && !isCode) continue;
    if (isText || hasOutput || !slides.length) {
      slides.push([]);
      hasOutput = false;
    }
    slides.at(-1).push(cell);
    hasOutput ||= cell.querySelector(".jp-CodeCell:not(.jp-mod-noOutputs)") !== null;
  }

  function see() {
    const below = stage.scrollHeight - stage.clientHeight - stage.scrollTop;
    document.body.classList.toggle("headcount-more", below > 4);
    return below;
  }

  function show(number) {
    here = Math.min(Math.max(number, 0), slides.length - 1);
    for (const cell of slides.flat()) cell.classList.remove("headcount-shown");
    for (const cell of slides[here]) cell.classList.add("headcount-shown");
    places.querySelector("output").textContent = `${here + 1} of ${slides.length}`;
    history.replaceState(null, "", `#${here + 1}`);
    stage.scrollTop = 0;
    stage.focus({ preventScroll: true });
    see();
  }

  /* A screen further, and at the end of what there is to see the next slide. */
  function lead(step) {
    const rest = step > 0 ? see() : stage.scrollTop;
    if (rest > 4) stage.scrollBy({ top: step * stage.clientHeight * 0.8, behavior: "smooth" });
    else show(here + step);
  }

  const KEYS = {
    ArrowRight: () => show(here + 1),
    ArrowLeft: () => show(here - 1),
    PageDown: () => lead(1),
    PageUp: () => lead(-1),
    " ": ({ shiftKey }) => lead(shiftKey ? -1 : 1),
    Home: () => show(0),
    End: () => show(slides.length - 1),
  };
  // where a key already means something
  const choosing = (target) => target.matches("[type=radio]");
  const USED = {
    " ": (target) => target.matches("input, button, summary"),
    ArrowRight: choosing,
    ArrowLeft: choosing,
  };
  window.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented) return; // it went through the figures of a chart
    if (!KEYS[key] || event.ctrlKey || event.metaKey || event.altKey || USED[key]?.(target)) return;
    if (target.matches("textarea, select, input:not([type=checkbox], [type=radio])")) return;
    event.preventDefault();
    KEYS[key](event);
  });
  for (const button of places.querySelectorAll("button"))
    button.addEventListener("click", () => show(here + Number(button.dataset.step)));

  function fit() {
    const scale = Math.min(window.innerHeight / POINTS.high, window.innerWidth / POINTS.wide);
    document.documentElement.style.setProperty("--scale", scale);
  }
  window.addEventListener("resize", fit);
  stage.addEventListener("scroll", see);
  for (const cell of slides.flat()) new ResizeObserver(see).observe(cell);
  stage.tabIndex = -1;
  fit();
  show((Number.parseInt(location.hash.slice(1), 10) || 1) - 1);
})();
