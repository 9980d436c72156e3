// The page on which photos are added: a row for each, from the moment it is chosen until it is a garment.
// Without this file the form sends them all at once, and the list below is loaded anew.
"use strict";

(() => {
  const form = document.getElementById("upload");
  const list = document.getElementById("sending");
  const overall = document.getElementById("overall");
  const words = form.dataset;
  const LOOK_EVERY_MS = 1000;
  const ROWS_ADDED_AT_ONCE = 50;
  const rows = new Set(); // of this page, in the order in which they were chosen
  const bySha = new Map();
  let seen = document.getElementById("inbox").dataset.seen;
  let wantsAll = false;
  let foundNone = false;

  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  function icon(name, size) {
    const sprite = form.querySelector("use").getAttribute("href").split("#")[0];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const facts = { class: "icon", width: size, height: size, fill: "currentColor", "aria-hidden": "true" };
    for (const [key, value] of Object.entries(facts)) svg.setAttribute(key, value);
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
    const row = { file, state: "sending", item: make("li", "row-item"), line: make("span", "quiet", words.queued) };
    row.picture = make("span", "row-picture");
    row.picture.append(icon("image", 26));
    row.bar = make("progress");
    row.bar.max = 1;
    row.bar.value = 0;
    row.bar.setAttribute("aria-label", file.name);
    row.acts = make("span", "row-acts");
    row.acts.append(button(`${words.cancel}: ${file.name}`, "x-lg", () => cancel([row])));
    const text = make("span", "row-words");
    text.append(make("b", "", file.name), row.line, row.bar);
    row.item.append(row.picture, text, row.acts);
    rows.add(row);
    return row;
  }

  function drop(row) {
    rows.delete(row);
    if (bySha.get(row.sha256) === row) bySha.delete(row.sha256);
    row.item.remove();
    count();
  }

  function settle(row, name, text, state) {
    row.state = state;
    row.picture.replaceChildren(icon(name, 26));
    row.line.textContent = text;
    row.bar.remove();
    row.acts.replaceChildren();
  }

  function stop(row, text, again) {
    settle(row, "exclamation-circle", text, "failed");
    row.item.classList.add("row-refused");
    if (bySha.get(row.sha256) === row) bySha.delete(row.sha256);
    if (again) {
      row.acts.append(button(words.retry, "arrow-counterclockwise", () => {
        const anew = addRow(row.file);
        row.item.replaceWith(anew.item);
        drop(row);
        sender.add([anew]);
        count();
      }));
    }
    row.acts.append(button(words.dismiss, "x-lg", () => drop(row)));
    count();
  }

  const sender = window.photoSender(
    {
      token: form.elements.csrf_token.value,
      whole: form.action,
      known: words.known,
      uploads: words.uploads,
      piece: Number(words.piece),
      ask: Number(words.ask),
      words,
    },
    {
      line: (row, text) => {
        if (row.line) row.line.textContent = text;
      },
      progress: (row, share) => {
        row.bar.value = share;
      },
      // False for a photo that was chosen twice: the second one needs nothing.
      digest: (row, sha256) => {
        row.sha256 = sha256;
        const twin = bySha.get(sha256);
        if (twin) {
          settle(row, "check-circle-fill", twin.state === "done" ? words.owned : words.twice, "done");
          row.acts.append(button(words.dismiss, "x-lg", () => drop(row)));
          count();
          return false;
        }
        bySha.set(sha256, row);
        return true;
      },
      result: (row, result) => {
        if (!result.ok) {
          stop(row, result.line, false);
          return;
        }
        row.sha256 = result.sha256;
        bySha.set(row.sha256, row);
        if (result.outcome === "already_owned") {
          settle(row, "check-circle-fill", result.line, "done");
          row.acts.append(button(words.dismiss, "x-lg", () => drop(row)));
        } else {
          settle(row, "hourglass-split", words.kept, "kept");
          lookSoon();
        }
        count();
      },
      stop,
    },
  );

  function cancel(some) {
    for (const row of some) {
      sender.cancel(row);
      drop(row);
    }
  }

  function count() {
    const all = [...rows];
    const failed = all.filter((row) => row.state === "failed").length;
    const done = all.filter((row) => row.state === "done").length + failed;
    const text = [words.overall.replace("{done}", done).replace("{all}", all.length)];
    if (failed) text.push(words.failed.replace("{failed}", failed));
    overall.hidden = all.length < 2;
    if (!all.length && foundNone) {
      text.splice(0, 1, words.noPhotos);
      overall.hidden = false;
    }
    overall.querySelector("[role=status]").textContent = text.join(" · ");
    // What was sent and waits for the mirror is half way.
    const sent = all.filter((row) => row.state === "kept").length;
    overall.querySelector("progress").value = all.length ? (done + sent / 2) / all.length : 0;
    overall.querySelector("[data-cancel-all]").hidden = !all.some((row) => row.state === "sending");
  }

  overall.querySelector("[data-cancel-all]").addEventListener("click", () => {
    cancel([...rows].filter((row) => row.state === "sending"));
  });

  function take(files) {
    foundNone = !files.length;
    const chosen = files.map(addRow);
    for (let from = 0; from < chosen.length; from += ROWS_ADDED_AT_ONCE) {
      list.append(...chosen.slice(from, from + ROWS_ADDED_AT_ONCE).map((row) => row.item));
    }
    for (const row of chosen) {
      if (row.file.size > Number(words.limit)) stop(row, words.tooLarge, false);
      else if (!row.file.size) stop(row, words.empty, false);
    }
    sender.add(chosen.filter((row) => row.state === "sending"));
    count();
  }

  // What became of them: the mirror's rows take the place of the page's own, each in the row that was there.

  function merge(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("inbox");
    if (!fresh) return;
    seen = fresh.dataset.seen;
    const review = fresh.querySelector("#to-review");
    if (review) document.getElementById("to-review").replaceWith(review);
    const inbox = document.getElementById("inbox");
    const unchanged = new Map([...inbox.querySelectorAll("[data-sha]")].map((item) => [item.outerHTML, item]));
    for (const item of fresh.querySelectorAll("[data-sha]")) {
      const row = bySha.get(item.dataset.sha);
      if (row && row.state !== "sending") {
        takeOver(row, item);
        item.remove();
      } else if (unchanged.has(item.outerHTML)) {
        item.replaceWith(unchanged.get(item.outerHTML)); // its picture is there already and does not flicker
      }
    }
    inbox.replaceWith(fresh);
    count();
    // While the page was asleep more may have gone through than the short list tells of.
    wantsAll = [...rows].filter((row) => row.state === "kept").length > Number(fresh.dataset.underWay);
  }

  function takeOver(row, item) {
    if (row.html === item.outerHTML) return;
    row.html = item.outerHTML;
    if (item.classList.contains("row-done")) row.state = "done";
    else row.state = item.classList.contains("row-failed") ? "failed" : "kept";
    row.item.className = item.className;
    row.item.replaceChildren(...item.childNodes);
    row.line = null;
  }

  let timer = 0;
  let looking = false;

  function lookSoon() {
    clearTimeout(timer);
    timer = setTimeout(look, LOOK_EVERY_MS);
  }

  async function look() {
    if (looking || document.hidden) return;
    looking = true;
    const all = wantsAll;
    try {
      const { from } = document.getElementById("inbox").dataset;
      const answer = await fetch(`${from}?seen=${seen}${all ? "&all" : ""}`, { headers: { "HX-Request": "true" } });
      if (answer.status === 401) location.reload();
      else if (answer.status === 200) merge(await answer.text());
    } catch {
      // the mirror is away for a moment
    } finally {
      looking = false;
    }
    const underWay = Number(document.getElementById("inbox").dataset.underWay);
    if (underWay || sender.busy() || (wantsAll && !all)) lookSoon();
  }

  document.addEventListener("visibilitychange", look);

  document.addEventListener("submit", async (event) => {
    const quietly = event.target.closest("[data-quietly]");
    if (!quietly) return;
    event.preventDefault();
    const sha = quietly.closest("[data-sha]")?.dataset.sha;
    const row = [...rows].find((one) => one.item.contains(quietly));
    const answer = await fetch(quietly.action, {
      method: "POST",
      body: new FormData(quietly),
      headers: { "HX-Request": "true" },
    }).catch(() => null);
    if (!answer?.ok) {
      location.reload();
      return;
    }
    const text = await answer.text();
    if (row && !text.includes(sha ?? row.sha256)) drop(row);
    merge(text);
    lookSoon();
  });

  window.gatherPhotos(take);
  if (Number(document.getElementById("inbox").dataset.underWay)) lookSoon();

  window.addEventListener("beforeunload", (event) => {
    if (sender.busy()) event.preventDefault();
  });
})();
