// Selecting: cards become boxes to tick, after "Select" or a long press. What is done with them is a plain form.
"use strict";

{
  const LONG_PRESS_MS = 450;
  const MOVED_PX = 10;
  const start = document.getElementById("select");
  const chosen = new Set();
  let selecting = false;
  let all = false;
  let press = null;
  let swallow = false;

  const acts = () => document.getElementById("acts");
  const card = (target) => target.closest?.(".card-garment");

  const paint = (one) => {
    if (selecting) {
      one.setAttribute("role", "checkbox");
      one.setAttribute("aria-checked", String(all || chosen.has(one.dataset.garment)));
    } else {
      one.removeAttribute("role");
      one.removeAttribute("aria-checked");
    }
  };

  const show = () => {
    const form = acts();
    document.body.classList.toggle("selecting", selecting);
    document.querySelectorAll(".card-garment").forEach(paint);
    if (start) start.setAttribute("aria-pressed", String(selecting));
    if (!form) return;
    form.hidden = !selecting;
    const every = form.querySelector("[data-all]");
    const count = all && every ? Number(every.dataset.all) : chosen.size;
    const words = form.querySelector("[data-selected]");
    words.textContent = words.dataset.selected.replace("#", count.toLocaleString(document.documentElement.lang));
    every?.setAttribute("aria-pressed", String(all));
    for (const act of form.querySelectorAll(".acts-row button")) act.disabled = count === 0;
    form.elements.ids.value = all ? "" : [...chosen].join(",");
    form.elements.all.value = all ? "1" : "";
    form.elements.shown.value = Math.max(1, Math.ceil(document.querySelectorAll(".card-garment").length / 60));
  };

  const begin = () => {
    selecting = true;
    show();
  };

  const end = () => {
    selecting = false;
    all = false;
    chosen.clear();
    show();
  };

  const toggle = (one) => {
    if (all) {
      // One less than all is those that are in sight, without it.
      all = false;
      for (const other of document.querySelectorAll(".card-garment")) chosen.add(other.dataset.garment);
    }
    const number = one.dataset.garment;
    if (!chosen.delete(number)) chosen.add(number);
    show();
  };

  start?.addEventListener("click", () => (selecting ? end() : begin()));

  document.addEventListener("click", (event) => {
    const one = card(event.target);
    if (swallow && one) {
      event.preventDefault();
      swallow = false;
    } else if (selecting && one) {
      event.preventDefault();
      toggle(one);
    } else if (event.target.closest("[data-end]")) {
      end();
      start?.focus();
    } else if (event.target.closest("[data-all]")) {
      all = !all;
      chosen.clear();
      show();
    } else {
      const kinds = document.querySelector(".acts-kinds[open]");
      if (kinds && !kinds.contains(event.target)) kinds.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (!selecting) return;
    const one = card(event.target);
    if (one && event.key === " ") {
      event.preventDefault();
      toggle(one);
    } else if (event.key === "Escape" && !document.querySelector(".filters[open]")) {
      end();
    }
  });

  document.addEventListener("pointerdown", (event) => {
    const one = card(event.target);
    swallow = false;
    if (!one || selecting || event.pointerType === "mouse") return;
    press = { one, x: event.clientX, y: event.clientY };
    press.timer = setTimeout(() => {
      swallow = true; // the finger's own click, which comes when it is lifted
      press = null;
      begin();
      toggle(one);
      navigator.vibrate?.(15);
    }, LONG_PRESS_MS);
  });
  const letGo = () => {
    clearTimeout(press?.timer);
    press = null;
  };
  document.addEventListener("pointerup", letGo);
  document.addEventListener("pointercancel", letGo);
  document.addEventListener("pointermove", (event) => {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > MOVED_PX) letGo();
  });
  // Android shows a menu of the link after a long press.
  document.addEventListener("contextmenu", (event) => {
    if (card(event.target) && (selecting || press || swallow)) event.preventDefault();
  });

  // More cards came, or others in their place.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!selecting) return;
    if (event.target.id === "found" || event.detail.elt?.id === "found") end();
    else show();
  });
  window.addEventListener("pageshow", (event) => event.persisted && end());
}
