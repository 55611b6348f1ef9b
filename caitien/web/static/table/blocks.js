// A block of cells from the clipboard: a table of Excel or Word, or lines with tabs. Rows of texts; null where a merged
// cell goes on.

/** The block in a clipboard; one cell where it holds no table. */
export function blockIn(clipboard) {
  const table = new DOMParser().parseFromString(clipboard.getData("text/html"), "text/html").querySelector("table");
  const text = clipboard.getData("text/plain").replace(/\r\n?/g, "\n");
  const block = table ? rowsOf(table) : text.includes("\t") ? lettersOf(text) : [[text.trim()]];
  while (block.length > 1 && block.at(-1).every((cell) => !cell)) block.pop();
  return block;
}

function rowsOf(table) {
  const block = [...table.rows].map(() => []);
  [...table.rows].forEach((row, at) => {
    for (const cell of row.cells) {
      let column = 0;
      while (block[at][column] !== undefined) column += 1;
      for (let down = 0; down < cell.rowSpan && at + down < block.length; down += 1) {
        for (let over = 0; over < cell.colSpan; over += 1) {
          block[at + down][column + over] = down || over ? null : wordsOf(cell);
        }
      }
    }
  });
  return block.map((row) => Array.from(row, (cell) => cell ?? null));
}

const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4"]);

/** The words of a cell, a paragraph or line break a new line. */
function wordsOf(cell) {
  const parts = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.data.replace(/\s+/g, " "));
    else if (node.nodeName === "BR") parts.push("\n");
    else if (node.nodeType === Node.ELEMENT_NODE) {
      node.childNodes.forEach(walk);
      if (BLOCKS.has(node.nodeName)) parts.push("\n");
    }
  };
  cell.childNodes.forEach(walk);
  return parts.join("").split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
}

/** Lines with tabs, as Excel writes them: a cell of several lines stands in quotes. */
function lettersOf(text) {
  const block = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const [, quoted, bare, end] = cell.exec(text);
    block.at(-1).push((quoted?.replaceAll('""', '"') ?? bare).trim());
    if (end === "\n" && cell.lastIndex < text.length) block.push([]);
  }
  if (text.endsWith("\t")) block.at(-1).push("");
  return block;
}
