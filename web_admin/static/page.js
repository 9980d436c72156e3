// Small comforts for every page. All of it works without this file too.
"use strict";

document.documentElement.classList.add("with-script");

for (const button of document.querySelectorAll("[data-close]")) button.hidden = false;
document.addEventListener("click", (event) => event.target.closest("[data-close]")?.closest(".note").remove());

// A plain note goes by itself; one with something to undo or to read stays.
for (const note of document.querySelectorAll(".note:not(.note-refused)")) {
  if (!note.querySelector("form")) setTimeout(() => note.remove(), 5000);
}

document.querySelector(".chips [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

for (const hidden of document.querySelectorAll("[data-script-only]")) hidden.hidden = false;

// An answer that does not come is told once, and no longer once one has come.
{
  const notes = document.querySelector(".notes");
  const lost = document.getElementById("lost").content.firstElementChild;
  let note = null;
  document.addEventListener("htmx:sendError", () => {
    if (note?.isConnected) return;
    note = lost.cloneNode(true);
    notes.append(note);
  });
  document.addEventListener("htmx:afterOnLoad", () => note?.remove());
}
