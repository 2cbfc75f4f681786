/* Links to files that lie beside the kernel: the bytes come when a file is asked for.
 *
 * It also keeps JupyterLab's hands off the explorer it stands in. JupyterLab reads keys pressed in
 * a menu as commands: an arrow would leave the cell, and two d's delete it.
 */

function keepKeys({ target }) {
  // On what has the focus: its rules match that before they look at what it stands in.
  if (target.closest?.(".headcount-explorer")) target.dataset.lmSuppressShortcuts = "true";
}

function save(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function row(model, { name, size }) {
  const item = document.createElement("li");
  const link = document.createElement("button");
  link.type = "button";
  link.className = "headcount-file";
  link.textContent = name;
  link.setAttribute("aria-label", `Download ${name}`);
  link.addEventListener("click", () => model.send({ kind: "file", name }));
  item.append(link, ` ${size}`);
  return item;
}

export default {
  render({ model, el, signal }) {
    document.addEventListener("focusin", keepKeys, { signal });
    const status = document.createElement("p");
    const list = document.createElement("ul");
    list.className = "headcount-files";
    status.className = "headcount-files-status";
    status.setAttribute("role", "status");
    el.append(status, list);

    const draw = () => {
      status.textContent = model.get("status");
      list.replaceChildren(...model.get("files").map((file) => row(model, file)));
    };
    model.on("change:status change:files", draw);
    model.on("msg:custom", (message, buffers) => {
      if (message?.kind === "file") save(message.name, buffers[0]);
    });
    draw();
    whenStopped(model, el, signal, () => {
      if (!model.get("files").length) status.textContent = ""; // nothing is exported any more
    });
  },
};
