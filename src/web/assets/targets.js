// Adds up the parts of a target while one types. The page works without this: the sum is checked
// when the form is sent.

const form = document.querySelector("form[data-sum]");
const words = form?.querySelector("[data-sum-words] b");
const MULTIPLIERS = { "nghìn": 3n, "ngàn": 3n, "triệu": 6n, "tỷ": 9n, "tỉ": 9n };

/** A typed whole number, or null when it is for the server to say. */
function read(text) {
  const found = text.trim().toLowerCase().match(/^(\d{1,3}(?:\.\d{3})+|\d+)\s*(\p{L}*)$/u);
  if (!found) return text.trim() === "" ? 0n : null;
  const exponent = found[2] === "" ? 0n : MULTIPLIERS[found[2]];
  if (exponent === undefined) return null;
  return BigInt(found[1].replaceAll(".", "")) * 10n ** exponent;
}

const shown = (number) => number.toLocaleString("vi-VN");

function add() {
  const total = read(form.dataset.sum);
  const parts = [...form.querySelectorAll("[data-part]")].map((field) => read(field.value));
  if (total === null || parts.includes(null)) return;
  const given = parts.reduce((sum, part) => sum + part, 0n);
  const { unit } = form.dataset;
  const open = total - given;
  const end = open === 0n ? "vừa khớp"
    : open > 0n ? `còn ${shown(open)} ${unit} chưa giao` : `giao vượt ${shown(-open)} ${unit}`;
  words.textContent =
    `Cộng các mức giao: ${shown(given)} ${unit}; chỉ tiêu chung: ${shown(total)} ${unit}: ${end}.`;
}

if (form && form.dataset.sum !== "") form.addEventListener("input", add);
