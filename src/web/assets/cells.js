// Cells that save themselves one by one, for the entry form and the grid: what is typed waits in
// a queue, goes out when there is a network, and every cell says how it stands.
//
// A form tells by its `shape` how its cells are built; nothing here knows a page.

import { key, post as postAct, whenBack } from "./waiting.js";

const STATES = {
  saving: "Đang lưu…",
  saved: "Đã lưu",
  unchanged: "Đã lưu",
};
const AGAIN_AFTER = 5000;

const row = (field) => field.closest("[data-cell]");
/** A field is named after its cell: `o.CODE`, `o.UNIT.CODE`. */
const nameOf = (cell) => cell.querySelector("[data-field]").name.slice(2);
const notTaken = (cell) => ["refused", "conflict"].includes(cell.dataset.state);

/** Buttons between two people's values of a cell; as `components/choices.html` makes them. */
export function between(choices, name) {
  const made = document.createElement("p");
  made.className = "choices";
  const button = ({ whose, text }) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "button button--second";
    one.dataset.choice = name;
    one.value = text;
    one.textContent = `${whose}: ${text === "" ? "để trống" : text}`;
    return one;
  };
  made.append("Giữ số nào? ", ...choices.map(button));
  return made;
}

/**
 * Keeps the cells of a form. The shape has
 * `standing(cell)`: what stands in the database, as it would be typed;
 * `stand(cell, version, text)`: notes what stands now (text `null`: only the version);
 * `body(cell)`: the fields to send, and `renew(cell, body)`: the version to send them with;
 * `show(cell, state, words)`: says how the cell stands;
 * `answered(cell, found, answer)`: what else the answer brings;
 * `next(field, key)`: the field where a key leads, `null` at the edge.
 */
export function keep(form, shape) {
  const waiting = new Map();
  let busy = false;

  const show = (cell, state, words) => {
    cell.dataset.state = state;
    shape.show(cell, state, words ?? STATES[state] ?? "");
  };
  const changed = (field) => field.value.trim() !== shape.standing(row(field)).trim();

  function enqueue(field, isChosen = false) {
    const cell = row(field);
    if (!changed(field) && !notTaken(cell)) return;
    const name = nameOf(cell);
    const body = shape.body(cell);
    if (isChosen) body.set(`k.${name}`, field.value);
    if (cell.dataset.state === "refused") body.set(`w.${name}`, "1");
    body.set("khoa", key(form));
    waiting.set(name, { cell, field, body, typed: field.value });
    show(cell, "saving");
    send();
  }

  async function send() {
    if (busy) return;
    busy = true;
    try {
      while (waiting.size > 0) {
        const [name, job] = waiting.entries().next().value;
        const answer = await post(job);
        if (answer === null) break;
        if (waiting.get(name) === job) waiting.delete(name);
        settle(job, answer);
      }
    } finally {
      busy = false;
    }
    if (waiting.size > 0) setTimeout(send, AGAIN_AFTER);
  }

  async function post(job) {
    if (!job.sent) {
      // Its own earlier save may have been answered meanwhile; a second sending stays the same.
      shape.renew(job.cell, job.body);
      job.sent = true;
    }
    const { answer, waits } = await postAct(form.action, job.body);
    if (waits) show(job.cell, "offline", waits);
    return answer ?? null;
  }

  function settle(job, answer) {
    const { cell, field } = job;
    const found = (answer.cells ?? []).find((one) => one.cell === nameOf(cell));
    if (!found) {
      show(cell, "refused", answer.says ?? "Không nhận.");
      return;
    }
    const stillThere = field.value === job.typed;
    const stands = found.state === "saved" || found.state === "unchanged";
    shape.stand(cell, found.version, stands ? found.text : null);
    if (stands && stillThere) field.value = found.text;
    field.setAttribute("aria-invalid", String(!stands));
    show(cell, found.state, found.words);
    shape.answered(cell, found, answer);
    if (!stillThere) enqueue(field);
  }

  function move(field, pressed) {
    const next = shape.next(field, pressed);
    if (!next) {
      // Nothing to go to: leaving the cell is what saves it.
      if (!waiting.has(nameOf(row(field)))) enqueue(field);
      return;
    }
    next.focus();
    next.select?.();
  }

  /** Whether an arrow leaves the field: sideways only from the end of what is typed. */
  function leaves(field, pressed) {
    if (pressed === "Enter") return true;
    if (field.tagName === "SELECT") return false;
    if (pressed === "ArrowDown" || pressed === "ArrowUp") return true;
    const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (pressed === "ArrowLeft") return all || field.selectionEnd === 0;
    return all || field.selectionStart === field.value.length;
  }

  form.addEventListener("keydown", (event) => {
    const field = event.target.closest("[data-field]");
    if (!field || event.altKey || event.ctrlKey || event.metaKey) return;
    if (shape.keys.includes(event.key) && leaves(field, event.key)) {
      event.preventDefault();
      // What was not taken may be right after another cell was mended.
      if (event.key === "Enter" && notTaken(row(field))) enqueue(field);
      move(field, event.key);
    } else if (event.key === "Escape") {
      waiting.delete(nameOf(row(field)));
      field.value = shape.standing(row(field));
      if (notTaken(row(field))) enqueue(field);
      else show(row(field), "", "");
      field.select?.();
    }
  });
  form.addEventListener("change", (event) => {
    const field = event.target.closest("[data-field]");
    if (field) enqueue(field);
  });
  document.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choice]");
    const field = choice && form.elements.namedItem(`o.${choice.dataset.choice}`);
    if (!field) return;
    event.preventDefault();
    field.value = choice.value;
    field.focus();
    enqueue(field, true);
  });
  whenBack(send);
  addEventListener("beforeunload", (event) => {
    if (waiting.size > 0) event.preventDefault();
  });

  return { enqueue, row, nameOf };
}
