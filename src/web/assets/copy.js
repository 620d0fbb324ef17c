// Copies words to be handed over; without this file they are selected and copied by hand.

const button = document.querySelector("[data-copy]");
const words = document.querySelector("[data-copied]");
const done = document.querySelector("[data-copy-done]");

if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(words.value);
    done.textContent = "Đã chép. Xin dán vào Zalo.";
  });
}
