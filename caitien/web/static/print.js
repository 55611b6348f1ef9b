// Prints the whole plan, not the page of it one happens to look at; without this file "In bảng" opens all rows.
"use strict";
(() => {
  if (document.querySelector("[data-whole]")) {
    addEventListener("load", () => window.print(), { once: true });
    return;
  }
  const whole = document.querySelector("[data-print]");
  addEventListener("keydown", (event) => {
    if (!whole || event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    whole.click();
  });
})();
