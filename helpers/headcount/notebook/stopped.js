/* Finds out that Python has stopped, so that no control promises what nothing answers.
 *
 * A kernel that dies is started anew by its server, without what it held; one that is shut down is
 * disposed of. A busy one only takes its time, and is left alone. Of a notebook that is opened again,
 * what was saved is shown, and no kernel knows it: ipywidgets marks it as disconnected.
 */

const STOPPED = ["dead", "terminating", "restarting", "autorestarting"];

/** Once Python has stopped: put back what a reader asked for last, and let nothing in `el` ask. */
function whenStopped({ widget_manager: manager }, el, signal, putBack) {
  const kernel = manager?.kernel;
  if (!kernel) return; // a page whose kernel cannot be watched
  const signs = [kernel.statusChanged, kernel.connectionStatusChanged, kernel.disposed];
  const isReopened = el.classList.contains("jupyter-widgets-disconnected");
  const leave = () => signs.forEach((one) => one.disconnect(look));
  function look() {
    const is = STOPPED.includes(kernel.status) || kernel.connectionStatus === "disconnected";
    if (!is && !kernel.isDisposed && !isReopened) return;
    leave();
    putBack();
    for (const one of el.querySelectorAll("button:not(.headcount-copy), fieldset, input, select")) {
      one.disabled = true;
    }
  }
  signs.forEach((one) => one.connect(look));
  signal.addEventListener("abort", leave);
  look();
}
