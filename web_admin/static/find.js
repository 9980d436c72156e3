// The sheet of filters closes as a person expects, and addresses hold only what was chosen.
"use strict";

{
  const filters = document.querySelector(".filters");
  const shut = () => {
    filters.open = false;
    filters.querySelector("summary").focus();
  };

  if (filters) {
    filters.addEventListener("click", (event) => {
      if (event.target === filters || event.target.closest("[data-shut]")) shut();
    });
    filters.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && filters.open) shut();
    });
    // Fields that were left empty would only make the address long.
    filters.querySelector("form").addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) {
        if (value === "") event.formData.delete(name);
      }
    });
  }

  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches(".search-field")) return;
    const asked = event.detail.formData;
    asked.set("q", event.target.value); // it counts twice: by itself, and as a field of the form
    for (const [name, value] of [...asked]) if (value === "") asked.delete(name);
  });
}
