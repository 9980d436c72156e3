// A backup goes up with a bar. Without this file the form sends it all the same, only silently.
"use strict";

(() => {
  const form = document.getElementById("bring-form");
  if (!form) return;
  const words = form.dataset;
  const bar = form.querySelector("[data-bar]");
  const refused = form.querySelector("[data-refused]");
  const button = form.querySelector("button");
  let busy = false;

  function stop(text) {
    busy = false;
    bar.hidden = true;
    button.disabled = false;
    refused.textContent = text;
    refused.hidden = false;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    refused.hidden = true;
    bar.hidden = false;
    button.disabled = true;
    request.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) bar.value = step.loaded / step.total;
    });
    request.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // an answer that is no JSON is an error of the way here
      }
      busy = false;
      if (answer.to) location.assign(answer.to);
      else if (request.status === 401) location.reload();
      else stop(request.status === 413 ? words.full : answer.error || words.lost);
    });
    request.addEventListener("error", () => stop(words.lost));
    request.send(new FormData(form));
  });

  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
})();
