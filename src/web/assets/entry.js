// The entry form at the speed of paper: Enter and arrows move, Esc restores, each cell is saved
// by itself and says so. Without this file the form is posted whole by its button.

const form = document.querySelector("form[data-entry]");
const live = document.querySelector("[data-live]");
const waiting = new Map();
let busy = false;

const STATES = {
  saving: "Đang lưu…",
  saved: "Đã lưu",
  unchanged: "Đã lưu",
  offline: "Chưa lưu, mất mạng; sẽ tự lưu lại",
};

const row = (field) => field.closest("[data-cell]");
/** A field is named after its measure: `o.CODE`. */
const codeOf = (cell) => cell.querySelector("[data-field]").name.slice(2);
const fields = () => [...form.querySelectorAll("[data-field]")];

// What the form says of a cell is read aloud with its field; the page itself says so only of
// what was not taken, to stay light.
for (const field of form ? fields() : []) {
  const place = row(field).querySelector("[data-state-words]");
  place.id = `s-${codeOf(row(field))}`;
  field.setAttribute("aria-describedby", place.id);
}

function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function show(cell, state, words) {
  cell.dataset.state = state;
  cell.classList.toggle("entry-row--fresh", state === "saved" || state === "unchanged");
  const place = cell.querySelector("[data-state-words]");
  place.textContent = words ?? STATES[state] ?? "";
  if (state === "refused" || state === "conflict" || state === "offline") {
    live.textContent = `${cell.querySelector("label").innerText}: ${place.textContent}`;
  }
}

function changed(field) {
  return field.value.trim() !== standing(field).value.trim();
}

/** What stands in the database, as it would be typed. */
const standing = (field) => row(field).querySelector("[data-was]");

const notTaken = (cell) => ["refused", "conflict"].includes(cell.dataset.state);

function enqueue(field) {
  const cell = row(field);
  if (!changed(field) && !notTaken(cell)) return;
  const code = codeOf(cell);
  const body = new URLSearchParams();
  for (const input of cell.querySelectorAll("input, select")) body.set(input.name, input.value);
  if (cell.dataset.state === "refused") body.set(`w.${code}`, "1");
  body.set("khoa", key());
  waiting.set(code, { cell, field, body, typed: field.value });
  show(cell, "saving");
  send();
}

async function send() {
  if (busy) return;
  busy = true;
  try {
    while (waiting.size > 0) {
      const [code, job] = waiting.entries().next().value;
      const answer = await post(job);
      if (answer === null) break;
      if (waiting.get(code) === job) waiting.delete(code);
      settle(job, answer);
    }
  } finally {
    busy = false;
  }
  if (waiting.size > 0) setTimeout(send, 5000);
}

async function post(job) {
  if (!job.sent) {
    // Its own earlier save may have been answered meanwhile; a second sending stays the same.
    const base = job.cell.querySelector("[data-base]");
    job.body.set(base.name, base.value);
    job.sent = true;
  }
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: job.body,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      show(job.cell, "offline", "Chưa lưu: phiên làm việc đã hết. Xin đăng nhập ở thẻ khác.");
      return null;
    }
    if (answer.status >= 500) throw new Error(String(answer.status));
    return await answer.json();
  } catch {
    show(job.cell, "offline");
    return null;
  }
}

function settle(job, answer) {
  const { cell, field } = job;
  const found = (answer.cells ?? []).find((one) => one.cell === codeOf(cell));
  if (!found) {
    show(cell, "refused", answer.says ?? "Không nhận.");
    return;
  }
  const stillThere = field.value === job.typed;
  if (found.version !== null) cell.querySelector("[data-base]").value = found.version;
  if (found.state === "saved" || found.state === "unchanged") {
    standing(field).value = found.text;
    if (stillThere) field.value = found.text;
  }
  const wrong = found.state === "refused" || found.state === "conflict";
  field.setAttribute("aria-invalid", String(wrong));
  show(cell, found.state, found.words);
  askForReason(cell, found.surprises);
  const done = document.querySelector("[data-done]");
  if (done && answer.done) done.textContent = answer.done;
  if (!stillThere) enqueue(field);
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

function move(field, step) {
  const all = fields();
  const next = all[all.indexOf(field) + step];
  if (!next) {
    // Nothing to go to: leaving the cell is what saves it.
    if (!waiting.has(codeOf(row(field)))) enqueue(field);
    return;
  }
  next.focus();
  next.select?.();
}

form?.addEventListener("keydown", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field) return;
  const select = field.tagName === "SELECT";
  if (event.key === "Enter" || (event.key === "ArrowDown" && !select)) {
    event.preventDefault();
    // What was not taken may be right after another cell was mended.
    if (event.key === "Enter" && notTaken(row(field))) enqueue(field);
    move(field, 1);
  } else if (event.key === "ArrowUp" && !select) {
    event.preventDefault();
    move(field, -1);
  } else if (event.key === "Escape") {
    waiting.delete(codeOf(row(field)));
    field.value = standing(field).value;
    if (notTaken(row(field))) enqueue(field);
    else show(row(field), "", "");
    field.select?.();
  }
});

form?.addEventListener("change", (event) => {
  const field = event.target.closest("[data-field]");
  if (field) return enqueue(field);
  const reason = event.target.closest("[data-reason]");
  if (reason) {
    const cell = row(reason);
    cell.dataset.state = "refused";
    enqueue(cell.querySelector("[data-field]"));
  }
});

addEventListener("online", send);
addEventListener("beforeunload", (event) => {
  if (waiting.size > 0) event.preventDefault();
});
