// Prose of a report: saved while typing, and saying so. Without this file each section has its
// own button.

import { key, post, whenBack } from "./waiting.js";

const PAUSE = 1500;
const AGAIN = 5000;

for (const form of document.querySelectorAll("form[data-prose]")) {
  const text = form.querySelector("[data-text]");
  const base = form.querySelector("[data-base]");
  const words = form.querySelector("[data-state-words]");
  let saved = text.value;
  let timer = 0;
  let busy = false;

  let waiting = null;

  async function save() {
    if (busy || (text.value === saved && !waiting)) return;
    busy = true;
    clearTimeout(timer);
    if (!waiting) {
      const body = new URLSearchParams(new FormData(form));
      body.set("khoa", key(form));
      waiting = { body, typed: text.value };
    }
    const { body, typed } = waiting;
    words.textContent = "Đang lưu…";
    const { answer, waits } = await post(form.action, body);
    busy = false;
    if (waits) {
      words.textContent = waits;
      timer = setTimeout(save, AGAIN);
      return;
    }
    waiting = null;
    words.textContent = answer.words ?? answer.says;
    if (Number.isInteger(answer.version)) {
      saved = typed;
      base.value = answer.version;
      // What was typed while it was being saved.
      if (text.value !== saved) save();
    }
  }

  text.addEventListener("input", () => {
    words.textContent = "Chưa lưu";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  text.addEventListener("blur", save);
  whenBack(save);
  addEventListener("beforeunload", (event) => {
    if (text.value !== saved) event.preventDefault();
  });

  const take = form.querySelector("[data-take]");
  if (take) {
    take.hidden = false;
    take.addEventListener("click", () => {
      text.value = [text.value, form.querySelector("[data-last]").textContent.trim()]
        .filter(Boolean)
        .join("\n");
      text.dispatchEvent(new Event("input"));
      text.focus();
    });
  }
}
