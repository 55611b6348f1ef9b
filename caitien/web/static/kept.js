// What was sent after the sign-in had ended comes back filled once the same person has signed in again.
// Kept in this browser by person; no password, no file. The pages work without this file.
"use strict";
(() => {
  const STORE = "caitien:gui";
  const who = document.body.dataset.who ?? "";
  const DAY = 86400000;

  const read = () => { try { return JSON.parse(localStorage.getItem(STORE)); } catch { return null; } };
  const forget = () => { try { localStorage.removeItem(STORE); } catch { /* nothing was kept */ } };
  const keep = (sent) => { try { localStorage.setItem(STORE, JSON.stringify(sent)); } catch { /* full or forbidden */ } };

  const MARK = /^(seen|mark|key)/; // what the person had seen goes back with their words: another's words are not overwritten
  const isKept = (input) => Boolean(input.name) && !["password", "file", "submit", "button"].includes(input.type)
    && (input.type !== "hidden" || MARK.test(input.name)) && !/one-time-code|password/.test(input.autocomplete ?? "");
  const own = (form) => [...form.elements].filter(isKept);
  const alike = (action) => [...document.querySelectorAll("form[method=post]")].filter((form) => form.getAttribute("action") === action);

  // --- before it is sent ----------------------------------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!who || form.method !== "post" || form.matches(".tell, [action='/dang-xuat'], [data-secret]")) return;
    const fields = own(form).map((input) => [input.name, input.value, input.checked ?? false]);
    if (!fields.some(([, value]) => value)) return;
    const action = form.getAttribute("action");
    keep({ who, page: location.pathname + location.search, action, turn: alike(action).indexOf(form), fields, at: Date.now(), ended: false });
  }, true);

  // --- the sign-in has ended --------------------------------------------------------------------------------------------
  const sent = read();
  if (sent && Date.now() - sent.at > DAY) forget();
  else if (!who) {
    if (sent && document.querySelector("input[name=password]")) keep({ ...sent, ended: true });
  } else if (sent?.who === who && sent.ended) giveBack(sent);
  else if (sent?.who === who) forget(); // the server answered: it has the words, or shows them with what is wrong

  document.addEventListener("htmx:responseError", (event) => {
    const kept = read();
    if (event.detail.xhr.status !== 401 || !kept) return;
    keep({ ...kept, ended: true });
    const link = document.createElement("a");
    link.href = `/dang-nhap?next=${encodeURIComponent(kept.page)}`;
    link.textContent = "Đăng nhập lại";
    tell("Phiên đăng nhập đã hết, chưa gửi được. Lời thầy cô gõ còn giữ trên máy này. ", link);
  });
  document.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.xhr.status < 400 && !read()?.ended) forget(); });

  // --- given back ---------------------------------------------------------------------------------------------------------
  function giveBack(kept) {
    if (kept.page !== location.pathname + location.search && kept.page.split("?")[0] !== location.pathname) {
      const link = document.createElement("a");
      link.href = kept.page;
      link.textContent = "Mở trang ấy";
      return tell("Lời thầy cô gửi lúc phiên đăng nhập đã hết còn giữ trên máy này. ", link);
    }
    if (fill(kept)) return;
    const words = document.createElement("textarea");
    words.readOnly = true;
    words.setAttribute("aria-label", "Lời đã gõ");
    words.value = kept.fields.filter(([name, value]) => value && !MARK.test(name)).map(([, value]) => value).join("\n");
    tell("Lời thầy cô gửi lúc phiên đăng nhập đã hết, xin mở lại ô ấy: ", words);
    const later = () => { if (fill(kept)) document.removeEventListener("htmx:afterSettle", later); };
    document.addEventListener("htmx:afterSettle", later);
  }

  function fill(kept) {
    const form = alike(kept.action)[kept.turn] ?? alike(kept.action)[0];
    if (!form) return false;
    const left = own(form);
    for (const [name, value, checked] of kept.fields) {
      const choice = (input) => ["radio", "checkbox"].includes(input.type);
      const at = left.findIndex((input) => input.name === name && (!choice(input) || input.value === value));
      if (at < 0) continue;
      const [input] = left.splice(at, 1);
      if (choice(input)) input.checked = checked;
      else input.value = value;
    }
    for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    for (const part of form.querySelectorAll("details")) part.open = true;
    forget();
    tell("Lời thầy cô gửi lúc phiên đăng nhập đã hết vẫn còn dưới đây. Xin xem lại rồi gửi.");
    form.scrollIntoView({ block: "center" });
    return true;
  }

  // --- several cards on one page: what is typed in the others stays when one is sent -------------------------------------
  const typedIn = (form, input) => `caitien:the:${who}:${form.dataset.typed}:${input.name}`;
  function fillTyped() {
    for (const form of document.querySelectorAll("form[data-typed]:not([data-filled])")) {
      form.dataset.filled = "";
      for (const input of own(form)) {
        const kept = sessionStorage.getItem(typedIn(form, input));
        if (kept === null) continue;
        if (input.type === "radio" || input.type === "checkbox") input.checked = input.value === kept;
        else input.value = kept;
      }
    }
  }
  if (who) {
    document.addEventListener("input", ({ target }) => {
      const form = target.form;
      if (form?.dataset.typed && isKept(target)) sessionStorage.setItem(typedIn(form, target), target.value);
    });
    document.addEventListener("submit", ({ target: form }) => {
      if (form.dataset.typed) for (const input of own(form)) sessionStorage.removeItem(typedIn(form, input));
    });
    document.addEventListener("htmx:afterSettle", fillTyped);
    fillTyped();
  }

  function tell(words, ...more) {
    document.getElementById("con-giu")?.remove();
    const place = document.createElement("p");
    place.id = "con-giu";
    place.className = "message";
    place.setAttribute("role", "status");
    place.append(words, ...more);
    document.getElementById("noi-dung").prepend(place);
  }

  for (const form of document.querySelectorAll("form[action='/dang-xuat']")) form.addEventListener("submit", forget);
})();
