// Typing "@" offers the names of colleagues. Without this file they are picked from the list below the text.
"use strict";

const plainly = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

// What stands between the last "@" and the caret, or null where there is none.
function wanted(area) {
  const found = /(^|\s)@([\p{L}\p{M} ]{0,40})$/u.exec(area.value.slice(0, area.selectionStart));
  return found && { typed: plainly(found[2]), from: area.selectionStart - found[2].length };
}

function offer(area) {
  const people = [...document.getElementById(area.dataset.names).options].slice(1).map((option) => option.text);
  const list = area.insertAdjacentElement("afterend", document.createElement("ul"));
  let chosen = 0;
  Object.assign(list, { className: "names", id: `${area.id}-ten`, role: "listbox", hidden: true });
  list.setAttribute("aria-label", "Đồng nghiệp");
  for (const [name, value] of [["aria-autocomplete", "list"], ["aria-haspopup", "listbox"], ["aria-controls", list.id]]) area.setAttribute(name, value);

  function close() {
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    chosen = (index + list.children.length) % list.children.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", at === chosen));
    area.setAttribute("aria-activedescendant", list.children[chosen].id);
  }

  function take(name) {
    const { from } = wanted(area) ?? { from: area.selectionStart };
    area.setRangeText(`${name} `, from, area.selectionStart, "end");
    close();
    area.focus();
  }

  function show() {
    const asked = wanted(area);
    const fitting = asked ? people.filter((name) => plainly(name).includes(asked.typed.trim())).slice(0, 6) : [];
    if (!fitting.length || fitting.some((name) => plainly(name) + " " === asked.typed)) return close();
    list.replaceChildren(...fitting.map((name, at) => {
      const item = document.createElement("li");
      Object.assign(item, { id: `${list.id}-${at}`, role: "option", textContent: name });
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
      return item;
    }));
    list.hidden = false;
    choose(0);
  }

  area.addEventListener("input", show);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.keyCode === 229) return; // Enter of an input method is its own
    const keys = { ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Enter: () => take(list.children[chosen].textContent), Tab: () => take(list.children[chosen].textContent), Escape: close };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

document.querySelectorAll("textarea[data-names]").forEach(offer);
