// Sends what is told of a task, now or when the line is back; the page works without this file.
"use strict";
(() => {
  const root = document.querySelector("[data-user]");
  if (!root || !window.indexedDB) return;
  const user = root.dataset.user;

  // --- what is not sent yet, in this browser -------------------------------------------------------------------------
  const open = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("viec", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("loi", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  async function store(mode, act) {
    const base = await open();
    return new Promise((resolve, reject) => {
      const work = base.transaction("loi", mode);
      const asked = act(work.objectStore("loi"));
      work.oncomplete = () => { base.close(); resolve(asked.result); };
      work.onerror = work.onabort = () => { base.close(); reject(work.error); };
    });
  }
  const keep = (item) => store("readwrite", (all) => all.put(item)).catch(() => {});
  const forget = (key) => store("readwrite", (all) => all.delete(key)).catch(() => {});
  const waiting = async () => (await store("readonly", (all) => all.getAll()).catch(() => [])).filter((item) => item.user === user);

  // --- the card --------------------------------------------------------------------------------------------------------
  const cardOf = (item) => document.getElementById(item.card);
  function say(item, words) {
    const place = cardOf(item)?.querySelector(".note");
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
  }
  function show(item, html) {
    const made = new DOMParser().parseFromString(html, "text/html").querySelector("article.task");
    if (!made) return null;
    const old = cardOf(item);
    if (old) old.replaceWith(made);
    else if (!("kept" in made.dataset)) root.querySelector(".sums").after(made);
    return made;
  }

  const KEPT_HERE = "Lời này còn giữ trên máy";
  const WORDS = {
    401: `Phiên đăng nhập đã hết. ${KEPT_HERE}; xin đăng nhập lại, máy sẽ gửi.`,
    403: `Trang mở đã lâu. ${KEPT_HERE}; xin tải lại trang, máy sẽ gửi.`,
    404: "Việc này vừa được tính lại ngày. Xin chép lời đã ghi, tải lại trang rồi gửi lại.",
    413: "Ảnh hoặc tệp nặng quá. Xin chọn tệp nhẹ hơn rồi gửi lại.",
  };
  const LOST = new Set([404, 413]); // sending again would not help

  async function send(item) {
    const form = new FormData();
    for (const [name, value] of item.fields) form.append(name, value);
    form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
    let answer;
    try {
      answer = await fetch(item.where, { method: "POST", body: form, headers: { "HX-Request": "true" } });
    } catch {
      return say(item, "Sẽ gửi khi có mạng.");
    }
    if (LOST.has(answer.status)) await forget(item.key);
    if (!answer.ok) return say(item, WORDS[answer.status] ?? `Máy chủ vừa gặp trục trặc. ${KEPT_HERE}, sẽ gửi lại.`);
    const card = show(item, await answer.text());
    if (!card || "kept" in card.dataset) await forget(item.key);
    else (card.querySelector("[name=answer], .question [name=over]") ?? card.querySelector("textarea"))?.focus();
  }

  let busy = Promise.resolve();
  const inTurn = (act) => { busy = busy.then(act, act); return busy; };
  const sendAll = () => inTurn(async () => { for (const item of await waiting()) await send(item); });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.tell")) return;
    event.preventDefault();
    if (!("own" in form.dataset)) { // a page opened from what was kept may be sent from twice
      form.elements.key.value = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
      form.dataset.own = "";
    }
    const fields = [...new FormData(form, event.submitter)].filter(([, value]) => !(value instanceof File) || value.size);
    if (event.submitter?.name === "answer") fields.splice(0, fields.length, ...fields.filter(([name]) => name !== "answer"), ["answer", ""]);
    const item = { key: form.elements.key.value, user, where: form.action, card: form.closest("article").id, fields };
    say(item, "Đang gửi…");
    inTurn(async () => { await keep(item); await send(item); });
  });

  // --- the line --------------------------------------------------------------------------------------------------------
  const banner = root.querySelector(".note.offline");
  const tellLine = () => { banner.hidden = navigator.onLine; };
  addEventListener("online", () => { tellLine(); sendAll(); });
  addEventListener("offline", tellLine);
  tellLine();
  sendAll();
  setInterval(async () => { if (navigator.onLine && (await waiting()).length) sendAll(); }, 60000);
  navigator.serviceWorker?.register(root.dataset.offline, { scope: location.pathname }).catch(() => {});
})();
