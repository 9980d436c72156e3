// The tags that the closet has already, to tap instead of to write.
"use strict";

{
  const field = document.getElementById("tags");
  const known = [...document.querySelectorAll("[data-tag]")];
  const written = () => field.value.split(",").map((tag) => tag.trim()).filter(Boolean);
  const same = (one) => (other) => other.toLocaleLowerCase() === one.toLocaleLowerCase();
  const show = () => {
    for (const button of known) button.setAttribute("aria-pressed", String(written().some(same(button.dataset.tag))));
  };

  for (const button of known) {
    button.addEventListener("click", () => {
      const has = same(button.dataset.tag);
      const rest = written().filter((tag) => !has(tag));
      field.value = (rest.length < written().length ? rest : [...rest, button.dataset.tag]).join(", ");
      show();
    });
  }
  field?.addEventListener("input", show);
  if (field) show();
}
