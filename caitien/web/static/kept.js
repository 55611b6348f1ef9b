// What was sent after the sign-in had ended, or was answered by trouble, comes back filled once the same person is back,
// at each visit until it is sent or the person drops it. Kept in this browser by person, tab and form; no password, no
// file. The pages work without this file.
"use strict";
(() => {
  const STORE = "caitien:gui";
  const TAB = "caitien:the";
  const who = document.body.dataset.who ?? "";
  const LONGEST = 30 * 86400000; // what nobody sent or dropped in a month
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
    try { return [JSON.parse(localStorage.getItem(STORE)) ?? []].flat().filter((sent) => Date.now() - sent.at < LONGEST); } catch { return []; }
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
  const given = new Map(); // form → what filled it, until it is sent
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (given.has(form)) forget((each) => isSame(each, given.get(form)));
    given.delete(form);
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

  function unanswered(event) {
    const { status } = event.detail.xhr; // 0: no answer came at all
    const last = read().filter(isUnsettled).at(-1);
    if (!last || (status >= 400 && status < 500 && status !== 401)) return;
    keep({ ...last, ended: true, trouble: status !== 401 });
    if (status !== 401) return; // that it was not kept is said where all trouble is
    const link = document.createElement("a");
    link.href = `/dang-nhap?next=${encodeURIComponent(last.page)}`;
    link.textContent = "Đăng nhập lại";
    tell("Phiên đăng nhập đã hết, chưa gửi được. Lời thầy cô gõ còn giữ trên máy này. ", link);
  }
  for (const name of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(name, unanswered);
  document.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.xhr.status < 400) forget(isUnsettled); });

  // --- given back ---------------------------------------------------------------------------------------------------------
  // Who leaves without sending finds it again, as it stands then.
  addEventListener("pagehide", () => {
    for (const [form, sent] of given) if (form.isConnected) write(read().map((each) => (isSame(each, sent) ? { ...sent, fields: fieldsOf(form) } : each)));
  });

  function said(kept) {
    const words = kept.trouble ? "Lời thầy cô vừa gửi, có thể chưa lưu được" : "Lời thầy cô gửi lúc phiên đăng nhập đã hết";
    return kept.files?.length ? `${words} (tệp ${kept.files.join(", ")} xin chọn lại)` : words;
  }
  function isElsewhere(kept) { return trouble || kept.page.split("?")[0] !== location.pathname; }

  function giveBack(kept) {
    kept.forEach(keep);
    let left = fill(kept);
    tellOf(kept.find((each) => !left.includes(each)), left);
    document.addEventListener("htmx:afterSettle", () => {
      const still = fill(left);
      const late = left.find((each) => !still.includes(each));
      left = still;
      if (late) tellOf(late, left);
    });
  }

  // What filled a form here, with what stands in none; and the one way to be rid of it.
  function tellOf(filled, left) {
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "small outline";
    drop.textContent = "Bỏ lời ấy";
    drop.addEventListener("click", () => {
      for (const form of given.keys()) form.reset();
      for (const gone of [...given.values(), ...left]) forget((each) => isSame(each, gone));
      given.clear();
      document.getElementById("con-giu").remove();
    });
    if (filled) tell(`${said(filled)} vẫn còn dưới đây. Xin xem lại rồi gửi. `, ...left.flatMap(quoted), " ", drop);
    else tell(...left.flatMap(quoted), " ", drop);
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
    const before = given.size;
    const left = kept.filter((each) => {
      const form = isElsewhere(each) ? null : TypedForms.formOf(each.form);
      if (!form || given.has(form)) return true;
      TypedForms.fill(form, each.fields);
      given.set(form, each);
      return false;
    });
    [...given.keys()][before]?.scrollIntoView({ block: "center" });
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
