/* Makes a picture answer pointer, finger and keyboard.
 *
 * Each mark and each label in it names its figure and says its words in a title of its own, which
 * a browser shows where scripts are off. Here the words become a tip, and the options of a list
 * that lies over the picture: arrow keys and screen readers go through it from figure to figure.
 */

const REACH = 20; // pixels by which a pointer may miss a mark
const EDGE = 4; // pixels of air around a tip

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
  let at = -1;
  let told = "";
  let pictures = 0;

  const read = (order) => {
    const marks = [...chart.querySelectorAll("[data-figure], [data-label]")].map((mark) => {
      const title = mark.querySelector(":scope > title");
      title?.remove();
      const { figure, label } = mark.dataset;
      return { mark, figure: figure ?? label, words: title?.textContent };
    });
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
    at = options.findIndex((option) => option.textContent === told);
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
      const own = spots.filter((spot) => spot.option === option);
      const left = Math.min(...own.map((spot) => spot.left));
      const top = Math.min(...own.map((spot) => spot.top));
      const { style } = option;
      style.left = `${left}px`;
      style.top = `${top}px`;
      style.width = `${Math.max(...own.map((spot) => spot.right)) - left}px`;
      style.height = `${Math.max(...own.map((spot) => spot.bottom)) - top}px`;
    }
    if (list.matches(":focus")) go(Math.max(at, 0));
  };

  const hush = () => {
    tip.hidden = true;
    options[at]?.removeAttribute("aria-selected");
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

  const tell = ({ option, left, top, bottom }) => {
    hush();
    at = options.indexOf(option);
    told = option.textContent;
    option.setAttribute("aria-selected", "true");
    list.setAttribute("aria-activedescendant", option.id);
    tip.textContent = told;
    tip.hidden = false;
    tip.style.left = "0";
    const seen = placing()(inSight());
    const widest = chart.clientWidth - tip.offsetWidth - EDGE;
    const lowest = seen.bottom - tip.offsetHeight - EDGE;
    const above = top - tip.offsetHeight - 2 * EDGE;
    const below = bottom + 2 * EDGE;
    const most = Math.max(seen.top + EDGE, Math.min(above, lowest));
    tip.style.left = `${Math.max(EDGE, Math.min(left, widest))}px`;
    tip.style.top = `${below <= lowest ? below : most}px`;
  };

  const missed = (spot, x, y) =>
    Math.hypot(Math.max(spot.left - x, x - spot.right, 0), Math.max(spot.top - y, y - spot.bottom, 0));

  const point = ({ target, clientX, clientY }) => {
    const place = placing();
    const { left: x, top: y } = place({ left: clientX, top: clientY });
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

  const on = (where, type, answer) => where.addEventListener(type, answer, { signal: ending.signal });
  on(list, "focus", () => go(Math.max(at, 0)));
  on(list, "blur", hush);
  on(list, "keydown", press);
  // Whoever drags over words marks them, and is not to have a tip in the way.
  on(chart, "pointermove", (event) => event.pointerType === "mouse" && !event.buttons && point(event));
  on(chart, "pointerleave", (event) => event.pointerType === "mouse" && hush());
  on(chart, "click", (event) => getSelection().isCollapsed && point(event));
  on(document, "keydown", ({ key }) => key === "Escape" && hush());
  on(document, "pointerdown", ({ target }) => chart.contains(target) || hush());
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
      pictures++;
      ending.abort();
      watcher.disconnect();
      list.remove();
      tip.remove();
    },
  };
}
