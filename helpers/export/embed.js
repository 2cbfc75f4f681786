(() => {
  "use strict";
  const chart = document.getElementById("chart");
  const plot = chart.querySelector(".plot");
  const tip = chart.querySelector(".tip");
  const spoken = chart.querySelector(".spoken");
  const pictures = [...chart.querySelectorAll(".picture > svg")];
  const textOf = (id) => document.getElementById(id).textContent;
  const { alt, config, dark, widths } = JSON.parse(textOf("settings"));
  const night = matchMedia("screen and (prefers-color-scheme: dark)");
  let woken = null;
  let drawn = -1;
  let points = [];
  let at = -1;
  let touched = false;

  // The style sheet chooses the picture; the drawing takes the one that is shown.
  const shown = () => {
    const place = pictures.length
      ? pictures.findIndex((picture) => getComputedStyle(picture).display !== "none")
      : widths.findLastIndex((width) => width <= chart.clientWidth);
    return Math.max(place, 0);
  };

  const load = async () => {
    const packed = Uint8Array.from(atob(textOf("plotly")), (char) => char.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  };

  const coloured = (key, value) =>
    night.matches && typeof value === "string" && Object.hasOwn(dark, value) ? dark[value] : value;

  const scale = () => {
    const room = pictures.length ? pictures[drawn].getBoundingClientRect().width : chart.clientWidth;
    return pictures.length ? room / widths[drawn] : Math.min(1, room / widths[drawn]);
  };

  const fit = () => {
    plot.style.transform = scale() === 1 ? "" : `scale(${scale()})`;
    hush();
  };

  const draw = async () => {
    drawn = shown();
    const { data, layout } = JSON.parse(textOf("figures"), coloured)[drawn];
    await window.Plotly.react(plot, data, layout, config);
    points = data.flatMap(marksOf).sort((one, other) => one.top - other.top || one.left - other.left);
    at = -1;
    fit();
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", alt);
    chart.classList.add("awake");
    chart.dataset.awake = widths[drawn];
  };

  // Where each mark that has something to say stands, in pixels of the drawing.
  const marksOf = ({ x, y, base, hovertext }, curve) => {
    const { xaxis, yaxis } = plot._fullLayout;
    return (hovertext ?? []).flatMap((text, mark) => {
      const left = xaxis._offset + xaxis.d2p(x[mark]);
      const top = yaxis._offset + yaxis.d2p(y[mark]);
      return Number.isFinite(left) && Number.isFinite(top) ? [{ curve, mark, text, left, top }] : [];
    });
  };

  // The texts were escaped for plotly: lines parted by <br>, and nothing else is markup.
  const linesOf = (text) => text.split("<br>").map((line) =>
    line.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));

  const tell = ({ text, left, top }) => {
    tip.replaceChildren(...linesOf(text).map((line) => {
      const row = document.createElement("div");
      row.textContent = line;
      return row;
    }));
    tip.hidden = false;
    tip.style.left = "0";
    const most = chart.clientWidth - tip.offsetWidth - 4;
    tip.style.left = `${Math.max(4, Math.min(left * scale() + 8, most))}px`;
    const below = top * scale() + 14;
    const fits = below + tip.offsetHeight <= chart.clientHeight + 40;
    tip.style.top = `${fits ? below : top * scale() - 14 - tip.offsetHeight}px`;
  };

  const hush = () => {
    tip.hidden = true;
    spoken.textContent = "";
  };

  const answer = ({ points: [{ curveNumber, pointNumber }] }) => {
    const hit = points.find(({ curve, mark }) => curve === curveNumber && mark === pointNumber);
    if (hit) tell(hit);
  };

  const wake = () => {
    woken ??= load().then(draw).then(() => {
      plot.on("plotly_hover", answer);
      plot.on("plotly_click", answer);
      plot.on("plotly_unhover", () => { if (!touched) hush(); });
      night.addEventListener("change", draw);
      new ResizeObserver(() => (shown() === drawn ? fit() : draw())).observe(chart);
    }).catch((fault) => {
      // The picture, where there is one, stays: it says the same.
      chart.dataset.awake = "failed";
      console.error(fault);
    });
    return woken;
  };

  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const read = async (event) => {
    if (event.key === "Escape") hush();
    if (!Object.hasOwn(steps, event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    await wake();
    if (!points.length) return;
    const step = steps[event.key];
    at = at < 0 ? (step > 0 ? 0 : points.length - 1) : (at + step + points.length) % points.length;
    tell(points[at]);
    spoken.textContent = linesOf(points[at].text).join(" ");
  };

  chart.tabIndex = 0;
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-label", "Chart. The arrow keys read it mark by mark.");
  chart.addEventListener("keydown", read);
  chart.addEventListener("focusout", hush);
  // A finger that is lifted is no pointer that has left: what it asked for stays.
  chart.addEventListener("pointerdown", ({ pointerType }) => {
    touched = pointerType !== "mouse";
    if (touched) hush();
  });
  for (const kind of ["pointerenter", "pointerdown", "focusin"]) {
    chart.addEventListener(kind, wake, { once: true });
  }
  if (!pictures.length) wake();
})();
