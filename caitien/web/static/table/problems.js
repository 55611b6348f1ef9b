// What stands against a cell, told beside it: it does not fit, or another person's words stand there by now.
import { boxAt, focusOn, nameOf, show, split } from "./cells.js";
import { dropDraft } from "./drafts.js";

const found = new Map(); // key → {line, field, text, was, seen, name, kind, why | now}
let answer = () => {}; // what is done with the words a person settles on
let write = () => {}; // opens the cell

/** Who keeps the words a person settles on, and who opens a cell. */
export function settleBy(keep, open) {
  answer = keep;
  write = open;
}

/** What stands against a cell, or null; with a second argument it is set. */
export function problem(key, trouble) {
  if (trouble) found.set(key, trouble);
  return found.get(key) ?? null;
}

export const solved = (key) => found.delete(key);

/** Show what stands against a cell beside it, or that nothing does. */
export function tellProblem(box, key) {
  const trouble = found.get(key);
  const old = box.parentElement.querySelector(`.box-trouble[data-of="${CSS.escape(key)}"]`);
  old?.remove();
  box.classList.toggle("amiss", Boolean(trouble));
  if (trouble) box.after(trouble.kind === "clash" ? bothTexts(box, key, trouble) : sentence(key, trouble));
}

function beside(key) {
  const place = document.createElement("div");
  place.className = "box-trouble";
  place.dataset.of = key;
  return place;
}

function sentence(key, { why }) {
  const place = beside(key);
  place.append(element("p", "trouble", why));
  return place;
}

/** Both texts, and whose is to stand: mine, theirs, or one written anew. */
function bothTexts(box, key, trouble) {
  const place = beside(key);
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", `${nameOf(box)}: có người vừa sửa ô này`);
  place.append(
    element("p", "trouble", "Có người vừa sửa ô này."),
    text("Chữ của tôi", trouble.text),
    text("Chữ của họ", trouble.now),
    choice("Giữ của tôi", () => settle(key, trouble, trouble.text)),
    choice("Lấy của họ", () => theirs(key, trouble)),
    choice("Tự viết", () => write(boxAt(...split(key)))),
  );
  return place;
}

/** The words a person settles on, having seen the other's. */
function settle(key, trouble, words) {
  const { line, field, name, now, seen } = trouble;
  answer([{ line, field, name, text: words, was: now, seen }]);
}

function theirs(key, { now, seen }) {
  const box = boxAt(...split(key));
  box.dataset.seen = seen;
  giveUp(box, key, now);
  focusOn(box);
}

/** What was typed is given up: the cell says what stands. */
export function giveUp(box, key, words) {
  found.delete(key);
  dropDraft(key);
  show(box, words);
  tellProblem(box, key);
}

function text(name, words) {
  const place = element("p", "words", "");
  place.append(element("b", "", name), " ", element("span", "", words || "(trống)"));
  return place;
}

function choice(words, act) {
  const button = element("button", "small outline", words);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

export function element(name, className, words) {
  return Object.assign(document.createElement(name), { className, textContent: words });
}
