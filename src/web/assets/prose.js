// Prose of a report: saved while typing, and saying so. Without this file each section has its
// own button.

const PAUSE = 1500;

function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

for (const form of document.querySelectorAll("form[data-prose]")) {
  const text = form.querySelector("[data-text]");
  const base = form.querySelector("[data-base]");
  const words = form.querySelector("[data-state-words]");
  let saved = text.value;
  let timer = 0;
  let busy = false;

  async function save() {
    if (busy || text.value === saved) return;
    busy = true;
    const typed = text.value;
    const body = new URLSearchParams(new FormData(form));
    body.set("khoa", key());
    words.textContent = "Đang lưu…";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) {
        words.textContent = "Chưa lưu: phiên làm việc đã hết. Xin đăng nhập ở thẻ khác.";
        return;
      }
      if (answer.status >= 500) throw new Error(String(answer.status));
      const found = await answer.json();
      words.textContent = found.words;
      if (found.version !== null) {
        saved = typed;
        base.value = found.version;
      }
    } catch {
      words.textContent = "Chưa lưu, mất mạng; sẽ tự lưu lại";
      timer = setTimeout(save, 5000);
    } finally {
      busy = false;
    }
  }

  text.addEventListener("input", () => {
    words.textContent = "Chưa lưu";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  text.addEventListener("blur", save);
  addEventListener("online", save);
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
