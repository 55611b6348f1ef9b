// Whole lines: shown anew after an edit, added, taken out, brought back.
import { LINE, arm, boxIn, boxesOf, focusOn, keyOf, rowOf, tableOf } from "./cells.js";
import { ask, desk, tell } from "./desk.js";
import { isOpen, onClosed, openCell, openIn } from "./editor.js";
import { element } from "./problems.js";
import { decorateBox, idle, onKept, unsent } from "./sending.js";

const FORM = "application/x-www-form-urlencoded";
const NO_WAY = "Chưa nối được máy chủ, chưa có gì thay đổi. Xin thử lại khi có mạng.";
const UNSURE = "Mất mạng giữa chừng: xin tải lại trang để xem các dòng mới đã vào chưa.";
const stale = new Set(); // lines to be shown anew
let timer = 0;
let busy = false; // lines are coming in one after the other

onKept((kept) => freshen(kept));
onClosed(() => freshen([]));

/** Show lines anew, with their findings, once nothing is on its way and the hand is elsewhere. */
function freshen(changed) {
  for (const line of changed) stale.add(String(line));
  clearTimeout(timer);
  if (stale.size) timer = setTimeout(fetchStale, 300);
}

async function fetchStale() {
  if (!idle() || isOpen() || busy) return; // what is kept or closed next asks again
  const asked = [...stale].slice(0, 40);
  const told = await linesNow(asked).catch(() => null);
  if (!told || !idle()) return;
  for (const line of asked) stale.delete(line);
  for (const [line, html] of Object.entries(told.lines)) swap(line, html);
  document.getElementById("bang-dau").innerHTML = told.head;
  freshen([]);
}

async function linesNow(asked) {
  const response = await ask(`${desk.dataset.lines}?${asked.map((line) => `dong=${line}`).join("&")}`);
  return response.ok ? response.json() : null;
}

function made(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.querySelector(LINE);
}

function swap(line, html) {
  const row = rowOf(line);
  const hand = row?.contains(document.activeElement) ? document.activeElement : null;
  if (!row || openIn(row) || (hand && !hand.dataset.field)) return;
  const next = made(html);
  row.replaceWith(next);
  ready(next);
  if (hand) focusOn(boxIn(next, hand.dataset.field));
}

/** A line that came into the page. */
function ready(row) {
  arm(row);
  window.htmx.process(row); // its findings are fetched when they are opened
  for (const box of boxesOf(row)) decorateBox(keyOf(box));
}

/** Ask for something to be done with a line; what was answered, or null with the reason told. */
async function send(where, fields, lost = NO_WAY) {
  let response;
  try {
    response = await ask(where, new URLSearchParams(fields).toString(), FORM);
    if (response.ok) return await response.json();
  } catch {
    tell(lost);
    return null;
  }
  const told = response.status === 422 ? await response.json() : null;
  const link = { href: desk.dataset.signIn, text: "Đăng nhập lại" };
  if (response.status === 401) tell("Phiên đăng nhập đã hết, chưa có gì thay đổi.", link);
  else tell(told?.why ?? "Chưa làm được việc này. Xin tải lại trang rồi thử lại.");
  return null;
}

/** Add lines after a row, one after the other; the row of the last. */
export async function addLines(after, texts) {
  busy = true;
  const last = await addEach(after, texts);
  busy = false;
  freshen([]);
  return last;
}

async function addEach(after, texts) {
  let row = after;
  for (const [at, fields] of texts.entries()) {
    tell(`Đang thêm dòng ${at + 1} trong ${texts.length}…`);
    const done = await send(tableOf(row).dataset.add, { after: row.dataset.line, ...fields }, UNSURE);
    if (!done) return null;
    const told = await linesNow([done.line]).catch(() => null);
    if (!told) return tell(UNSURE);
    const next = made(told.lines[done.line]);
    row.after(next);
    ready(next);
    row = next;
    document.getElementById("bang-dau").innerHTML = told.head;
  }
  tell(texts.length > 1 ? `Đã thêm ${texts.length} dòng.` : "Đã thêm một dòng.");
  return row;
}

async function add(row) {
  const next = await addLines(row, [{}]);
  const first = next && (boxIn(next, "topic") ?? boxIn(next, "target") ?? boxesOf(next)[0]);
  if (first) openCell(first);
}

async function remove(row, button) {
  if (boxesOf(row).some((box) => unsent(keyOf(box)))) return tell("Dòng này đang lưu. Xin bỏ sau khi đã lưu.");
  const done = await send(button.getAttribute("formaction"), { seen: button.value });
  if (!done) return undefined;
  const gone = element("tr", "gone", "");
  const cell = gone.appendChild(element("td", "", `Đã bỏ dòng ${row.dataset.title}. `));
  cell.colSpan = row.cells.length;
  const back = cell.appendChild(element("button", "small outline", "Lấy lại"));
  back.addEventListener("click", () => bringBack(gone, done.line));
  row.replaceWith(gone);
  back.focus();
  tell("Đã bỏ một dòng.");
  return undefined;
}

async function bringBack(gone, line) {
  const done = await send(desk.dataset.back, { dong: line });
  const told = done && (await linesNow([done.line]).catch(() => null));
  if (!told) return;
  const row = made(told.lines[done.line]);
  gone.replaceWith(row);
  ready(row);
  focusOn(boxesOf(row)[0]);
  tell("Đã lấy lại dòng.");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("tr[data-line] button[form=dong]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("tr");
  if (button.name === "after") add(row);
  else remove(row, button);
});
