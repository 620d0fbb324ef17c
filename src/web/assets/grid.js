// The grid of the units below: moves like a spreadsheet, each cell is saved by itself, a block
// pasted into a cell is shown beforehand. Without this file the grid is posted whole.

import { between, keep } from "./cells.js";

const form = document.querySelector("form[data-grid]");
const status = document.querySelector("[data-status]");
const issues = document.querySelector("[data-issues]");
const paste = document.querySelector("form[data-paste]");
const SHORT = {
  saving: "Đang lưu", saved: "Đã lưu", unchanged: "Đã lưu", offline: "Chưa lưu",
  refused: "Không nhận", conflict: "Chưa lưu",
};

const base = (cell) => cell.querySelector("[data-base]");
const version = (cell) => base(cell).value.split(" ", 1)[0];
const was = (cell) => base(cell).value.slice(version(cell).length + 1);
const unitOf = (cell) => cell.closest("tr").querySelector("th").innerText.trim();
const columnOf = (cell) => document.getElementById(`c-${cell.dataset.column}`).title;
const wide = matchMedia("(min-width: 40.01rem)");

function tell(cell, words) {
  status.textContent = `${unitOf(cell)} · ${columnOf(cell)}: ${words}`;
}

function show(cell, state, words) {
  const place = cell.querySelector("[data-state-words]");
  place.textContent = SHORT[state] ?? "";
  if (state === "") status.textContent = "";
  else tell(cell, words);
}

/** Names a cell that was not taken above the grid; with whose values there are. */
function note(cell, found) {
  const list = issues.querySelector("[data-issues-list]");
  const name = kept.nameOf(cell);
  for (const old of list.querySelectorAll("[data-issue]")) {
    if (old.dataset.issue === name) old.remove();
  }
  if (found.state === "refused" || found.state === "conflict") {
    const field = cell.querySelector("[data-field]");
    const item = document.createElement("li");
    item.dataset.issue = name;
    const unit = document.createElement("b");
    unit.textContent = unitOf(cell);
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = "Đến ô";
    item.append(unit, ". ", found.words, " ", link);
    if (found.choices.length > 0) {
      item.append(between(found.choices, name));
    }
    list.append(item);
  }
  const count = list.children.length;
  issues.querySelector("[data-issues-count]").textContent = String(count);
  issues.hidden = count === 0;
}

/** The field one step away; over cells that are not typed. */
function next(field, pressed) {
  const cell = field.closest("td");
  const line = cell.closest("tr");
  const of = (row) => row.querySelector(`[data-column="${cell.dataset.column}"] [data-field]`);
  const steps = {
    Enter: ["nextElementSibling", line], ArrowDown: ["nextElementSibling", line],
    ArrowUp: ["previousElementSibling", line],
    ArrowRight: ["nextElementSibling", cell], ArrowLeft: ["previousElementSibling", cell],
  };
  const [way, from] = steps[pressed];
  const reach = (place) => (from === line ? of(place) : place.querySelector("[data-field]"));
  for (let place = from[way]; place; place = place[way]) {
    const found = reach(place);
    if (found) return found;
  }
  return null;
}

const shape = {
  keys: ["Enter", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"],
  standing: was,
  stand(cell, number, text) {
    base(cell).value = `${number} ${text ?? was(cell)}`;
  },
  body(cell) {
    const field = cell.querySelector("[data-field]");
    return new URLSearchParams([[field.name, field.value]]);
  },
  renew(cell, body) {
    body.set(base(cell).name, base(cell).value);
  },
  show,
  answered(cell, found, answer) {
    note(cell, found);
    for (const { measure, text } of answer.totals ?? []) {
      const place = document.querySelector(`[data-total="${measure}"]`);
      if (place) place.textContent = text;
    }
  },
  next,
};

const kept = form && paste && keep(form, shape);

// A block: more than one cell of a workbook.
form?.addEventListener("paste", (event) => {
  const cell = event.target.closest?.("[data-cell]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !paste || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const rows = [...form.querySelectorAll("tbody tr")].map((line) => {
    const cells = [...line.querySelectorAll("td")];
    const versions = cells.map((one) => (one.matches("[data-cell]") ? version(one) : "0"));
    return `${line.dataset.row}:${versions.join(",")}`;
  });
  paste.elements.khoi.value = text;
  paste.elements.phien.value = rows.join(";");
  paste.elements.tu_xa.value = cell.closest("tr").dataset.row;
  paste.elements.tu_muc.value = cell.dataset.column;
  paste.requestSubmit();
});

form?.addEventListener("focusin", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell) return;
  const issue = issues.querySelector(`[data-issue="${CSS.escape(kept.nameOf(cell))}"]`);
  tell(cell, issue ? issue.innerText : cell.querySelector("[data-state-words]").textContent);
  if (wide.matches) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// On a phone one measure at a time, changed without asking the server.
const picker = document.querySelector("[data-picker]");
if (picker) {
  picker.form.querySelector("[data-picker-go]").hidden = true;
  picker.addEventListener("change", () => {
    for (const cell of document.querySelectorAll("[data-column]")) {
      cell.classList.toggle("is-picked", cell.dataset.column === picker.value);
    }
  });
}
