// How a photo gets to the mirror: its digest first, then whether it is there already, then piece by piece, going on
// where it stopped however often the network or the mirror goes. Where the browser makes no digests (plain http) each
// photo is one request. It knows nothing of the page: what happens to a row is told to `tell`.
"use strict";

window.photoSender = (settings, tell) => {
  const AT_ONCE = 2;
  const PAUSE_MS = 500;
  const PAUSE_MAX_MS = 15000;
  const PIECE_TIMEOUT_MS = 90000;
  const TRIES_OF_A_BROKEN_ANSWER = 4;
  const digests = window.crypto?.subtle;
  const toDigest = [];
  const toSend = [];
  const wakes = new Set();
  let digesting = false;
  let sending = 0;
  let awake = null;

  class Lost extends Error {}
  class Refused extends Error {}

  function request(row, method, url, { json, body, onProgress } = {}) {
    return new Promise((done, fail) => {
      const asked = new XMLHttpRequest();
      row.request = asked;
      asked.open(method, url);
      asked.setRequestHeader("Accept", "application/json");
      asked.setRequestHeader("X-CSRFToken", settings.token);
      if (json) asked.setRequestHeader("Content-Type", "application/json");
      if (!(body instanceof FormData)) asked.timeout = PIECE_TIMEOUT_MS;
      if (onProgress) asked.upload.addEventListener("progress", (event) => onProgress(event.loaded));
      for (const event of ["error", "timeout", "abort"]) asked.addEventListener(event, () => fail(new Lost()));
      asked.addEventListener("load", () => {
        if (asked.status === 401) {
          location.reload();
          return;
        }
        let answer = null;
        try {
          answer = JSON.parse(asked.responseText || "{}");
        } catch {
          // an answer that is no JSON is an error of the way here
        }
        if (answer === null || asked.status >= 500) fail(Object.assign(new Lost(), { answered: answer }));
        else done({ status: asked.status, answer });
      });
      asked.send(json ? JSON.stringify(json) : body);
    });
  }

  function pause(ms) {
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer);
        wakes.delete(end);
        done();
      };
      const timer = setTimeout(end, ms);
      wakes.add(end);
    });
  }

  window.addEventListener("online", () => {
    for (const wake of [...wakes]) wake();
  });

  // Without a connection it tries for as long as the page is open; a mirror that answers but cannot, a few times.
  async function patiently(row, attempt) {
    let broken = 0;
    for (let tries = 0; ; tries += 1) {
      const before = row.offset;
      try {
        return await attempt();
      } catch (error) {
        if (row.cancelled || !(error instanceof Lost)) throw error;
        if (row.offset > before) tries = 0;
        if (error.answered !== undefined) broken += 1;
        if (broken >= TRIES_OF_A_BROKEN_ANSWER) throw new Refused(error.answered?.error || settings.words.lost);
        tell.line(row, settings.words.waits);
        await pause(Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** Math.min(tries, 5)));
        if (row.cancelled) throw error;
      }
    }
  }

  async function bytes(blob) {
    try {
      return await blob.arrayBuffer();
    } catch {
      throw new Refused(settings.words.unreadable);
    }
  }

  async function digestOf(file) {
    const digest = new Uint8Array(await digests.digest("SHA-256", await bytes(file)));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function digestAll() {
    if (digesting) return;
    digesting = true;
    let batch = [];
    while (toDigest.length) {
      const row = toDigest.shift();
      if (row.cancelled) continue;
      try {
        const sha256 = await digestOf(row.file);
        if (tell.digest(row, sha256)) batch.push(row);
      } catch (error) {
        tell.stop(row, error.message, true);
      }
      if (batch.length >= Math.min(20, settings.ask) || !toDigest.length) {
        await askAndQueue(batch);
        batch = [];
      }
    }
    digesting = false;
  }

  async function askAndQueue(batch) {
    let known = {};
    try {
      const asking = { request: null };
      const hashes = batch.map((row) => row.sha256);
      const { answer } = await patiently(asking, () => request(asking, "POST", settings.known, { json: { hashes } }));
      known = answer.known || {};
    } catch {
      // each is asked about once more when its turn comes
    }
    for (const row of batch) {
      if (row.cancelled) continue;
      if (known[row.sha256]) tell.result(row, known[row.sha256]);
      else toSend.push(row);
    }
    work();
  }

  async function inPieces(row) {
    const one = `${settings.uploads}/${row.sha256}`;
    const { size, name } = row.file;
    row.offset = null;
    return patiently(row, async () => {
      row.offset = null; // after a failure only the mirror knows how far it is
      for (;;) {
        if (row.offset === null) {
          const { answer } = await request(row, "POST", settings.uploads, { json: { sha256: row.sha256, size } });
          if (answer.offset === undefined) return answer;
          row.offset = answer.offset;
          tell.line(row, settings.words.sending);
        }
        tell.progress(row, row.offset / size);
        const from = row.offset;
        const { status, answer } =
          from < size
            ? await request(row, "PUT", `${one}?offset=${from}`, {
                body: await bytes(row.file.slice(from, from + settings.piece)),
                onProgress: (sent) => tell.progress(row, (from + sent) / size),
              })
            : await request(row, "POST", `${one}/finish`, { json: { name, size } });
        if (status === 404) row.offset = null;
        else if (answer.offset !== undefined) row.offset = answer.offset;
        else return answer;
      }
    });
  }

  async function inOne(row) {
    tell.line(row, settings.words.sending);
    return patiently(row, async () => {
      const body = new FormData();
      body.append("photos", row.file, row.file.name);
      const size = row.file.size || 1;
      const onProgress = (sent) => tell.progress(row, Math.min(1, sent / size));
      const { answer } = await request(row, "POST", settings.whole, { body, onProgress });
      return answer.results ? { result: answer.results[0] } : answer;
    });
  }

  async function send(row) {
    tell.line(row, settings.words.sending);
    try {
      const answer = await (row.sha256 ? inPieces(row) : inOne(row));
      if (answer.result) tell.result(row, answer.result);
      else tell.stop(row, answer.error || settings.words.lost, true);
    } catch (error) {
      if (!row.cancelled) tell.stop(row, error instanceof Refused ? error.message : settings.words.lost, true);
    }
  }

  async function work() {
    while (sending < AT_ONCE && toSend.length) {
      const row = toSend.shift();
      if (row.cancelled) continue;
      sending += 1;
      stayAwake();
      send(row).finally(() => {
        sending -= 1;
        work();
      });
    }
    if (!sending && !toSend.length) letSleep();
  }

  // A phone that turns its screen off stops sending.
  async function stayAwake() {
    if (awake || !navigator.wakeLock || document.hidden) return;
    awake = navigator.wakeLock.request("screen").catch(() => null);
    const lock = await awake;
    if (!lock) awake = null;
    else lock.addEventListener("release", () => (awake = null));
  }

  async function letSleep() {
    const lock = await awake;
    awake = null;
    lock?.release();
  }

  return {
    busy: () => digesting || sending > 0 || toSend.length > 0,
    add(rows) {
      if (digests) {
        toDigest.push(...rows);
        digestAll();
      } else {
        toSend.push(...rows);
        work();
      }
    },
    cancel(row) {
      row.cancelled = true;
      row.request?.abort();
      for (const wake of [...wakes]) wake();
      if (!row.sha256) return;
      fetch(`${settings.uploads}/${row.sha256}/cancel`, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": settings.token },
      }).catch(() => {});
    },
  };
};
