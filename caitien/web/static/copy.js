// Copies the words of a field with one tap; without this file they are selected and copied by hand.
"use strict";
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // a page reached by plain http has no clipboard of its own
    }
    button.textContent = "Đã chép";
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}
