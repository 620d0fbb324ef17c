// The entry form at the speed of paper: Enter and arrows move, Esc restores, each cell is saved
// by itself and says so. Without this file the form is posted whole by its button.

import { between, keep } from "./cells.js";

const form = document.querySelector("form[data-entry]");
const live = document.querySelector("[data-live]");
const fields = () => [...form.querySelectorAll("[data-field]")];
const codeOf = (cell) => cell.querySelector("[data-field]").name.slice(2);

// What the form says of a cell is read aloud with its field; the page itself says so only of
// what was not taken, to stay light.
for (const field of form ? fields() : []) {
  const cell = field.closest("[data-cell]");
  const place = cell.querySelector("[data-state-words]");
  place.id = `s-${codeOf(cell)}`;
  field.setAttribute("aria-describedby", place.id);
}

function show(cell, state, words) {
  cell.classList.toggle("entry-row--fresh", state === "saved" || state === "unchanged");
  const place = cell.querySelector("[data-state-words]");
  place.textContent = words;
  if (state === "refused" || state === "conflict" || state === "offline") {
    live.textContent = `${cell.querySelector("label").innerText}: ${place.textContent}`;
  }
}

function askForReason(cell, surprises) {
  let reason = cell.querySelector("[data-reason]");
  if (!reason && surprises.length > 0) {
    const made = document.querySelector("[data-reason-form]").content.cloneNode(true);
    made.querySelector("input").name = `r.${codeOf(cell)}`;
    cell.append(made);
    reason = cell.querySelector("[data-reason]");
  }
  if (!reason) return;
  reason.hidden = surprises.length === 0;
  reason.querySelector("[data-surprise]").textContent = surprises.join("; ");
}

const shape = {
  keys: ["Enter", "ArrowDown", "ArrowUp"],
  standing: (cell) => cell.querySelector("[data-was]").value,
  stand(cell, version, text) {
    if (version !== null) cell.querySelector("[data-base]").value = version;
    if (text !== null) cell.querySelector("[data-was]").value = text;
  },
  body(cell) {
    const body = new URLSearchParams();
    for (const input of cell.querySelectorAll("input, select")) body.set(input.name, input.value);
    return body;
  },
  renew(cell, body) {
    const base = cell.querySelector("[data-base]");
    body.set(base.name, base.value);
  },
  show,
  answered(cell, found, answer) {
    askForReason(cell, found.surprises);
    cell.querySelector(".choices")?.remove();
    if (found.choices.length > 0) cell.append(between(found.choices, codeOf(cell)));
    if (!cell.matches('[data-state="refused"], [data-state="conflict"]')) {
      document.querySelector(`[data-issue="${CSS.escape(codeOf(cell))}"]`)?.remove();
    }
    const done = document.querySelector("[data-done]");
    if (done && answer.done) done.textContent = answer.done;
  },
  next(field, pressed) {
    const all = fields();
    return all[all.indexOf(field) + (pressed === "ArrowUp" ? -1 : 1)] ?? null;
  },
};

const kept = form && keep(form, shape);

form?.addEventListener("change", (event) => {
  const reason = event.target.closest("[data-reason]");
  if (!reason) return;
  const cell = kept.row(reason);
  cell.dataset.state = "refused";
  kept.enqueue(cell.querySelector("[data-field]"));
});
