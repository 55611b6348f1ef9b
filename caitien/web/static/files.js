// A field for a file says what it is in the language of the page, and which one was chosen. On every page, also those of
// who has no account; without this file the browser says it in its own words.
"use strict";
function tellFile(field) {
  field.previousElementSibling.textContent = [...field.files].map((file) => file.name).join(", ") || "Chưa chọn tệp";
}
function nameFiles(part) {
  for (const field of part.querySelectorAll("input[type=file]:not(.drop input, .file-pick input)")) {
    const box = document.createElement("span");
    box.className = "file-pick";
    box.innerHTML = "<b aria-hidden='true'>Chọn tệp</b><span aria-hidden='true'></span>";
    field.replaceWith(box);
    box.append(field);
    tellFile(field);
  }
}
nameFiles(document);
document.addEventListener("htmx:load", (event) => nameFiles(event.target));
document.addEventListener("change", ({ target }) => { if (target.matches(".file-pick input")) tellFile(target); });
document.addEventListener("reset", ({ target }) => setTimeout(() => target.querySelectorAll(".file-pick input").forEach(tellFile)));
