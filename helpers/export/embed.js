(() => {
  "use strict";
  const REACH = 20; // pixels by which a pointer may miss a mark
  const EDGE = 4; // pixels of air around a tip
  const chart = document.getElementById("chart");
  const main = chart.closest("main");
  const tip = chart.querySelector(".tip");
  const list = document.createElement("div");
  const options = [];
  const optionOf = new Map();
  let spots = [];
  let at = -1;

  // Where scripts are off the browser shows a mark's title; here the words become an option of a
  // list that lies over the picture, in the order of the table.
  const read = () => {
    const marks = [...chart.querySelectorAll("[data-figure], [data-label]")];
    const words = new Map(marks.map((mark) => [mark, mark.querySelector("title")?.textContent]));
    for (const title of chart.querySelectorAll("title")) title.remove();
    for (const { dataset: { figure } } of document.querySelectorAll("tr[data-figure]")) {
      const own = marks.filter(({ dataset }) => (dataset.figure ?? dataset.label) === figure);
      for (const said of new Set(own.map((mark) => words.get(mark)).filter(Boolean))) {
        const option = document.createElement("div");
        option.id = `option-${options.length}`;
        option.setAttribute("role", "option");
        option.textContent = said;
        options.push(option);
        for (const mark of own) if (words.get(mark) === said) optionOf.set(mark, option);
      }
    }
    list.append(...options);
  };

  // Where each mark stands in the picture that the style sheet shows, in pixels of the chart.
  const measure = () => {
    hush();
    const origin = chart.getBoundingClientRect();
    spots = [...optionOf].flatMap(([mark, option]) => {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      if (right === left && bottom === top) return [];
      const box = { left: left - origin.left, right: right - origin.left };
      return [{ mark, option, ...box, top: top - origin.top, bottom: bottom - origin.top }];
    });
    for (const option of options) {
      const own = spots.filter((spot) => spot.option === option);
      const left = Math.min(...own.map((spot) => spot.left));
      const top = Math.min(...own.map((spot) => spot.top));
      const { style } = option;
      style.left = `${left}px`;
      style.top = `${top}px`;
      style.width = `${Math.max(...own.map((spot) => spot.right)) - left}px`;
      style.height = `${Math.max(...own.map((spot) => spot.bottom)) - top}px`;
    }
    if (document.activeElement === list) go(Math.max(at, 0));
  };

  const hush = () => {
    tip.hidden = true;
    options[at]?.removeAttribute("aria-selected");
    list.removeAttribute("aria-activedescendant");
  };

  const tell = ({ option, left, top, bottom }) => {
    hush();
    at = options.indexOf(option);
    option.setAttribute("aria-selected", "true");
    list.setAttribute("aria-activedescendant", option.id);
    tip.textContent = option.textContent;
    tip.hidden = false;
    tip.style.left = "0";
    const { left: x, top: y } = chart.getBoundingClientRect();
    const widest = chart.clientWidth - tip.offsetWidth - EDGE;
    const lowest = document.documentElement.clientHeight - y - tip.offsetHeight - EDGE;
    const above = top - tip.offsetHeight - 2 * EDGE;
    const below = bottom + 2 * EDGE;
    tip.style.left = `${Math.max(EDGE, Math.min(left, widest))}px`;
    tip.style.top = `${below <= lowest ? below : Math.max(EDGE - y, Math.min(above, lowest))}px`;
  };

  const missed = (spot, x, y) =>
    Math.hypot(Math.max(spot.left - x, x - spot.right, 0), Math.max(spot.top - y, y - spot.bottom, 0));

  const point = ({ target, clientX, clientY }) => {
    const origin = chart.getBoundingClientRect();
    const x = clientX - origin.left;
    const y = clientY - origin.top;
    const exact = target.closest("[data-figure], [data-label]");
    const near = spots.map((spot) => ({ spot, far: spot.mark === exact ? -1 : missed(spot, x, y) }));
    const { spot } = near.reduce((one, other) => (other.far < one.far ? other : one), { far: REACH });
    if (spot) tell({ ...spot, left: x + 2 * EDGE });
    else hush();
  };

  const steps = {
    ArrowDown: () => (at + 1) % options.length,
    ArrowUp: () => (at > 0 ? at : options.length) - 1,
    Home: () => 0,
    End: () => options.length - 1,
  };
  steps.ArrowRight = steps.ArrowDown;
  steps.ArrowLeft = steps.ArrowUp;

  const go = (place) => {
    const option = options[place];
    const own = spots.filter((spot) => spot.option === option);
    if (!own.length) return;
    option.scrollIntoView({ block: "nearest" });
    tell(own[0]);
  };

  const press = (event) => {
    if (!Object.hasOwn(steps, event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(steps[event.key]());
  };

  // A page that holds this one in a frame is told how high it is, when that changes or when it asks.
  const size = () => {
    const height = Math.ceil(main.getBoundingClientRect().height);
    if (parent !== window) parent.postMessage({ type: "headcount:height", height }, "*");
  };

  const wake = () => {
    read();
    list.className = "options";
    list.tabIndex = 0;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "The figures in the chart, one by one");
    chart.append(list);
    list.addEventListener("focus", () => go(Math.max(at, 0)));
    list.addEventListener("blur", hush);
    list.addEventListener("keydown", press);
    chart.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(event));
    chart.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hush());
    chart.addEventListener("click", point);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && hush());
    document.addEventListener("pointerdown", ({ target }) => chart.contains(target) || hush());
    new ResizeObserver(measure).observe(chart);
    chart.dataset.awake = options.length;
  };

  // The picture first: what answers comes a frame later.
  if (chart.querySelector("svg")) requestAnimationFrame(() => setTimeout(wake));
  else chart.addEventListener("drawn", wake);
  new ResizeObserver(size).observe(main);
  addEventListener("message", ({ data }) => data?.type === "headcount:ask" && size());
})();
