/* Elements whose words are text, and buttons that copy. */

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function copyButton(label, textOf) {
  const button = element("button", "headcount-copy jupyter-button", label);
  button.type = "button";
  button.addEventListener("click", async () => {
    const done = await copy(textOf());
    button.textContent = done ? "Copied" : "Select the text and copy it";
    setTimeout(() => (button.textContent = label), 2000);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or a page that is not served safely
  }
}
