// What the page tells the scripts of the table: whose it is, and where to send.
export const desk = document.getElementById("ban-lam");
export const { plan, who } = desk?.dataset ?? {};
export const RESULTS = ["state", "outcome", "result_note"];

let token = desk?.querySelector("[name=csrfmiddlewaretoken]").value ?? "";

/** Take the token that goes with the sign-in of now. */
export function renew(fresh) {
  token = fresh;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = fresh;
}

/** Ask the server; an expired sign-in answers 401, never a page. */
export function ask(where, body, kind = "application/json") {
  const headers = { "HX-Request": "true", "X-CSRFToken": token };
  if (body !== undefined) headers["Content-Type"] = kind;
  const keepalive = body !== undefined && body.length < 20000; // goes on where the page is left meanwhile
  return fetch(where, { method: body === undefined ? "GET" : "POST", headers, body, keepalive, cache: "no-store" });
}

/** Say quietly how it stands; with a link where one is to go somewhere. */
export function tell(text, link) {
  const place = document.getElementById("bang-noi");
  place.textContent = text;
  if (!link) return;
  const way = Object.assign(document.createElement("a"), { href: link.href, textContent: link.text, target: "_blank" });
  place.append(" ", way);
}
