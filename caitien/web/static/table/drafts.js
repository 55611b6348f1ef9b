// What is typed, kept in this browser by person, plan and cell until the server has it. Cleared by signing out (caitien.js).
import { split } from "./cells.js";
import { plan, who } from "./desk.js";

const before = (person, of) => `caitien:nhap:${person}:${of}:`;
const OURS = before(who, plan);

/** Keep what is typed in a cell; a full or forbidden store leaves it on the page alone. */
export function keepDraft(key, draft) {
  try {
    localStorage.setItem(OURS + key, JSON.stringify(draft));
  } catch { /* the page still has it, and says what is not sent */ }
}

export function dropDraft(key) {
  localStorage.removeItem(OURS + key);
}

/** Drop a draft that says just this: what was typed since stays. */
export function dropSaid(key, text) {
  const draft = draftOf(key);
  if (draft?.text === text) dropDraft(key);
}

export function draftOf(key) {
  try {
    return JSON.parse(localStorage.getItem(OURS + key));
  } catch {
    return null;
  }
}

/** The drafts of this person for this plan: [key, draft], save those of a line that is not there yet. */
export function drafts() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(OURS)).map((key) => key.slice(OURS.length));
  return keys.filter((key) => !key.startsWith("moi.")).map(draftIn).filter(Boolean);
}

function draftIn(key) {
  const draft = draftOf(key);
  const [line, field] = split(key);
  return draft && [key, { ...draft, line, field }];
}

/** The first line of a plan is typed in a form of its own: its words come back after a closed tab, too. */
export function keepFirstLine(form) {
  const ours = before(...form.dataset.draft.split(":").slice(0, 2));
  for (const input of form.querySelectorAll("textarea, input[name=criterion]")) {
    const key = `${ours}moi.${input.name}`;
    input.value ||= localStorage.getItem(key) ?? "";
    input.addEventListener("input", () => localStorage.setItem(key, input.value));
  }
  form.querySelector("textarea, input[name=criterion]").focus();
}

/** Once the plan has lines, its first line is kept. */
export function forgetFirstLine() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(`${OURS}moi.`)) localStorage.removeItem(key);
}
