// The plan's table is edited in place. Without this file the page reads as it does, and each line has a form of its own.
import { OPEN, arm, beside, boxAt, editOf, focusOn, split, textOf } from "./cells.js";
import { desk, tell } from "./desk.js";
import { drafts, dropDraft, forgetFirstLine, keepFirstLine } from "./drafts.js";
import { openCell } from "./editor.js";
import { back } from "./history.js";
import "./lines.js";
import { paste } from "./pasting.js";
import { element, settleBy } from "./problems.js";
import { keep } from "./sending.js";

const STEPS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", Home: "first", End: "last" };
const helpOn = document.getElementById("cac-phim");
const typing = (target) => target.closest("input, textarea, select, dialog[open]");

function undo(kind) {
  const last = back(kind);
  if (!last) return tell(kind === "undo" ? "Không còn gì để hoàn tác." : "Không còn gì để làm lại.");
  keep(last.edits, last.of);
  const [first] = last.edits;
  return focusOn(boxAt(first.line, first.field));
}

function onBox(event, box) {
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (bare && STEPS[event.key]) focusOn(beside(box, STEPS[event.key]) ?? box);
  else if (bare && ["Enter", " ", "F2"].includes(event.key)) openCell(box);
  else if (bare && ["Delete", "Backspace"].includes(event.key) && box.dataset.field !== "state") empty(box);
  else if (bare && opensByTyping(event) && box.dataset.field !== "state") return openCell(box, ""); // the letter falls into it
  else return undefined;
  return event.preventDefault();
}

/** A letter, or the first stroke of one that an input method makes of several. */
const opensByTyping = (event) => [...event.key].length === 1 || event.key === "Process" || event.key === "Unidentified";

function empty(box) {
  if (textOf(box)) keep([editOf(box, "")]);
}

function onKey(event) {
  if (event.isComposing || event.keyCode === 229 || typing(event.target)) return undefined;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    return undo(event.shiftKey ? "redo" : "undo");
  }
  if (event.key === "?") {
    event.preventDefault();
    return helpOn.showModal();
  }
  const box = event.target.closest(OPEN);
  return box ? onBox(event, box) : undefined;
}

/** What was typed and never sent, of an earlier visit: offered, never sent unasked. */
function offerDrafts() {
  const found = drafts().filter(([key, draft]) => {
    const box = boxAt(...split(key));
    const said = box && textOf(box) === draft.text;
    if (said) dropDraft(key);
    return !said;
  });
  if (!found.length) return;
  const offer = document.getElementById("ban-nhap");
  offer.querySelector("ul").replaceChildren(...found.map(([, draft]) => {
    const item = element("li", "", "");
    item.append(element("b", "", draft.name), " ", element("span", "words", draft.text || "(xoá chữ)"));
    return item;
  }));
  offer.hidden = false;
  offer.querySelector("[data-do=send]").addEventListener("click", () => { offer.hidden = true; keep(found.map(([, draft]) => draft)); });
  offer.querySelector("[data-do=drop]").addEventListener("click", () => { offer.hidden = true; found.forEach(([key]) => dropDraft(key)); });
}

function start() {
  arm(document);
  settleBy(keep, openCell);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.(OPEN);
    if (box && !String(getSelection())) openCell(box);
  });
  document.addEventListener("focusin", (event) => {
    const box = event.target.closest?.(OPEN);
    if (box && box.tabIndex) focusOn(box);
  });
  document.addEventListener("paste", (event) => {
    const box = document.activeElement?.closest(OPEN);
    if (!box) return;
    event.preventDefault();
    paste(box, event.clipboardData);
  });
  document.getElementById("xem-phim").addEventListener("click", () => helpOn.showModal());
  offerDrafts();
}

const first = document.querySelector("form.first-line");
if (first) keepFirstLine(first);
else forgetFirstLine();
if (desk) start();
