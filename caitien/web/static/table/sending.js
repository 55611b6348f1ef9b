// What was typed on its way to the server: one sending at a time, nothing dropped before it is confirmed.
import { boxAt, show, split } from "./cells.js";
import { ask, desk, renew, tell, who } from "./desk.js";
import { dropSaid, keepDraft } from "./drafts.js";
import { group, record } from "./history.js";
import { problem, solved, tellProblem } from "./problems.js";

const MOST = 200; // cells in one sending
const waiting = new Map(); // key → edit, not sent yet
let flying = new Map(); // key → edit, sent and not answered
let held = ""; // why nothing is sent for now
let retry = 2000; // milliseconds until the next try without a connection
let timer = 0;
let renewed = false; // the token was fetched anew for what is sent now
const settled = []; // who is told when cells were kept
const ends = []; // who waits until all is sent, or held back

const HELD = {
  offline: ["Chưa gửi được, sẽ lưu khi có mạng."],
  broken: ["Máy chủ đang bận, sẽ tự gửi lại. Chữ vừa gõ vẫn giữ trên máy này."],
  signedOut: ["Phiên đăng nhập đã hết, chữ vừa gõ vẫn giữ trên máy này.", "Đăng nhập lại"],
  another: ["Máy này đang đăng nhập bằng tài khoản khác. Chữ của thầy cô vẫn giữ, chưa gửi.", "Đăng nhập lại"],
};
const NO_RIGHT = "Thầy cô không còn quyền sửa ô này. Chữ vừa gõ vẫn giữ ở đây.";
const TURNED_AWAY = "Máy chủ chưa nhận được ô này. Chữ vừa gõ vẫn giữ ở đây, xin thử lại.";

export const onKept = (listener) => settled.push(listener);
export const idle = () => !waiting.size && !flying.size;
export const sent = () => (idle() || held ? Promise.resolve() : new Promise((end) => ends.push(end)));
export const unsent = (key) => waiting.get(key) ?? flying.get(key) ?? null;

/** Keep edits: {line, field, text, was, seen, name}. They show at once and go out as soon as they can. */
export function keep(edits, of = group()) {
  for (const each of edits) {
    const key = `${each.line}.${each.field}`;
    const older = waiting.get(key);
    const next = older ? { ...each, was: older.was, seen: older.seen, of } : { ...each, of };
    waiting.set(key, next);
    keepDraft(key, plain(next));
    solved(key);
    decorateBox(key);
  }
  if (held) tellHeld();
  flush();
}

const plain = ({ line, field, text, was, seen, name }) => ({ line, field, text, was, seen, name });

/** Show in a cell what is on its way, or what stands against it. */
export function decorateBox(key) {
  const [line, field] = split(key);
  const box = boxAt(line, field);
  if (!box) return;
  const way = unsent(key);
  const amiss = problem(key);
  box.classList.toggle("sending", Boolean(way));
  if (way || amiss) show(box, (way ?? amiss).text);
  tellProblem(box, key);
}

async function flush() {
  if (held || flying.size || !waiting.size) return;
  flying = new Map([...waiting].slice(0, MOST));
  for (const key of flying.keys()) waiting.delete(key);
  tell("Đang lưu…");
  const cells = [...flying.values()].map(({ line, field, text, seen }) => ({ line, field, text, seen }));
  let response;
  try {
    response = await ask(desk.dataset.cells, JSON.stringify({ who: Number(who), cells }));
    if (response.ok) return settle(await response.json());
  } catch {
    return hold("offline");
  }
  return turnedAway(response.status);
}

function turnedAway(status) {
  if (status === 401) return hold("signedOut");
  if (status === 409) return hold("another");
  if (status >= 500) return hold("broken");
  if (status === 403 && !renewed) return again();
  return settle({ kept: [], clashes: [], misfits: [], closed: status === 403 ? NO_RIGHT : TURNED_AWAY });
}

/** The token may be of an older sign-in: once more with the one of now. */
async function again() {
  renewed = true;
  putBack();
  if (await signedIn()) flush();
}

function putBack() {
  for (const [key, edit] of flying) {
    const newer = waiting.get(key);
    waiting.set(key, newer ? { ...newer, was: edit.was, seen: edit.seen } : edit);
  }
  flying = new Map();
}

function hold(why) {
  putBack();
  held = why;
  tellHeld();
  end();
  clearTimeout(timer);
  timer = setTimeout(tryAgain, retry);
  retry = Math.min(retry * 2, 30000);
}

function tellHeld() {
  const [text, link] = HELD[held];
  tell(text, link && { href: desk.dataset.signIn, text: link });
}

/** Look whether the way is open again, and send what waits. */
export async function tryAgain() {
  if (!held) return;
  clearTimeout(timer);
  if (!(await signedIn())) return;
  held = "";
  retry = 2000;
  flush();
}

async function signedIn() {
  let response;
  try {
    response = await ask(desk.dataset.lines);
    if (response.ok) {
      const now = await response.json();
      if (String(now.who) !== who) return hold("another");
      renew(now.token);
      return true;
    }
  } catch {
    return hold("offline");
  }
  return hold(response.status === 401 ? "signedOut" : "broken");
}

function settle(answer) {
  const sent = flying;
  flying = new Map();
  renewed = false;
  for (const { line, field, text, seen } of answer.kept) kept(`${line}.${field}`, sent, text, seen);
  for (const { line, field, now, seen } of answer.clashes) {
    amiss(`${line}.${field}`, sent, { kind: "clash", now, seen });
  }
  for (const { line, field, why } of answer.misfits) amiss(`${line}.${field}`, sent, { kind: "misfit", why });
  const changed = new Set(answer.kept.map(({ line }) => line));
  for (const key of [...sent.keys()]) amiss(key, sent, { kind: "misfit", why: answer.closed || TURNED_AWAY });
  if (waiting.size) return flush();
  const troubles = document.querySelectorAll(".box-trouble").length;
  tell(troubles ? `Còn ${troubles} ô cần xem lại.` : "Đã lưu.");
  if (changed.size) for (const listener of settled) listener([...changed]);
  return end();
}

const end = () => ends.splice(0).forEach((each) => each());

function kept(key, sent, text, seen) {
  const edit = sent.get(key);
  if (!edit) return; // twice in one answer
  sent.delete(key);
  const [line, field] = split(key);
  record(edit.of, { line, field, name: edit.name, from: edit.was, to: text, seen });
  dropSaid(key, edit.text);
  const box = boxAt(line, field);
  if (box) box.dataset.seen = seen;
  const newer = waiting.get(key);
  if (newer) Object.assign(newer, { seen, was: text });
  else if (box) show(box, text);
  decorateBox(key);
}

function amiss(key, sent, trouble) {
  const edit = sent.get(key);
  if (!edit) return;
  sent.delete(key);
  const newer = waiting.get(key);
  waiting.delete(key);
  problem(key, { ...edit, text: newer?.text ?? edit.text, ...trouble });
  decorateBox(key);
}

addEventListener("online", tryAgain);
addEventListener("focus", tryAgain);
document.addEventListener("visibilitychange", () => { if (!document.hidden) tryAgain(); });
