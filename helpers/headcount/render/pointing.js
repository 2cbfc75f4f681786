/* Makes a picture answer pointer, finger and keyboard.
 *
 * Each mark and each label in it names its figure and says its words in a title of its own, which
 * a browser shows where scripts are off. Here the words become a tip, and the options of a list
 * that lies over the picture: arrow keys and screen readers go through it from figure to figure.
 * What is told has a ring around it, and the tip stands beside that.
 */

const REACH = 20; // pixels by which a pointer may miss a mark
const EDGE = 4; // pixels of air around a tip
const AWAY = 2 * EDGE; // pixels between a tip and what it tells
const SVG = "http://www.w3.org/2000/svg";

// The ring is drawn in layers, from the lowest up, each so many pixels wider than the mark on each
// side: on paper inside and out, it is as clear between other marks as it is alone.
const BEARING = 4; // and a label so many at its ends: words of one line are one
const LAYERS = { casing: 5, line: 4, air: 2 };

function drawn(name, attributes, ...inside) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  one.append(...inside);
  return one;
}

/** Return the shape of a mark, or the box of a label, so many pixels wider on each side. */
function widened(mark, by) {
  if (mark.dataset.label) {
    const { x, y, width, height } = mark.getBBox();
    const box = { x: x - BEARING, y, width: width + 2 * BEARING, height };
    return drawn("rect", { ...box, "stroke-width": 2 * by });
  }
  const own = mark.hasAttribute("stroke") ? Number(mark.getAttribute("stroke-width") ?? 1) : 0;
  const isLine = mark.localName === "path" && !mark.getAttribute("d").includes("Z");
  const shape = drawn(mark.localName, { "stroke-width": own + 2 * by });
  for (const name of ["x", "y", "width", "height", "rx", "cx", "cy", "r", "d"]) {
    if (mark.hasAttribute(name)) shape.setAttribute(name, mark.getAttribute(name));
  }
  if (isLine) shape.setAttribute("fill", "none");
  return shape;
}

/** Draw a ring around marks: one line around those that touch, and nothing over any of them. */
function drawRing(marks, id) {
  const picture = marks[0].ownerSVGElement;
  const all = { x: 0, y: 0, width: "100%", height: "100%" };
  const wider = (by) => marks.map((mark) => widened(mark, by));
  const spared = drawn("g", { fill: "black", stroke: "black" }, ...wider(0));
  const mask = { id, maskUnits: "userSpaceOnUse", ...all };
  const layers = Object.entries(LAYERS).map(([name, by]) => drawn("g", { class: name }, ...wider(by)));
  const ring = drawn(
    "g",
    { class: "headcount-ring" },
    drawn("mask", mask, drawn("rect", { ...all, fill: "white" }), spared),
    drawn("g", { mask: `url(#${id})` }, ...layers),
  );
  picture.append(ring);
  return ring;
}

const within = (least, value, most) => Math.max(least, Math.min(value, most));

/** Return how far apart two boxes are. */
function apart(one, other) {
  const across = Math.max(one.left - other.right, other.left - one.right, 0);
  const down = Math.max(one.top - other.bottom, other.top - one.bottom, 0);
  return Math.hypot(across, down);
}

/** Return how much of a box, with some air around it, another one covers. */
function covered(box, cover) {
  const across = Math.min(box.right + EDGE, cover.right) - Math.max(box.left - EDGE, cover.left);
  const down = Math.min(box.bottom + EDGE, cover.bottom) - Math.max(box.top - EDGE, cover.top);
  return Math.max(across, 0) * Math.max(down, 0);
}

/** Have the pictures in an element answer, one after the other.
 *
 * `take(order)` takes the picture that is in it now, with the ids of its figures from first to
 * last; nothing is told of the one before from then on. `stop()` leaves no trace.
 */
