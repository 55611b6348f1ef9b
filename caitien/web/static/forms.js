// What several scripts ask of a form: which fields hold words of a person, and how they are filled again.
"use strict";
const TypedForms = (() => {
  const SEEN = /^(seen|mark|errors|over|rows)/; // what the person had seen, as it stood then
  const MARK = /^(seen|mark|errors|over|key)/; // goes back with their words: another's words are not overwritten
  const isChoice = (input) => ["radio", "checkbox"].includes(input.type);
  const isKept = (input) => Boolean(input.name) && !["password", "file", "submit", "button"].includes(input.type)
    && (input.type !== "hidden" || MARK.test(input.name)) && !/one-time-code|password/.test(input.autocomplete ?? "");
  const own = (form) => [...form.elements].filter(isKept);
  const isWords = (input) => !isChoice(input) && !input.options && input.type !== "hidden";
  const fieldsOf = (form) => own(form).map((input) => [input.name, input.value, input.checked ?? false, isWords(input)]);

  // Which form it is, whatever stands before it on the page and whatever changed of what it is about.
  const nameOf = (form) => JSON.stringify([form.getAttribute("action") ?? location.pathname, ...[...form.elements]
    .filter((input) => input.type === "hidden" && input.name !== "csrfmiddlewaretoken" && !SEEN.test(input.name))
    .map((input) => [input.name, input.value])]);
  const formOf = (name) => [...document.querySelectorAll("form[method=post]")].find((form) => nameOf(form) === name);

  function fill(form, fields) {
    const left = own(form);
    for (const [name, value, checked] of fields) {
      const at = left.findIndex((input) => input.name === name && (!isChoice(input) || input.value === value));
      if (at < 0) continue;
      const [input] = left.splice(at, 1);
      if (isChoice(input)) input.checked = checked;
      else input.value = value;
    }
    for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    for (const part of form.querySelectorAll("details")) part.open = true;
  }

  function tell(words, ...more) {
    document.getElementById("con-giu")?.remove();
    const place = document.createElement("p");
    place.id = "con-giu";
    place.className = "message";
    place.setAttribute("role", "status");
    place.append(words, ...more);
    document.getElementById("noi-dung").prepend(place);
  }

  return { MARK, isChoice, own, fieldsOf, nameOf, formOf, fill, tell };
})();
