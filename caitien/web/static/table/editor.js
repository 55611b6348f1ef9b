// A cell opened: its words in a box to type in, kept as a draft at every stroke.
import { beside, editOf, focusOn, keyOf, nameOf, textOf } from "./cells.js";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { element, giveUp, problem } from "./problems.js";
import { keep } from "./sending.js";

let open = null; // {box, place, input, from}
const closed = []; // who is told when a cell closed

export const onClosed = (listener) => closed.push(listener);
export const isOpen = () => open !== null;
export const openIn = (row) => Boolean(open && row.contains(open.box));
const touch = matchMedia("(pointer: coarse)");

/** Open a cell, with its words or with others. */
export function openCell(box, words) {
  if (open) leave(true);
  const key = keyOf(box);
  const trouble = problem(key);
  const from = trouble ? { was: trouble.now ?? trouble.was, seen: trouble.seen } : { was: textOf(box), seen: box.dataset.seen };
  const input = box.dataset.field === "state" ? choices(box) : area(words ?? draftOf(key)?.text ?? textOf(box));
  input.setAttribute("aria-label", nameOf(box));
  const place = element("div", "editor", "");
  const doing = element("p", "editor-do", "");
  doing.append(button("Lưu", "small", () => close(true)), button("Thôi", "quiet", () => close(false)));
  place.append(label(box), input, doing);
  box.after(place);
  box.hidden = true;
  open = { box, place, input, from };
  input.focus();
  if (words === undefined) input.setSelectionRange?.(input.value.length, input.value.length);
  input.addEventListener("input", () => keepDraft(key, draft()));
  input.addEventListener("keydown", keys);
  place.addEventListener("focusout", (event) => {
    if (open && document.hasFocus() && !place.contains(event.relatedTarget)) leave(true);
  });
}

/** The name of the cell for the eye; the box itself has it for the ear. */
function label(box) {
  const made = element("span", "box-name", box.firstElementChild.textContent);
  made.ariaHidden = "true";
  return made;
}

function area(words) {
  const input = element("textarea", "", "");
  input.value = words;
  input.maxLength = 20000;
  input.rows = Math.min(8, 1 + words.split("\n").length);
  return input;
}

function choices(box) {
  const input = document.getElementById("trang-thai").content.querySelector("select").cloneNode(true);
  input.value = box.dataset.value;
  return input;
}

function button(words, className, act) {
  const made = element("button", className, words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

const draft = () => ({ ...editOf(open.box, open.input.value.trim()), ...open.from });

function keys(event) {
  if (event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
  const { box, input } = open;
  const step = event.key === "Tab" ? (event.shiftKey ? "left" : "right") : "";
  const ends = event.key === "Enter" && !event.shiftKey && !event.altKey && !touch.matches;
  if (event.key === "Enter" && event.altKey && input.tagName === "TEXTAREA") {
    event.preventDefault();
    input.setRangeText("\n", input.selectionStart, input.selectionEnd, "end");
  } else if (event.key === "Escape") {
    event.preventDefault();
    close(false);
  } else if (step || ends) {
    event.preventDefault();
    leave(true);
    focusOn(beside(box, step || "down") ?? box);
  }
}

/** Close the cell and stay on it. */
function close(keeps) {
  const { box } = open;
  leave(keeps);
  focusOn(box.isConnected ? box : null);
}

/** Close the cell: its words are kept, or given up. */
function leave(keeps) {
  const { box, place, input } = open;
  const said = draft();
  const key = keyOf(box);
  open = null;
  place.remove();
  box.hidden = false;
  const trouble = problem(key);
  if (keeps && (trouble || said.text !== said.was)) keep([said]);
  else if (trouble?.kind === "clash") keepDraft(key, { ...said, text: trouble.text }); // both texts still wait
  else if (trouble) giveUp(box, key, trouble.was);
  else dropDraft(key);
  for (const listener of closed) listener();
}