function pointing(chart) {
  const tip = document.createElement("div");
  const list = document.createElement("div");
  const ending = new AbortController();
  const optionOf = new Map();
  let options = [];
  let spots = [];
  let shown = []; // the options that have a mark in the picture that is seen
  let now; // the option that is told, or was the last
  let told = "";
  let ring;
  let mouse; // where it points, while it is what points
  let pictures = 0;

  const read = (order) => {
    const marks = [...chart.querySelectorAll("[data-figure], [data-label]")].map((mark) => {
      const title = mark.querySelector(":scope > title");
      title?.remove();
      const { figure, label } = mark.dataset;
      return { mark, figure: figure ?? label, words: title?.textContent };
    });
    // A picture that has them already, in another width, need not have them twice.
    const known = new Map(marks.map((one) => [one.figure, one.words]).filter(([, words]) => words).reverse());
    for (const one of marks) one.words ??= known.get(one.figure);
    for (const figure of order) {
      const own = marks.filter((one) => one.words && one.figure === figure);
      for (const words of new Set(own.map((one) => one.words))) {
        const option = document.createElement("div");
        option.id = `${list.id}-${options.length}`;
        option.setAttribute("role", "option");
        option.textContent = words;
        options.push(option);
        for (const one of own) if (one.words === words) optionOf.set(one.mark, option);
      }
    }
    now = options.find((option) => option.textContent === told);
    list.replaceChildren(...options);
    list.hidden = !options.length;
  };

  // Gives boxes in pixels of the chart as it is laid out: on a slide it is drawn larger than that.
  const placing = () => {
    const origin = chart.getBoundingClientRect();
    const scale = origin.width / chart.offsetWidth || 1;
    return ({ left, right, top, bottom }) => ({
      left: (left - origin.left) / scale,
      right: (right - origin.left) / scale,
      top: (top - origin.top) / scale,
      bottom: (bottom - origin.top) / scale,
    });
  };

  // Where each mark stands in the picture that the style sheet shows.
  const measure = () => {
    hush();
    const place = placing();
    spots = [...optionOf].flatMap(([mark, option]) => {
      const box = place(mark.getBoundingClientRect());
      const isDrawn = box.right > box.left || box.bottom > box.top;
      return isDrawn ? [{ mark, option, ...box }] : [];
    });
    for (const option of options) {
      const own = ownOf(option);
      const left = Math.min(...own.map((spot) => spot.left));
      const top = Math.min(...own.map((spot) => spot.top));
      const { style } = option;
      option.hidden = !own.length;
      style.left = `${left}px`;
      style.top = `${top}px`;
      style.width = `${Math.max(...own.map((spot) => spot.right)) - left}px`;
      style.height = `${Math.max(...own.map((spot) => spot.bottom)) - top}px`;
    }
    shown = options.filter((option) => !option.hidden);
    if (list.matches(":focus")) go(Math.max(shown.indexOf(now), 0));
  };

  const ownOf = (option) => spots.filter((spot) => spot.option === option);

  const hush = () => {
    tip.hidden = true;
    ring?.remove();
    now?.removeAttribute("aria-selected");
    list.removeAttribute("aria-activedescendant");
  };

  // From where to where the page is seen: a notebook in it scrolls, and cuts what does not fit.
  const inSight = () => {
    const seen = { top: 0, bottom: document.documentElement.clientHeight };
    for (let one = chart.parentElement; one; one = one.parentElement) {
      if (one === document.body) break; // what scrolls with the page is in sight where the page is
      if (getComputedStyle(one).overflowY === "visible") continue;
      const { top, bottom } = one.getBoundingClientRect();
      seen.top = Math.max(seen.top, top);
      seen.bottom = Math.min(seen.bottom, bottom);
    }
    return seen;
  };

  // Below, above, right or left of a mark, in this order where none of them is much nearer: what is
  // told is not to be covered.
  const free = (own, near) => {
    tip.style.left = "0"; // at the right edge it would be narrower
    const [width, height] = [tip.offsetWidth, tip.offsetHeight];
    const seen = placing()(inSight());
    const put = (left, top) => {
      const x = within(EDGE, left, chart.clientWidth - width - EDGE);
      const y = within(seen.top + EDGE, top, seen.bottom - height - EDGE);
      const box = { left: x, right: x + width, top: y, bottom: y + height };
      const hides = own.reduce((sum, spot) => sum + covered(spot, box), 0);
      return { x, y, hides, far: Math.round(apart(box, near) / REACH) };
    };
    const places = own.flatMap(({ left, right, top, bottom }) => [
      put(near.left, bottom + AWAY),
      put(near.left, top - height - AWAY),
      put(right + AWAY, near.top),
      put(left - width - AWAY, near.top),
    ]);
    return places.sort((one, other) => one.hides - other.hides || one.far - other.far)[0];
  };

  const tell = (option, near) => {
    const own = ownOf(option);
    if (tip.hidden || option !== now) {
      hush();
      now = option;
      told = option.textContent;
      option.setAttribute("aria-selected", "true");
      list.setAttribute("aria-activedescendant", option.id);
      ring = drawRing(own.map((spot) => spot.mark), `${list.id}-ring`);
      tip.textContent = told;
      tip.hidden = false;
    }
    const { x, y } = free(own, near ?? own[0]);
    tip.style.left = `${x}px`;
    tip.style.top = `${y}px`;
  };

  const point = ({ target, clientX, clientY }) => {
    const { left, top } = placing()({ left: clientX, top: clientY });
    const pointer = { left, right: left, top, bottom: top };
    const exact = target.closest("[data-figure], [data-label]");
    const near = spots.map((spot) => ({ spot, far: spot.mark === exact ? -1 : apart(spot, pointer) }));
    const { spot } = near.reduce((one, other) => (other.far < one.far ? other : one), { far: REACH });
    if (spot) tell(spot.option, { ...pointer, left: left + AWAY });
    else hush();
  };

  const steps = {
    ArrowDown: (at) => (at + 1) % shown.length,
    ArrowUp: (at) => (at > 0 ? at : shown.length) - 1,
    Home: () => 0,
    End: () => shown.length - 1,
  };
  steps.ArrowRight = steps.ArrowDown;
  steps.ArrowLeft = steps.ArrowUp;

  const go = (at) => {
    mouse = undefined;
    const option = shown[at];
    option?.scrollIntoView({ block: "nearest" });
    if (option) tell(option);
  };

  const press = (event) => {
    if (!Object.hasOwn(steps, event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(steps[event.key](shown.indexOf(now)));
  };

  const move = (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return; // who drags over words marks them
    mouse = { clientX: event.clientX, clientY: event.clientY };
    point(event);
  };

  const leave = ({ pointerType }) => {
    if (pointerType !== "mouse") return;
    mouse = undefined;
    hush();
  };

  // Where a page scrolls, a mouse points at something else; what keys or a finger chose takes its
  // tip along, as long as it is in sight.
  const scroll = ({ target }) => {
    if (tip.hidden || !target.contains(chart)) return;
    const seen = placing()(inSight());
    const isInSight = (spot) => spot.bottom > seen.top && spot.top < seen.bottom;
    const under = mouse && chart.getRootNode().elementFromPoint(mouse.clientX, mouse.clientY);
    if (chart.contains(under ?? null)) point({ ...mouse, target: under });
    else if (!mouse && ownOf(now).some(isInSight)) tell(now);
    else hush();
  };

  tip.className = "headcount-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the option says it
  list.className = "headcount-options";
  list.id = `figures-${Math.random().toString(36).slice(2)}`; // a page may hold many pictures
  list.hidden = true;
  list.tabIndex = 0;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "The figures in the chart, one by one");
  chart.append(list, tip);

  // As the event comes down: what a page does with its own menus keeps none from here.
  const on = (where, type, answer) =>
    where.addEventListener(type, answer, { signal: ending.signal, capture: where === window });
  on(list, "focus", () => go(Math.max(shown.indexOf(now), 0)));
  on(list, "blur", hush);
  on(list, "keydown", press);
  on(chart, "pointermove", move);
  on(chart, "pointerleave", leave);
  on(chart, "click", (event) => getSelection().isCollapsed && point(event));
  on(window, "keydown", ({ key }) => key === "Escape" && hush());
  on(window, "pointerdown", (event) => event.composedPath().includes(chart) || hush());
  on(window, "scroll", scroll);
  on(window, "blur", ({ target }) => target === window && hush());
  const watcher = new ResizeObserver(measure);
  watcher.observe(chart);

  return {
    take(order) {
      hush();
      options = [];
      spots = [];
      optionOf.clear();
      delete chart.dataset.awake;
      const picture = ++pictures;
      const wake = () => {
        if (picture !== pictures) return;
        read(order);
        measure();
        chart.dataset.awake = options.length;
      };
      // The picture first: what answers comes a frame later.
      requestAnimationFrame(() => setTimeout(wake));
    },
    stop() {
      hush();
      pictures++;
      ending.abort();
      watcher.disconnect();
      list.remove();
      tip.remove();
    },
  };
}
