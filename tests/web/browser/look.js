// What is wrong with a page as it is shown: wider than the screen, cut, overlapping, too small to touch.
() => {
  const shown = (part) => part.checkVisibility({visibilityProperty: true, opacityProperty: true}) && getComputedStyle(part).clipPath !== "inset(50%)" && !part.closest(".unseen, .skip, [aria-hidden=true]");
  const name = (part) => `<${part.tagName.toLowerCase()} class="${part.className?.baseVal ?? part.className}"> ${(part.textContent || part.name || "").trim().slice(0, 40)}`;
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`wider than the screen by ${document.documentElement.scrollWidth - innerWidth}`);
  for (const part of document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")) {
    const target = part.closest("label") ?? part;
    const box = target.getBoundingClientRect();
    const inline = getComputedStyle(part).display === "inline" && part.tagName === "A";
    if (shown(part) && !inline && box.width && (box.height < 23.5 || box.width < 23.5)) found.push(`small ${Math.round(box.width)}×${Math.round(box.height)}: ${name(part)}`);
  }
  const brush = document.createElement("canvas").getContext("2d");
  for (const part of document.querySelectorAll("select, input[placeholder]")) {
    const style = getComputedStyle(part);
    const words = part.tagName === "SELECT" ? part.selectedOptions[0]?.text.trim() : part.placeholder;
    brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = part.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const long = part.tagName === "SELECT" && words?.length > 30; // what is chosen may be a whole sentence; it ends in dots
    if (shown(part) && words && !long && brush.measureText(words).width > room + 2) found.push(`cut: ${name(part)} “${words.slice(0, 40)}”`);
  }
  for (const part of document.querySelectorAll(".scroll > table")) {
    const room = part.parentElement; // its lines stand by themselves: nothing is to be pulled sideways any more
    if (shown(part) && getComputedStyle(part).display === "block" && room.scrollWidth > room.clientWidth + 1) found.push(`cut: ${name(part)}`);
  }
  const fields = [...document.querySelectorAll("main :is(input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), select, textarea, button, a.button)")].filter((part) => shown(part) && !part.closest(".menu, .way"));
  fields.forEach((one, number) => {
    const box = one.getBoundingClientRect();
    for (const other of fields.slice(number + 1)) {
      const beside = other.getBoundingClientRect();
      if (Math.min(box.right, beside.right) - Math.max(box.left, beside.left) > 2 && Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top) > 2) found.push(`overlap: ${name(one)} / ${name(other)}`);
    }
  });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !shown(parent) || parent.matches("details:not([open])") || parent.closest("svg, select, textarea, .menu > div, .menu > nav, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const floats = [innerWidth < 640 ? ".main-row" : null, ".toolbar", "thead", ".scroll", ".tabs", "[style]", ".bell"].some((each) => each && parent.closest(each));
    for (const box of floats ? [] : range.getClientRects()) if (box.width > 2) texts.push({box, parent});
    for (let up = parent; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.textOverflow !== "ellipsis" && style.overflowX === "hidden" && up.scrollWidth > up.clientWidth + 1 && up.clientWidth > 1) found.push(`cut: ${name(up)}`);
    }
  }
  for (const {box, parent} of texts) {
    const under = fields.find((field) => {
      const edge = field.getBoundingClientRect();
      return !field.contains(parent) && Math.min(box.right, edge.right) - Math.max(box.left, edge.left) > 3 && Math.min(box.bottom, edge.bottom) - Math.max(box.top, edge.top) > 5;
    });
    if (under) found.push(`overlap: ${name(parent)} / ${name(under)}`);
  }
  texts.sort((one, other) => one.box.top - other.box.top);
  for (let i = 0; i < texts.length; i += 1) {
    for (let j = i + 1; j < texts.length && texts[j].box.top < texts[i].box.bottom - 5; j += 1) {
      const [one, other] = [texts[i].box, texts[j].box];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (wide > 3 && texts[i].parent !== texts[j].parent) found.push(`overlap: ${name(texts[i].parent)} / ${name(texts[j].parent)}`);
    }
  }
  return [...new Set(found)].slice(0, 8);
}
