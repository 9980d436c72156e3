// One picture goes up as soon as it is chosen, dropped or pasted. Without this file the form does it.
"use strict";

(() => {
  const form = document.getElementById("ask");
  const words = form.dataset;
  const sending = document.getElementById("sending");
  const refused = document.getElementById("refused");
  const bar = sending.querySelector("progress");
  let busy = false;

  function refuse(text) {
    busy = false;
    sending.hidden = true;
    refused.textContent = text;
    refused.hidden = false;
  }

  function send(file) {
    if (busy || !file) return;
    if (file.size > Number(words.limit)) {
      refuse(words.tooLarge);
      return;
    }
    busy = true;
    bar.value = 0;
    refused.hidden = true;
    sending.hidden = false;
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("picture", file, file.name || "picture");
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => {
      if (request.status === 401) {
        location.reload();
        return;
      }
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // an answer that is no JSON is an error of the way here
      }
      if (answer.url) location.assign(answer.url);
      else refuse(answer.error || words.lost);
    });
    request.addEventListener("error", () => refuse(words.lost));
    request.send(body);
  }

  for (const input of form.querySelectorAll("[data-picture]")) {
    input.disabled = false;
    input.addEventListener("change", () => {
      send(input.files[0]);
      input.value = "";
    });
  }

  const holdsFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    form.classList.add("dragging");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("dragging");
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    form.classList.remove("dragging");
    send(event.dataTransfer.files[0]);
  });
  document.addEventListener("paste", (event) => send(event.clipboardData?.files[0]));

  // Back from the answer, a browser may show this page as it was left.
  window.addEventListener("pageshow", () => {
    busy = false;
    sending.hidden = true;
  });
})();
