// Draws the pictures in the reader's browser, where none was at hand when the page was written.
(async () => {
  const textOf = (id) => document.getElementById(id).textContent;
  const packed = Uint8Array.from(atob(textOf("plotly")), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);

  const chart = document.getElementById("chart");
  const picture = chart.querySelector(".picture");
  picture.replaceChildren();
  for (const figure of JSON.parse(textOf("figures"))) {
    const drawn = await drawNamed(window.Plotly, JSON.stringify(figure), figure.layout);
    const { documentElement } = new DOMParser().parseFromString(drawn, "image/svg+xml");
    documentElement.setAttribute("role", "img");
    documentElement.setAttribute("aria-label", picture.dataset.alt);
    picture.append(documentElement);
  }
  chart.dispatchEvent(new Event("drawn"));
})();
