// A page stands open while others work on what it shows: twice a minute it asks whether they did, says so, also of what
// came after that, and leaves it to the person when to look. Every page asks for its room, a page of a plan for that
// plan: the last place on the page. What is typed and not sent stays (others.js, table). The pages work without this file.
"use strict";
(() => {
  const where = [...document.querySelectorAll("[data-news]")].at(-1)?.dataset.news;
  if (!where) return;
  const EVERY = 30000;
  const FIRST = 5000; // who only passes through asks nothing
  const NAMED = 3;
  const told = []; // by whom, each once
  const line = document.createElement("p");
  const said = document.createElement("span");
  let known = null;

  function say(by) {
    if (by && !told.includes(by)) told.push(by);
    const others = told.length > NAMED ? " và người khác" : "";
    said.textContent = told.length ? `Có thay đổi mới của ${told.slice(0, NAMED).join(", ")}${others}. ` : "Có thay đổi mới. ";
    if (!line.isConnected) document.querySelector("main").prepend(line);
  }

  const look = document.createElement("a");
  look.href = location.href;
  look.textContent = "Xem";
  look.addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
  line.className = "message news";
  line.setAttribute("role", "status");
  line.append(said, look);

  /** The bell counts what came while the page stands open, too. */
  function ring(unread) {
    const bell = document.querySelector(".bell");
    if (!bell) return;
    bell.querySelector("b")?.remove();
    if (!unread) return;
    const count = document.createElement("b");
    const words = Object.assign(document.createElement("span"), { className: "unseen", textContent: " chưa đọc" });
    count.append(unread > 99 ? "99+" : String(unread), words);
    bell.append(count);
  }

  async function ask() {
    if (document.hidden || !navigator.onLine) return;
    const answer = await fetch(where, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const { number, by, ago, unread } = await answer.json();
    ring(unread);
    const since = known === null && number > 0 && ago < performance.now() / 1000; // done after this page was asked for
    if (since || (known !== null && number > known)) say(by);
    known = Math.max(known ?? 0, number); // the last of others may be out of sight behind deeds of one's own: then 0
  }

  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  setTimeout(ask, FIRST);
})();
