// Where photos come from: an input, a folder, what is dropped on the page, what is pasted. It hands on lists of files.
"use strict";

window.gatherPhotos = (take) => {
  const PHOTO_NAME = /\.(jpe?g|png|webp|hei[cf])$/i;
  const zone = document.getElementById("drop-zone");
  let inside = 0;

  // In a folder lies more than photos; what a person chose one by one is sent as it is, and answered.
  function photosOf(files) {
    return files.filter((file) => PHOTO_NAME.test(file.name) && !file.name.startsWith("."));
  }

  function inOrder(files) {
    const path = (file) => file.webkitRelativePath || file.name;
    return files.sort((one, other) => path(one).localeCompare(path(other), undefined, { numeric: true }));
  }

  for (const input of document.querySelectorAll("[data-photos]")) {
    input.disabled = false;
    input.addEventListener("change", () => {
      take([...input.files]);
      input.value = "";
    });
  }

  const folder = document.getElementById("folder");
  if ("webkitdirectory" in folder && matchMedia("(pointer: fine)").matches) {
    folder.disabled = false;
    document.querySelector(".source-folder").hidden = false;
    document.querySelector(".drop-hint").hidden = false;
    folder.addEventListener("change", () => {
      take(inOrder(photosOf([...folder.files])));
      folder.value = "";
    });
  }

  function fileOf(entry) {
    return new Promise((done) => entry.file(done, () => done(null)));
  }

  function partOf(reader) {
    return new Promise((done) => reader.readEntries(done, () => done([])));
  }

  async function filesBelow(entry) {
    const found = [];
    const reader = entry.createReader();
    for (let part = await partOf(reader); part.length; part = await partOf(reader)) {
      for (const below of part) {
        if (below.isDirectory) found.push(...(await filesBelow(below)));
        else found.push(await fileOf(below));
      }
    }
    return found.filter(Boolean);
  }

  async function dropped(transfer) {
    // The entries must be asked for at once: after the first wait the browser has forgotten them.
    const items = [...transfer.items].filter((item) => item.kind === "file");
    const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
    const plain = items.map((item) => item.getAsFile());
    const files = [];
    for (const [index, entry] of entries.entries()) {
      if (entry?.isDirectory) files.push(...inOrder(photosOf(await filesBelow(entry))));
      else if (plain[index]) files.push(plain[index]);
    }
    return files;
  }

  function carriesFiles(event) {
    return event.dataTransfer?.types.includes("Files");
  }

  window.addEventListener("dragenter", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    inside += 1;
    zone.hidden = false;
  });

  window.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) event.preventDefault();
  });

  window.addEventListener("dragleave", (event) => {
    if (!carriesFiles(event)) return;
    inside = Math.max(0, inside - 1);
    zone.hidden = inside === 0;
  });

  window.addEventListener("drop", async (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    inside = 0;
    zone.hidden = true;
    take(await dropped(event.dataTransfer));
  });

  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
};
