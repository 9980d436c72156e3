// The page of the day: another wish is swapped in place, so that the eye stays where it was. Links work without it.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("#today a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const back = link.id;
  const top = "top" in link.dataset;
  htmx
    .ajax("GET", link.href, { source: "#today", target: "#today", select: "#today", swap: "outerHTML" })
    .then(() => {
      history.pushState({ today: true }, "", link.href);
      if (top) document.querySelector(".occasions")?.scrollIntoView();
      if (back) document.getElementById(back)?.focus({ preventScroll: true });
    });
});

// Back to another wish: the page as it was then, in its own words.
addEventListener("popstate", () => location.reload());

// A touch elsewhere closes what a piece offers.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".piece[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// What a piece offers is in sight, above the bar.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches(".piece[open]")) event.target.lastElementChild.scrollIntoView({ block: "nearest" });
  },
  true,
);
