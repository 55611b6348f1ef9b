// The cells of the table: found by line and field, read, shown, and walked through.
export const OPEN = ".box[data-field]";
export const LINE = "[data-line]"; // a row of a table, or a part of the paper written in one cell

export const keyOf = (box) => `${lineOf(box)}.${box.dataset.field}`;
export const lineOf = (box) => box.closest(LINE).dataset.line;
export const lines = () => [...document.querySelectorAll(LINE)];
/** The table a line stands in: it says which cells it has, in the order of the paper, and where lines are added. */
export const tableOf = (row) => row.closest("[data-fields]");
export const linesOf = (table) => [...table.querySelectorAll(LINE)];
export const boxesOf = (row) => [...row.querySelectorAll(OPEN)];
export const boxIn = (row, field) => row?.querySelector(`.box[data-field="${CSS.escape(field)}"]`) ?? null;
export const rowOf = (line) => document.querySelector(`[data-line="${CSS.escape(line)}"]`);
export const boxAt = (line, field) => boxIn(rowOf(line), field);

/** What a cell says, as the server keeps it. */
export function textOf(box) {
  return box.dataset.field === "state" ? box.dataset.value : box.querySelector(".box-text").textContent;
}

/** The states a line can be in: code → word. */
export function states() {
  const options = document.getElementById("trang-thai").content.querySelectorAll("option");
  return new Map([...options].map((option) => [option.value, option.textContent]));
}

/** Let a cell say something; the server has the last word. */
export function show(box, text) {
  if (box.dataset.field === "state") {
    const place = box.querySelector(".state");
    box.dataset.value = text;
    place.className = `state ${text}`;
    place.textContent = states().get(text) ?? text;
    return;
  }
  box.querySelector(".box-text").textContent = text;
  box.classList.toggle("blank", !text);
}

/** The line and field of a key. */
export const split = (key) => [key.slice(0, key.indexOf(".")), key.slice(key.indexOf(".") + 1)];

/** Other words for a cell, with all the server and the person need to know of it. */
export function editOf(box, text) {
  return { line: lineOf(box), field: box.dataset.field, name: nameOf(box), text, was: textOf(box), seen: box.dataset.seen };
}

/** What a cell is called: "1.2 · Khi nào". */
export function nameOf(box) {
  return `${box.closest(LINE).dataset.title} · ${box.firstElementChild.textContent.trim()}`;
}

/** Whether a cell is not in a column the person leaves out. */
const seen = (box) => box.parentElement.checkVisibility();

/** Make the cells of a part of the page buttons one can walk through; one of all is in the way of Tab. */
export function arm(part) {
  for (const box of part.querySelectorAll(OPEN)) {
    box.setAttribute("role", "button");
    box.tabIndex = -1;
  }
  if (!document.querySelector(`${OPEN}[tabindex="0"]`)) {
    const first = [...document.querySelectorAll(OPEN)].find(seen);
    if (first) first.tabIndex = 0;
  }
}

/** Put the focus on a cell, and make it the one Tab comes back to. */
export function focusOn(box) {
  if (!box) return;
  for (const other of document.querySelectorAll(`${OPEN}[tabindex="0"]`)) other.tabIndex = -1;
  box.tabIndex = 0;
  box.focus();
}

/** The cell a step away in the table: within the line, or of the same field in another line that has it. */
export function beside(box, step) {
  const row = box.closest(LINE);
  const walked = (other) => boxesOf(other).filter(seen);
  const own = walked(row);
  if (step === "first") return own[0];
  if (step === "last") return own.at(-1);
  if (step === "up" || step === "down") return overTheLines(row, step, (other) => boxIn(other, box.dataset.field));
  const next = own[own.indexOf(box) + (step === "right" ? 1 : -1)];
  if (next) return next;
  const way = step === "right" ? "down" : "up";
  return overTheLines(row, way, (other) => walked(other).at(step === "right" ? 0 : -1));
}

function overTheLines(row, way, find) {
  const all = lines();
  const from = all.indexOf(row);
  const others = way === "down" ? all.slice(from + 1) : all.slice(0, from).reverse();
  for (const other of others) {
    const found = find(other);
    if (found) return found;
  }
  return null;
}
