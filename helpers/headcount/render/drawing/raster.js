/** Draw an SVG as PNG, `scale` pixels a point; return its bytes as base64. */
async function raster(svg, width, height, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const [, png] = canvas.toDataURL("image/png").split(",");
  if (!png) throw new Error(`no canvas has ${canvas.width} by ${canvas.height} pixels`);
  return png;
}
