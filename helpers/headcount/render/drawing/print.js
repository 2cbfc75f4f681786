/* Lays a picture out as the one thing on a page that is to be printed.
 *
 * Every pattern is drawn out, line by line: printed as a pattern, a browser makes a coarse bitmap
 * of it.
 */
function layOut(svg, title, width, height) {
  document.title = title;
  document.querySelector("style").textContent =
    `@page { size: ${width}px ${height}px; margin: 0 } body { margin: 0 } svg { display: block }`;
  document.body.innerHTML = svg;

  const name = "http://www.w3.org/2000/svg";
  const make = (tag, attributes) => {
    const element = document.createElementNS(name, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  let count = 0;

  const drawOut = (shape, pattern) => {
    const [width, height] = [pattern.width.baseVal.value, pattern.height.baseVal.value];
    const bent = pattern.patternTransform.baseVal.consolidate();
    const back = (bent ? bent.matrix : pattern.ownerSVGElement.createSVGMatrix()).inverse();
    const box = shape.getBBox();
    const corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) =>
      new DOMPoint(box.x + x * box.width, box.y + y * box.height).matrixTransform(back));
    const span = (values, step) =>
      [Math.floor(Math.min(...values) / step) - 1, Math.ceil(Math.max(...values) / step) + 1];
    const [left, right] = span(corners.map((one) => one.x), width);
    const [top, bottom] = span(corners.map((one) => one.y), height);

    const clip = make("clipPath", { id: `print-${++count}` });
    const outline = shape.cloneNode(false);
    outline.removeAttribute("transform");
    clip.append(outline);
    const drawn = make("g", { "clip-path": `url(#${clip.id})` });
    if (shape.hasAttribute("transform")) drawn.setAttribute("transform", shape.getAttribute("transform"));
    const tiles = make("g", bent ? { transform: pattern.getAttribute("patternTransform") } : {});
    drawn.append(tiles);
    for (const part of pattern.children) {
      if (part.tagName === "rect") {  // the ground of the pattern is the ground of the shape
        drawn.prepend(make("rect", { x: box.x, y: box.y, width: box.width, height: box.height,
          fill: part.getAttribute("fill"), opacity: part.getAttribute("opacity") ?? 1 }));
        continue;
      }
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const tile = part.cloneNode(true);
          tile.setAttribute("transform", `translate(${column * width},${row * height})`);
          tiles.append(tile);
        }
      }
    }
    shape.before(clip, drawn);
    shape.setAttribute("fill", "none");
  };

  for (const shape of document.querySelectorAll('[fill^="url("]')) {
    const pattern = document.getElementById(shape.getAttribute("fill").slice(5, -1));
    if (pattern && pattern.tagName === "pattern") drawOut(shape, pattern);
  }
}
