// The eye that shows a password, and a line that says how hard a new one is to guess. The words come with the page.
"use strict";

for (const eye of document.querySelectorAll("[data-eye]")) {
  const field = document.getElementById(eye.dataset.eye);
  eye.hidden = false;
  eye.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    eye.setAttribute("aria-pressed", String(shown));
    field.focus();
  });
  // What is sent is a password again, or a browser would keep it among the words of its forms.
  field.form.addEventListener("submit", () => { field.type = "password"; });
}

const ROWS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

// Whether one letter follows another in the alphabet, on the keyboard, or is the same.
function runs(before, letter) {
  if (Math.abs(letter.codePointAt(0) - before.codePointAt(0)) <= 1) return true;
  return ROWS.some((row) => row.includes(before) && row.includes(letter)
    && Math.abs(row.indexOf(before) - row.indexOf(letter)) === 1);
}

// Roughly how many bits somebody has to guess: kinds of letters, and how many of them are not a run or a repetition.
function bits(password) {
  const letters = [...password.normalize("NFC")];
  const kinds = [[/[a-z]/, 26], [/[A-Z]/, 26], [/[0-9]/, 10], [/[\u3131-\ud79d]/, 400], [/[^a-zA-Z0-9\u3131-\ud79d]/, 20]];
  const pool = kinds.reduce((sum, [kind, number]) => sum + (kind.test(password) ? number : 0), 0);
  let fresh = 0;
  letters.forEach((letter, at) => {
    const run = at && runs(letters[at - 1].toLowerCase(), letter.toLowerCase());
    fresh += run ? 0.25 : letters.indexOf(letter) < at ? 0.6 : 1;
  });
  return fresh * Math.log2(Math.max(pool, 2));
}

const plain = (text) => text.normalize("NFC").toLowerCase();
const lettersOf = (text) => plain(text).replace(/[^\p{L}]/gu, "");

for (const line of document.querySelectorAll("[data-strength]")) {
  const field = document.getElementById(line.dataset.strength);
  const name = field.form.elements.namedItem("name");
  const rule = line.textContent;
  const least = Number(field.minLength);
  let common = null; // the passwords that many people use, fetched when somebody begins to type one

  const judge = (password) => {
    if (!password) return "";
    if ([...password].length < least) return "short";
    if (common?.has(plain(password))) return "commonIs";
    const called = lettersOf(name?.value ?? "");
    if (called && lettersOf(password) && !lettersOf(password).replaceAll(called, "")) return "nameIs";
    const strength = bits(password);
    return strength < 36 ? "weak" : strength < 60 ? "fair" : "good";
  };
  const say = () => {
    const is = judge(field.value);
    line.dataset.is = is;
    const words = is ? line.dataset[is].replace("#", String(least - [...field.value].length)) : rule;
    if (line.textContent !== words) line.textContent = words;
  };
  field.addEventListener("input", say);
  field.addEventListener("focus", async () => {
    const answer = await fetch(line.dataset.common).catch(() => null);
    if (!answer?.ok) return; // the page says it after sending
    const text = await answer.text();
    common = new Set(text.slice(text.lastIndexOf("\n\n")).split("\n"));
    say();
  }, { once: true });
}
