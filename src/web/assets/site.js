// Pleasantries of every page: the size of letters, and one press of a button is enough.
// Every page works without this.

const sizes = [100, 125, 150];
const kept = Number(localStorage.getItem("co-chu")) || 100;
const root = document.documentElement;
const apply = (size) => { root.dataset.size = String(size); };
apply(kept);

const place = document.getElementById("co-chu");
if (place) {
  const buttons = sizes.map((size, step) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "A";
    button.className = `text-size__${step}`;
    button.setAttribute("aria-label", `Cỡ chữ ${size}%`);
    button.setAttribute("aria-pressed", String(size === kept));
    button.addEventListener("click", () => {
      localStorage.setItem("co-chu", String(size));
      apply(size);
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
    return button;
  });
  place.append(...buttons);
  place.hidden = false;
}

document.getElementById("cho-can-sua")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  // A page shown again by the back button must work again.
  addEventListener("pageshow", () => { delete form.dataset.sent; }, { once: true });
});
