// What was sent after the sign-in had ended, or was answered by trouble, comes back filled once the same person is back.
// Kept in this browser by person, tab and form; no password, no file. The pages work without this file.
"use strict";
(() => {
  const STORE = "caitien:gui";
  const TAB = "caitien:the";
  const who = document.body.dataset.who ?? "";
  const DAY = 86400000;
  const MOST = 30; // forms kept at once
  const { fieldsOf, tell } = TypedForms;

  // --- what is kept: a list, the last sent at its end -----------------------------------------------------------------
  const tab = (() => {
    const made = String(Math.random()).slice(2);
    try {
      const known = sessionStorage.getItem(TAB) ?? made;
      sessionStorage.setItem(TAB, known);
      return known;
    } catch { return made; }
  })();
  const isSame = (one, other) => ["who", "tab", "page", "form"].every((name) => one[name] === other[name]);
  function read() {
    try { return [JSON.parse(localStorage.getItem(STORE)) ?? []].flat().filter((sent) => Date.now() - sent.at < DAY); } catch { return []; }
  }
  function write(all) {
    try {
      if (all.length) localStorage.setItem(STORE, JSON.stringify(all.slice(-MOST)));
      else localStorage.removeItem(STORE);
    } catch { /* full or forbidden */ }
  }
  const keep = (sent) => write([...read().filter((each) => !isSame(each, sent)), sent]);
  const forget = (gone) => write(read().filter((each) => !gone(each)));
  const isUnsettled = (sent) => sent.who === who && sent.tab === tab && !sent.ended; // sent here, its answer not seen yet

  // --- before it is sent ----------------------------------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!who || form.method !== "post" || form.matches(".tell, [action='/dang-xuat'], [data-secret]")) return;
    const fields = fieldsOf(form);
    if (!fields.some(([, value]) => value)) return;
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]).map((file) => file.name);
    keep({ who, tab, page: location.pathname + location.search, form: TypedForms.nameOf(form), fields, files, at: Date.now(), ended: false });
  }, true);

  // --- the sign-in has ended, or something went wrong ---------------------------------------------------------------------
  const trouble = Boolean(document.querySelector("[data-unsent]"));
  const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward"; // no answer forgot the words
  if (who) {
    const here = read().filter((sent) => sent.who === who && (sent.ended || sent.tab === tab));
    if (!trouble && !cameBack) forget(isUnsettled); // the server answered: it has the words, or shows them with what is wrong
    const back = here.filter((sent) => sent.ended || trouble || cameBack);
    if (back.length) giveBack(back.map((sent) => (sent.ended ? sent : { ...sent, ended: true, trouble: true })));
  } else {
    const signsIn = Boolean(document.querySelector("input[name=password]"));
    if (trouble || signsIn) write(read().map((sent) => (sent.tab === tab && !sent.ended ? { ...sent, ended: true, trouble } : sent)));
    if (signsIn && read().length) tell("Phiên đăng nhập đã hết nên chưa gửi được. Lời thầy cô gõ còn giữ trên máy này; đăng nhập lại thì được điền lại.");
  }

  document.addEventListener("htmx:responseError", (event) => {
    const last = read().filter(isUnsettled).at(-1);
    if (event.detail.xhr.status !== 401 || !last) return;
    keep({ ...last, ended: true });
    const link = document.createElement("a");
    link.href = `/dang-nhap?next=${encodeURIComponent(last.page)}`;
    link.textContent = "Đăng nhập lại";
    tell("Phiên đăng nhập đã hết, chưa gửi được. Lời thầy cô gõ còn giữ trên máy này. ", link);
  });
  document.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.xhr.status < 400) forget(isUnsettled); });

  // --- given back ---------------------------------------------------------------------------------------------------------
  function said(kept) {
    const words = kept.trouble ? "Lời thầy cô vừa gửi, có thể chưa lưu được" : "Lời thầy cô gửi lúc phiên đăng nhập đã hết";
    return kept.files?.length ? `${words} (tệp ${kept.files.join(", ")} xin chọn lại)` : words;
  }
  function isElsewhere(kept) { return trouble || kept.page.split("?")[0] !== location.pathname; }

  function giveBack(kept) {
    kept.forEach(keep);
    let left = fill(kept);
    const told = kept.find((each) => !left.includes(each));
    const more = left.flatMap(quoted);
    if (told) tell(`${said(told)} vẫn còn dưới đây. Xin xem lại rồi gửi. `, ...more);
    else tell(...more);
    document.addEventListener("htmx:afterSettle", () => {
      const still = fill(left);
      const late = left.find((each) => !still.includes(each));
      left = still;
      if (late) tell(`${said(late)} vẫn còn dưới đây. Xin xem lại rồi gửi. `, ...left.flatMap(quoted));
    });
  }

  // What stands in no form of this page, to be copied, with the way to its page.
  function quoted(kept) {
    const words = document.createElement("textarea");
    words.readOnly = true;
    words.setAttribute("aria-label", "Lời đã gõ");
    words.value = kept.fields.filter(([, value, , typed]) => value && typed).map(([, value]) => value).join("\n");
    if (!isElsewhere(kept)) return [`${said(kept)}; xin mở lại ô ấy: `, words];
    const link = document.createElement("a");
    link.href = kept.page;
    link.textContent = "Mở trang ấy";
    return [`${said(kept)} còn giữ trên máy này. `, link, words];
  }

  // Fills each form once with what was sent from it; those that no form of this page took.
  function fill(kept) {
    const filled = new Set();
    const left = kept.filter((each) => {
      const form = isElsewhere(each) ? null : TypedForms.formOf(each.form);
      if (!form || filled.has(form)) return true;
      TypedForms.fill(form, each.fields);
      filled.add(form);
      forget((other) => isSame(other, each));
      return false;
    });
    [...filled][0]?.scrollIntoView({ block: "center" });
    return left;
  }

  // Signing out takes it out of this browser: the next hands at it see none of it.
  for (const form of document.querySelectorAll("form[action='/dang-xuat']")) {
    form.addEventListener("submit", (event) => {
      const left = read().filter((sent) => sent.who === who && sent.ended).length;
      const asked = `Còn ${left} lời đã gửi mà chưa lưu được. Đăng xuất thì lời ấy bị xoá khỏi máy này. Vẫn đăng xuất?`;
      if (event.defaultPrevented || (left && !confirm(asked))) return event.preventDefault();
      return forget((sent) => sent.who === who);
    });
  }
})();
