// One form of a page is sent: what was typed into its other forms, and not sent yet, comes back filled with the page.
// Kept in this tab by person, no longer than a day; no password, no file. The pages work without this file.
"use strict";
(() => {
  const who = document.body.dataset.who;
  if (!who) return;
  const STORE = `caitien:khac:${who}`;
  const DAY = 86400000;
  const FORM = "form[method=post]:not(.tell, [data-secret], [action='/dang-xuat'])";

  const changed = (input) => {
    if (TypedForms.isChoice(input)) return input.checked !== input.defaultChecked;
    if (input.type === "hidden") return false;
    if (!input.options) return input.value !== input.defaultValue;
    const given = [...input.options].findIndex((option) => option.defaultSelected);
    return input.selectedIndex !== Math.max(given, 0);
  };
  const refused = (form) => form.querySelector(".errorlist, .trouble:not([hidden])"); // its words came back and are not kept yet
  const isOpen = (form) => TypedForms.own(form).some(changed) || refused(form);
  const typed = (but) => [...document.querySelectorAll(FORM)].filter((form) => form !== but && isOpen(form))
    .map((form) => [TypedForms.nameOf(form), TypedForms.fieldsOf(form)]);

  // Fills each of them that stands on the page; those that do not.
  function fill(kept) {
    return kept.filter(([name, fields]) => {
      const form = TypedForms.formOf(name);
      if (form) TypedForms.fill(form, fields);
      return !form;
    });
  }

  // --- the page goes and comes again --------------------------------------------------------------------------------------
  const read = () => { try { return JSON.parse(sessionStorage.getItem(STORE)); } catch { return null; } };
  const keep = (found) => { try { sessionStorage.setItem(STORE, JSON.stringify(found)); } catch { /* full or forbidden */ } };

  let sending = null;
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) sending = event.target; });
  addEventListener("pagehide", () => {
    const forms = typed(sending);
    const before = read()?.forms.filter(([name]) => !forms.some(([other]) => other === name)) ?? [];
    keep({ forms: [...before, ...forms], sent: Boolean(sending), at: Date.now() });
  });

  const kept = read();
  const [way] = performance.getEntriesByType("navigation");
  const again = kept?.sent || ["reload", "back_forward"].includes(way?.type); // who left by a link meant to leave
  if (kept && again && Date.now() - kept.at < DAY) {
    const left = fill(kept.forms);
    keep({ ...kept, forms: left });
    if (left.length < kept.forms.length) TypedForms.tell("Chữ thầy cô đã gõ ở ô khác mà chưa gửi vẫn còn dưới đây.");
  } else keep({ forms: [], at: 0 });

  // --- a piece of the page goes and comes again ---------------------------------------------------------------------------
  let held = [];
  document.addEventListener("htmx:beforeSwap", (event) => { held = typed(event.detail.requestConfig?.elt?.closest("form")); });
  document.addEventListener("htmx:afterSettle", () => { fill(held.splice(0)); });
})();
