// What was sent after the sign-in had ended, or was answered by trouble, comes back filled once the same person is back.
// Kept in this browser by person; no password, no file. The pages work without this file.
"use strict";
(() => {
  const STORE = "caitien:gui";
  const who = document.body.dataset.who ?? "";
  const DAY = 86400000;

  const read = () => { try { return JSON.parse(localStorage.getItem(STORE)); } catch { return null; } };
  const forget = () => { try { localStorage.removeItem(STORE); } catch { /* nothing was kept */ } };
  const keep = (sent) => { try { localStorage.setItem(STORE, JSON.stringify(sent)); } catch { /* full or forbidden */ } };

  const { fieldsOf, tell } = TypedForms;

  // --- before it is sent ----------------------------------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!who || form.method !== "post" || form.matches(".tell, [action='/dang-xuat'], [data-secret]")) return;
    const fields = fieldsOf(form);
    if (!fields.some(([, value]) => value)) return;
    keep({ who, page: location.pathname + location.search, form: TypedForms.nameOf(form), fields, at: Date.now(), ended: false });
  }, true);

  // --- the sign-in has ended, or something went wrong ---------------------------------------------------------------------
  const sent = read();
  const trouble = Boolean(document.querySelector("[data-unsent]"));
  const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward"; // no answer forgot the words
  if (sent && Date.now() - sent.at > DAY) forget();
  else if (sent && !who) {
    const signsIn = Boolean(document.querySelector("input[name=password]"));
    if (trouble || signsIn) keep({ ...sent, ended: true, trouble });
    if (signsIn) tell("Phiên đăng nhập đã hết nên chưa gửi được. Lời thầy cô gõ còn giữ trên máy này; đăng nhập lại thì được điền lại.");
  } else if (sent?.who === who) {
    if (sent.ended) giveBack(sent);
    else if (trouble || cameBack) giveBack({ ...sent, ended: true, trouble: true });
    else forget(); // the server answered: it has the words, or shows them with what is wrong
  }

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
  function said(kept) {
    return kept.trouble ? "Lời thầy cô vừa gửi, có thể chưa lưu được" : "Lời thầy cô gửi lúc phiên đăng nhập đã hết";
  }

  function giveBack(kept) {
    keep(kept);
    const elsewhere = trouble || kept.page.split("?")[0] !== location.pathname;
    if (!elsewhere && fill(kept)) return;
    const words = document.createElement("textarea");
    words.readOnly = true;
    words.setAttribute("aria-label", "Lời đã gõ");
    words.value = kept.fields.filter(([, value, , typed]) => value && typed).map(([, value]) => value).join("\n");
    const link = document.createElement("a");
    link.href = kept.page;
    link.textContent = "Mở trang ấy";
    if (elsewhere) tell(`${said(kept)} còn giữ trên máy này. `, link, words);
    else tell(`${said(kept)}; xin mở lại ô ấy: `, words);
    const later = () => { if (fill(kept)) document.removeEventListener("htmx:afterSettle", later); };
    document.addEventListener("htmx:afterSettle", later);
  }

  function fill(kept) {
    const form = TypedForms.formOf(kept.form);
    if (!form) return false;
    TypedForms.fill(form, kept.fields);
    forget();
    tell(`${said(kept)} vẫn còn dưới đây. Xin xem lại rồi gửi.`);
    form.scrollIntoView({ block: "center" });
    return true;
  }

  for (const form of document.querySelectorAll("form[action='/dang-xuat']")) form.addEventListener("submit", forget);
})();
