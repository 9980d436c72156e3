// Photos go up one at a time, each with its own bar. Without this file the form sends them all at once.
"use strict";

(() => {
  const form = document.getElementById("upload");
  const list = document.getElementById("sending");
  const words = form.dataset;
  const queue = [];
  let busy = false;

  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  function icon(name, size) {
    const sprite = form.querySelector("use").getAttribute("href").split("#")[0];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("width", size);
    svg.setAttribute("height", size);
    svg.setAttribute("fill", "currentColor");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${sprite}#${name}`);
    svg.append(use);
    return svg;
  }

  function button(label, name, act) {
    const element = make("button", "round");
    element.type = "button";
    element.setAttribute("aria-label", label);
    element.append(icon(name, 20));
    element.addEventListener("click", act);
    return element;
  }

  function addRow(file) {
    const row = { file, item: make("li", "row-item"), line: make("span", "quiet", words.queued) };
    row.picture = make("span", "row-picture");
    row.picture.append(icon("image", 26));
    row.bar = make("progress");
    row.bar.max = 1;
    row.bar.value = 0;
    row.bar.setAttribute("aria-label", file.name);
    row.acts = make("span", "row-acts");
    const text = make("span", "row-words");
    text.append(make("b", "", file.name), row.line, row.bar);
    row.item.append(row.picture, text, row.acts);
    list.append(row.item);
    return row;
  }

  function stop(row, text, again) {
    row.item.classList.add("row-refused");
    row.picture.replaceChildren(icon("exclamation-circle", 26));
    row.line.textContent = text;
    row.bar.remove();
    if (again) {
      row.acts.append(button(words.retry, "arrow-counterclockwise", () => {
        row.item.remove();
        take([row.file]);
      }));
    }
    row.acts.append(button(words.dismiss, "x-lg", () => row.item.remove()));
  }

  function settle(row, result) {
    if (!result.ok) {
      stop(row, result.line, false);
    } else if (result.outcome === "already_owned") {
      row.bar.remove();
      row.line.textContent = result.line;
      row.picture.replaceChildren(icon("check-circle-fill", 26));
      row.acts.append(button(words.dismiss, "x-lg", () => row.item.remove()));
    } else {
      row.item.remove();
    }
    htmx.trigger("#inbox", "refresh");
  }

  function send(row) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("photos", row.file, row.file.name);
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
      row.line.textContent = words.sending;
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) row.bar.value = event.loaded / event.total;
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
        if (answer.results?.length) settle(row, answer.results[0]);
        else stop(row, answer.error || words.lost, true);
        done();
      });
      request.addEventListener("error", () => {
        stop(row, words.lost, true);
        done();
      });
      request.send(body);
    });
  }

  async function work() {
    if (busy) return;
    busy = true;
    while (queue.length) await send(queue.shift());
    busy = false;
  }

  function take(files) {
    for (const file of files) {
      const row = addRow(file);
      if (file.size > Number(words.limit)) stop(row, words.tooLarge, false);
      else queue.push(row);
    }
    work();
  }

  for (const input of form.querySelectorAll("[data-photos]")) {
    input.disabled = false;
    input.addEventListener("change", () => {
      take([...input.files]);
      input.value = "";
    });
  }

  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
})();
