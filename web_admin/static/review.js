// A card that is swiped to the right is right; to the left, something else. Arrow keys do the same.
"use strict";

(() => {
  const ENOUGH_PX = 96;
  let from = null;
  let card = null;

  function show(px) {
    card.style.transform = px ? `translateX(${px}px) rotate(${px / 28}deg)` : "";
    card.querySelector(".swipe-yes").hidden = px < ENOUGH_PX / 2;
    card.querySelector(".swipe-no").hidden = px > -ENOUGH_PX / 2;
  }

  function yes() {
    document.getElementById("yes")?.requestSubmit();
  }

  function somethingElse() {
    const choices = document.getElementById("else");
    if (!choices) return;
    choices.open = true;
    const first = choices.closest("form").querySelector(".chip");
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  document.addEventListener("pointerdown", (event) => {
    card = event.target.closest("[data-swipe]");
    if (!card || !event.isPrimary) return;
    from = { x: event.clientX, y: event.clientY };
    card.setPointerCapture(event.pointerId);
    card.classList.add("held");
  });

  document.addEventListener("pointermove", (event) => {
    if (from) show(event.clientX - from.x);
  });

  function drop(event) {
    if (!from) return;
    const px = event.type === "pointerup" ? event.clientX - from.x : 0;
    from = null;
    card.classList.remove("held");
    if (px > ENOUGH_PX) {
      show(window.innerWidth);
      yes();
    } else {
      show(0);
      if (px < -ENOUGH_PX) somethingElse();
    }
  }

  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "ArrowRight") yes();
    else if (event.key === "ArrowLeft") somethingElse();
    else return;
    event.preventDefault();
  });

  // The next garment has come in place of the one before: who cannot see it hears what it is.
  document.addEventListener("htmx:afterSettle", () => {
    window.scrollTo(0, 0);
    const title = document.querySelector("#review h1");
    if (!title) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  });

  // No answer came: the card goes back to where it was, to be asked about again.
  document.addEventListener("htmx:sendError", () => card?.isConnected && show(0));
  document.addEventListener("htmx:responseError", () => location.reload());
})();
