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

  const { fieldsOf, tell } = TypedForms;

  // --- before it is sent ----------------------------------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!who || form.method !== "post" || form.matches(".tell, [action='/dang-xuat'], [data-secret]")) return;
    const fields = fieldsOf(form);
    if (!fields.some(([, value]) => value)) return;
    keep({ who, page: location.pathname + location.search, form: TypedForms.nameOf(form), fields, at: Date.now(), ended: false });
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
    const elsewhere = kept.page.split("?")[0] !== location.pathname;
    if (!elsewhere && fill(kept)) return;
    const words = document.createElement("textarea");
    words.readOnly = true;
    words.setAttribute("aria-label", "Lời đã gõ");
    words.value = kept.fields.filter(([, value, , typed]) => value && typed).map(([, value]) => value).join("\n");
    const link = document.createElement("a");
    link.href = kept.page;
    link.textContent = "Mở trang ấy";
    if (elsewhere) tell("Lời thầy cô gửi lúc phiên đăng nhập đã hết còn giữ trên máy này. ", link, words);
    else tell("Lời thầy cô gửi lúc phiên đăng nhập đã hết, xin mở lại ô ấy: ", words);
    const later = () => { if (fill(kept)) document.removeEventListener("htmx:afterSettle", later); };
    document.addEventListener("htmx:afterSettle", later);
  }

  function fill(kept) {
    const form = TypedForms.formOf(kept.form);
    if (!form) return false;
    TypedForms.fill(form, kept.fields);
    forget();
    tell("Lời thầy cô gửi lúc phiên đăng nhập đã hết vẫn còn dưới đây. Xin xem lại rồi gửi.");
    form.scrollIntoView({ block: "center" });
    return true;
  }

  for (const form of document.querySelectorAll("form[action='/dang-xuat']")) form.addEventListener("submit", forget);
})();
