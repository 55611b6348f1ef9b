// The page works without this file; with it, files can be dropped, and the hands stay where they were.
"use strict";
document.documentElement.classList.add("js");

function refuse(form, text) {
  const place = form.querySelector("#nhap-loi");
  place.textContent = text;
  place.hidden = !text;
}

function fits(form, file) {
  const limit = Number(form.dataset.limit);
  const size = Math.ceil(file.size / 1048576);
  const text = file.size > limit ? `${file.name} nặng ${size} MB, lớn hơn mức ${limit / 1048576} MB. Hãy bỏ bớt ảnh trong tệp rồi thử lại.` : "";
  refuse(form, text);
  return !text;
}

function showChosen(form, file) {
  const place = form.querySelector(".chosen");
  place.textContent = file.name;
  place.hidden = false;
}

function send(form) {
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  button.textContent = "Đang đọc…";
  form.submit();
}

for (const form of document.querySelectorAll("form.drop")) {
  const input = form.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.remove("over"); });
  }
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    showChosen(form, input.files[0]);
    if (fits(form, input.files[0])) send(form);
  });
  input.addEventListener("change", () => {
    if (!input.files.length) return;
    showChosen(form, input.files[0]);
    if (fits(form, input.files[0])) form.querySelector("button").focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length && fits(form, input.files[0])) send(form);
  });
}

// What was kept to open while the line is down goes with who signs out: a computer has many hands.
for (const form of document.querySelectorAll("form[action='/dang-xuat']")) {
  form.addEventListener("submit", () => { window.caches?.delete("viec"); });
}

// Signing out takes what was typed and never sent out of this browser: the next hands at it see none of it.
for (const form of document.querySelectorAll("form[data-leaves]")) {
  form.addEventListener("submit", (event) => {
    const ours = Object.keys(localStorage).filter((key) => key.startsWith(`caitien:nhap:${form.dataset.leaves}:`));
    const asked = `Còn ${ours.length} ô đã gõ mà chưa lưu. Đăng xuất thì chữ ấy bị xoá khỏi máy này. Vẫn đăng xuất?`;
    if (ours.length && !confirm(asked)) return event.preventDefault();
    return ours.forEach((key) => localStorage.removeItem(key));
  });
}

// A page brought back by the browser's Back still says "Đang đọc…" otherwise.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A card confirmed: on to the next one. A line saved or shown again: back to where the hand was.
document.addEventListener("htmx:afterSettle", (event) => {
  const { path = "", triggeringEvent } = event.detail.requestConfig ?? {};
  if (!triggeringEvent) return;
  if (path.includes("khung=xem") && !document.querySelector("#can-xem .trouble")) {
    const next = document.querySelector("#can-xem form :is(input:checked, select, textarea)") ?? document.querySelector("#tom-tat button");
    next?.focus();
  } else if (path.includes("?o=") && !event.target.querySelector?.("form")) {
    event.target.querySelector?.(`a[hx-get*="${CSS.escape(new URL(path, location).searchParams.get("o"))}"]`)?.focus();
  }
});

// A cell confirmed in its card may stand in an open table as well.
document.addEventListener("line-changed", (event) => {
  const line = document.getElementById(event.detail.line);
  if (line) htmx.ajax("GET", event.detail.from, { target: line, swap: "outerHTML" });
});

// What could not be saved is said where it was typed, and stays there.
const TROUBLES = {
  0: "Không tới được máy chủ. Chữ vừa gõ vẫn ở đây, hãy thử lại khi có mạng.",
  401: "Phiên đăng nhập đã hết. Chữ vừa gõ vẫn ở đây: hãy chép lại, đăng nhập rồi sửa tiếp.",
  403: "Trang đã mở quá lâu hoặc việc này cần vai trò khác. Chữ vừa gõ vẫn ở đây: hãy chép lại rồi tải lại trang.",
};
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("form") ?? document.querySelector("#noi-dung");
    const place = form.querySelector(".trouble") ?? form.appendChild(document.createElement("p"));
    place.className = "trouble";
    place.setAttribute("role", "alert");
    place.textContent = TROUBLES[event.detail.xhr?.status ?? 0] ?? "Máy chủ vừa gặp trục trặc, chưa lưu được. Chữ vừa gõ vẫn ở đây, hãy thử lại.";
  });
}

// Enter that ends a syllable of an input method sends no search and no form.
document.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229;
  if (composing && event.key === "Enter" && event.target.matches("input")) event.preventDefault();
}, true);

// What a browser says of a field left blank, in the language of the page.
document.addEventListener("invalid", ({ target }) => {
  if (target.validity.valueMissing) target.setCustomValidity(["radio", "checkbox", "select-one"].includes(target.type) ? "Xin chọn một mục." : "Xin điền ô này.");
}, true);
for (const name of ["input", "change"]) {
  document.addEventListener(name, ({ target }) => { for (const each of target.form?.elements ?? []) each.setCustomValidity?.(""); }, true);
}

// A page that is read on paper as well.
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A menu shuts when one looks elsewhere, and by Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Search everywhere: "/" where nothing is being typed, Ctrl-K anywhere.
document.addEventListener("keydown", (event) => {
  const everywhere = document.querySelector("a.look-up");
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], .box[role='button']");
  const asked = (event.key === "/" && !typing && !event.ctrlKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
  if (!everywhere || !asked || event.isComposing) return;
  event.preventDefault();
  location.assign(everywhere.href);
});
