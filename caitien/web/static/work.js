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
    nameFiles(made);
    const old = cardOf(item);
    if (old) old.replaceWith(made);
    else if (!("kept" in made.dataset)) root.querySelector(".note.offline").after(made);
    return made;
  }

  const KEPT_HERE = "Lời này còn giữ trên máy";
  // What cannot be sent is shown with its words, to be taken back: nothing lies in the queue unseen.
  function offerBack(item, words) {
    root.querySelector(`[data-queued="${CSS.escape(item.key)}"]`)?.remove();
    const place = document.createElement("section");
    place.className = "note queued";
    place.dataset.queued = item.key;
    place.setAttribute("role", "status");
    const said = item.fields.filter(([name, value]) => ["text", "reason", "whom", "answer"].includes(name) && typeof value === "string" && value);
    const told = document.createElement("p");
    told.textContent = words;
    const quote = document.createElement("textarea");
    quote.readOnly = true;
    quote.setAttribute("aria-label", "Lời chưa gửi được");
    quote.value = said.map(([, value]) => value).join("\n");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Lấy lại, không gửi nữa";
    button.addEventListener("click", async () => {
      await forget(item.key);
      const area = cardOf(item)?.querySelector("textarea[name=text]");
      if (!area) { // the words stay to be copied, with nowhere to go back to
        told.textContent = "Lời này không chờ gửi nữa. Xin chép lại nếu còn cần, trước khi rời trang.";
        return button.remove();
      }
      if (!area.value.includes(quote.value)) area.value = [area.value, quote.value].filter(Boolean).join("\n");
      area.focus();
      return place.remove();
    });
    place.append(told, quote, button);
    root.querySelector(".note.offline").after(place);
  }

  const WORDS = {
    401: `Phiên đăng nhập đã hết. ${KEPT_HERE}; xin đăng nhập lại, máy sẽ gửi.`,
    403: `Chưa gửi được: trang mở đã lâu, hoặc việc này không còn giao cho thầy cô. ${KEPT_HERE}; tải lại trang thì máy gửi lại.`,
    404: `Chưa gửi được: việc này vừa được tính lại ngày hoặc đã bỏ. ${KEPT_HERE}; xin chép lại hoặc lấy lại.`,
    413: `Chưa gửi được: ảnh hoặc tệp nặng quá. ${KEPT_HERE}; xin lấy lại, chọn tệp nhẹ hơn rồi gửi.`,
  };
  const NOT_TAKEN = `Chưa gửi được: máy chủ không nhận lời này. ${KEPT_HERE}; xin lấy lại, xem rồi gửi lần nữa.`;
  const PASSING = new Set([401, 408, 429]); // sent again by itself; of any other refusal a person decides what becomes
  const isRefused = (status) => status >= 400 && status < 500 && !PASSING.has(status);

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
    if (isRefused(answer.status)) {
      offerBack(item, WORDS[answer.status] ?? NOT_TAKEN);
      return say(item, "");
    }
    root.querySelector(`[data-queued="${CSS.escape(item.key)}"]`)?.remove();
    if (answer.status === 401) return leadIn(item);
    if (!answer.ok) return say(item, WORDS[answer.status] ?? `Máy chủ vừa gặp trục trặc. ${KEPT_HERE}, sẽ gửi lại.`);
    const card = show(item, await answer.text());
    if (!card || "kept" in card.dataset) await forget(item.key);
    else (card.querySelector("[name=answer], .question [name=over]") ?? card.querySelector("textarea"))?.focus();
  }

  /** The sign-in ended: said, with the way back here. */
  function leadIn(item) {
    say(item, WORDS[401]);
    const link = Object.assign(document.createElement("a"), { href: "/dang-nhap?next=/viec", textContent: "Đăng nhập lại" });
    cardOf(item)?.querySelector(".note")?.append(" ", link);
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
    inTurn(async () => {
      item.fields = await Promise.all(item.fields.map(async ([name, value]) => [name, value instanceof File ? await Photos.smaller(value) : value]));
      await keep(item);
      await send(item);
    });
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
