// A block falls into the table from the cell one is on. More than one cell is shown first, and taken with one tap.
import { blockIn } from "./blocks.js";
import { LINE, boxIn, editOf, focusOn, linesOf, states, tableOf, textOf } from "./cells.js";
import { RESULTS } from "./desk.js";
import { addLines } from "./lines.js";
import { element } from "./problems.js";
import { keep, sent } from "./sending.js";

const dialog = document.getElementById("xem-dan");
let offered = null; // {edits, fresh, box}

/** Paste what the clipboard holds. */
export function paste(box, clipboard) {
  const block = blockIn(clipboard);
  const found = fall(box, block);
  if (block.length === 1 && block[0].length === 1) return keep(found.edits);
  return preview(box, found);
}

/** Where each cell of the block falls: edits of cells there are, new lines below the last, and what finds no place. */
function fall(box, block) {
  const table = tableOf(box);
  const fields = table.dataset.fields.split(" ");
  const order = [fields, RESULTS].find((each) => each.includes(box.dataset.field)) ?? [box.dataset.field];
  const across = order.slice(order.indexOf(box.dataset.field));
  const rows = linesOf(table).slice(linesOf(table).indexOf(box.closest(LINE)));
  const mayAdd = table.dataset.add && table.dataset.last && order === fields;
  const found = { edits: [], fresh: [], left: 0 };
  block.forEach((cells, at) => {
    if (rows[at]) return fallIn(rows[at], across, cells, found);
    const told = cells.flatMap((text, over) => (text && across[over] ? [[across[over], text]] : []));
    if (mayAdd && told.length) found.fresh.push(Object.fromEntries(told));
    found.left += cells.filter(Boolean).length - (mayAdd ? told.length : 0);
    return undefined;
  });
  return found;
}

function fallIn(row, across, cells, found) {
  cells.forEach((words, over) => {
    const box = across[over] && boxIn(row, across[over]);
    if (words === null) return;
    if (!box) found.left += words ? 1 : 0;
    else if (code(box, words) !== textOf(box)) found.edits.push(editOf(box, code(box, words)));
  });
}

/** A state in words is one of the few there are. */
function code(box, words) {
  if (box.dataset.field !== "state") return words;
  const known = [...states()].find(([, word]) => word === words.toLocaleLowerCase("vi"));
  return known?.[0] ?? words;
}

function preview(box, found) {
  offered = { ...found, box };
  const { edits, fresh, left } = found;
  dialog.querySelector(".lead").textContent = edits.length ? `${edits.length} ô sẽ đổi.` : "Không có ô nào trong bảng phải đổi.";
  dialog.querySelector("tbody").replaceChildren(...edits.map(rowOf));
  dialog.querySelector(".scroll").hidden = !edits.length;
  tellIf(".new-lines", fresh.length, `Thêm ${fresh.length} dòng mới ở cuối bảng`);
  tellIf(".left-out", left, `${left} ô không có chỗ trong bảng nên để lại: ngoài các cột sửa được, hoặc quá dòng cuối của trang.`);
  dialog.querySelector("[data-do=accept]").disabled = !edits.length && !fresh.length;
  dialog.showModal();
}

function rowOf({ name, was, text }) {
  const row = element("tr", "", "");
  const head = element("th", "", name);
  head.scope = "row";
  const old = element("td", "", "");
  old.append(was ? element("del", "", was) : "(trống)");
  row.append(head, old, element("td", "", text || "(trống)"));
  return row;
}

function tellIf(where, count, words) {
  const place = dialog.querySelector(where);
  place.hidden = !count;
  (place.querySelector("span") ?? place).textContent = words;
}

async function accept() {
  const { edits, fresh, box } = offered;
  const more = fresh.length && dialog.querySelector(".new-lines input").checked ? fresh : [];
  dialog.close();
  focusOn(box);
  keep(edits);
  await sent();
  if (more.length) await addLines(linesOf(tableOf(box)).at(-1), more);
}

dialog?.querySelector("[data-do=accept]").addEventListener("click", accept);
dialog?.querySelector("[data-do=leave]").addEventListener("click", () => dialog.close());
