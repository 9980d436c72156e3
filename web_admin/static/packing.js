// What is packed already stays ticked in this browser, as long as the journey is the same. Nobody else learns of it.
"use strict";

{
  const KEY = "packing";
  const list = document.getElementById("take-list");

  const kept = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return found?.journey === list.dataset.journey && Array.isArray(found.packed) ? found.packed : [];
    } catch {
      return [];
    }
  };

  if (list) {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    const packed = new Set(kept());
    for (const box of boxes) box.checked = packed.has(box.value);
    list.addEventListener("change", () => {
      const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
      try {
        localStorage.setItem(KEY, JSON.stringify({ journey: list.dataset.journey, packed: ticked }));
      } catch {
        // A browser without storage forgets the ticks with the page.
      }
    });
  }
}
