// Undo and redo: each is an ordinary edit back to the old words, with the mark of what it replaces. Another person's newer
// words are never overwritten: then both texts are shown, as for any edit.
const done = [];
const undone = [];
const STACKS = { typed: done, undo: undone, redo: done };

/** A group of cells that were kept together; filled as the server confirms them. */
export const group = (kind = "typed") => ({ kind, steps: [] });

/** The server kept a cell of a group. */
export function record(of, step) {
  if (step.from === step.to) return;
  if (!of.steps.length) {
    STACKS[of.kind].push(of);
    if (of.kind === "typed") undone.length = 0;
  }
  of.steps.push(step);
}

/** The edits that take the last group back, or bring back the one taken back; null where there is none. */
export function back(kind) {
  const last = (kind === "undo" ? done : undone).pop();
  if (!last) return null;
  const edits = last.steps.map(({ line, field, name, from, to, seen }) => ({ line, field, name, text: from, was: to, seen }));
  return { edits: edits.reverse(), of: group(kind) };
}
