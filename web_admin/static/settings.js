// The mirror's settings: the brightness in figures, and where this phone is. All of it works without this file too.
"use strict";

const brightness = document.querySelector("#brightness");
brightness.addEventListener("input", () => {
  brightness.parentElement.querySelector("output").textContent = `${brightness.value} %`;
});

// Two decimals are about a kilometre: no forecast needs to know more.
const here = document.querySelector("#here");
const note = document.querySelector("#here-note");
if (window.isSecureContext && navigator.geolocation) {
  here.hidden = false;
  note.textContent = "";
  here.addEventListener("click", () => {
    here.disabled = true;
    note.textContent = here.dataset.looking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.querySelector("#latitude").value = coords.latitude.toFixed(2);
        document.querySelector("#longitude").value = coords.longitude.toFixed(2);
        here.disabled = false;
        note.textContent = "";
      },
      () => {
        here.disabled = false;
        note.textContent = here.dataset.refused;
      },
      { timeout: 15000, maximumAge: 600000 },
    );
  });
}
