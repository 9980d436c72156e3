// A button beside an address copies it. Without this file there is no button, and the address can be marked.
"use strict";

// Over http the browser has no clipboard for pages; then what is marked is copied.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done ? undefined : Promise.reject(new Error("the browser does not copy"));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.getAttribute("aria-label");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(button.dataset.copy);
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
      return;
    }
    button.classList.add("copied");
    button.setAttribute("aria-label", button.dataset.done);
    setTimeout(() => {
      button.classList.remove("copied");
      button.setAttribute("aria-label", label);
    }, 2000);
    button.focus();
  });
}
