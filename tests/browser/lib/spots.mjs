/**
 * Where marked words stand by the page's own account: the rectangles of the page's ranges, and for a text control
 * those of a copy of it that the page itself lays out. What is drawn is compared with that, line by line.
 */

/** How far a mark may stand from its words, in CSS pixels. */
export const TOLERANCE = 1.5;

/**
 * Runs in the page. For each of `words` (`{ text, nth }`: the nth occurrence in the editor) its lines, each with
 * `seen`: whether all of it shows (`whole`), nothing (`none`) or something between.
 */
export function spotsIn(words) {
  const { root } = window.editor;
  const page = root.ownerDocument;
  const view = page.defaultView;
  const isControl = "value" in root && root.localName !== "div";
  const nodes = [];
  let copy;
  const shift = { x: 0, y: 0, scaleX: 1, scaleY: 1 };
  if (isControl) {
    copy = page.createElement("div");
    const style = view.getComputedStyle(root);
    for (const property of style) copy.style.setProperty(property, style.getPropertyValue(property));
    const isLine = root.localName === "input";
    const frame = root.offsetHeight - root.clientHeight;
    copy.style.cssText += `; position:fixed; left:0; top:0; margin:0; visibility:hidden; pointer-events:none; overflow:hidden; transform:none; zoom:1; display:block; height:auto; min-height:0; block-size:auto; inline-size:auto; white-space:${isLine ? "pre" : "pre-wrap"}; box-sizing:border-box; width:${root.clientWidth + frame}px`;
    copy.textContent = root.value;
    page.body.append(copy);
    nodes.push(copy.firstChild ?? copy);
    const outer = root.getBoundingClientRect();
    const inner = copy.getBoundingClientRect();
    // A page that zooms its root element zooms the copy, too.
    const zoom = inner.width / copy.offsetWidth;
    shift.scaleX = outer.width / root.offsetWidth / zoom;
    shift.scaleY = outer.height / root.offsetHeight / zoom;
    const lift = isLine ? (root.offsetHeight - copy.offsetHeight) / 2 : 0;
    shift.x = outer.left - (inner.left + root.scrollLeft * zoom) * shift.scaleX;
    shift.y = outer.top - (inner.top + (root.scrollTop - lift) * zoom) * shift.scaleY;
  } else {
    const walk = page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.parentElement.closest("[contenteditable=false]")) nodes.push(node);
    }
  }
  const plain = (text) => text.replace(/\u00a0/g, " ");
  const all = plain(nodes.map((node) => node.textContent).join(""));

  // What cuts the box's content off: the viewport and every scroller around it.
  const clip = { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight };
  for (let up = root; up && up !== page.body && up !== page.documentElement; ) {
    const style = view.getComputedStyle(up);
    if (style.overflowX !== "visible" || style.overflowY !== "visible" || (isControl && up === root)) {
      const { left, top, right, bottom } = up.getBoundingClientRect();
      clip.left = Math.max(clip.left, left);
      clip.top = Math.max(clip.top, top);
      clip.right = Math.min(clip.right, right);
      clip.bottom = Math.min(clip.bottom, bottom);
    }
    up = up.parentElement ?? up.getRootNode().host;
  }
  const isCovered = ({ left, top, right, bottom }) => {
    let at = page.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    while (at?.shadowRoot) {
      const deeper = at.shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (!deeper || deeper === at) break;
      at = deeper;
    }
    return at !== null && !root.contains(at) && !at.contains(root);
  };
  const seenOf = (line) => {
    const inside =
      line.left >= clip.left - 0.5 &&
      line.right <= clip.right + 0.5 &&
      line.top >= clip.top - 0.5 &&
      line.bottom <= clip.bottom + 0.5;
    if (inside) return isCovered(line) ? "none" : "whole";
    const outside =
      line.right <= clip.left + 1 ||
      line.left >= clip.right - 1 ||
      line.bottom <= clip.top + 1 ||
      line.top >= clip.bottom - 1;
    return outside ? "none" : "part";
  };

  const spots = words.map(({ text, nth }) => {
    let from = -1;
    for (let seen = 0; seen <= nth; seen++) from = all.indexOf(plain(text), from + 1);
    if (from < 0) return { text, lines: [], missing: true };
    const lines = [];
    let at = 0;
    for (const node of nodes) {
      const first = Math.max(from - at, 0);
      const until = Math.min(from + text.length - at, node.textContent.length);
      at += node.textContent.length;
      if (first >= until) continue;
      const range = page.createRange();
      range.setStart(node, first);
      range.setEnd(node, until);
      for (const rect of range.getClientRects()) {
        const left = shift.x + rect.left * shift.scaleX;
        const right = shift.x + rect.right * shift.scaleX;
        const top = shift.y + rect.top * shift.scaleY;
        const bottom = shift.y + rect.bottom * shift.scaleY;
        const last = lines.at(-1);
        // Browsers give the space at a wrap, and each run of a mixed line, a rectangle of its own.
        if (last && Math.abs(last.top - top) < 2 && left <= last.right + 1 && right >= last.left - 1) {
          last.right = Math.max(last.right, right);
          last.left = Math.min(last.left, left);
          last.bottom = Math.max(last.bottom, bottom);
          last.top = Math.min(last.top, top);
        } else if (right - left > 0.5) lines.push({ left, top, right, bottom });
      }
    }
    return { text, lines: lines.map((line) => ({ ...line, seen: seenOf(line) })) };
  });
  copy?.remove();
  return { spots, clip };
}

/**
 * Throws unless every whole line has its mark and every mark its line; returns how many lines were compared and
 * the largest distance. With `mayLack`, marks may be missing, but none may stand elsewhere.
 */
export function compare(drawn, { spots, clip }, { mayLack = false } = {}) {
  const free = [...drawn];
  let far = 0;
  let lines = 0;
  for (const { text, missing, lines: expected } of spots) {
    if (missing && !mayLack) throw new Error(`“${text}” isn't in the editor`);
    for (const line of expected) {
      if (line.seen === "none") continue;
      const wanted = cut(line, clip);
      const near = free
        .map((mark) => ({ mark, away: apart(mark, wanted) }))
        .sort((a, b) => a.away - b.away)[0];
      if (near && near.away <= TOLERANCE) {
        free.splice(free.indexOf(near.mark), 1);
        far = Math.max(far, near.away);
        lines += 1;
      } else if (line.seen === "whole" && !mayLack) {
        throw new Error(
          `no mark on “${text}” at ${show(wanted)}; ${free.length} marks: ${free.slice(0, 3).map(show).join(" and ")}`,
        );
      }
    }
  }
  if (free.length > 0) {
    const all = spots.flatMap(({ text, lines: own }) => own.map((line) => ({ text, ...line })));
    const [near] = all.sort((a, b) => apart(a, free[0]) - apart(b, free[0]));
    const where = near && `; the nearest, “${near.text}”, at ${show(near)}, ${near.seen}`;
    throw new Error(`a mark on no marked word at ${show(free[0])}${where ?? ""}`);
  }
  return { lines, far };
}

const SIDES = ["left", "top", "right", "bottom"];
const apart = (a, b) => Math.max(...SIDES.map((side) => Math.abs(a[side] - b[side])));
const show = (rect) => SIDES.map((side) => rect[side].toFixed(1)).join(",");
const cut = (line, clip) => ({
  left: Math.max(line.left, clip.left),
  top: Math.max(line.top, clip.top),
  right: Math.min(line.right, clip.right),
  bottom: Math.min(line.bottom, clip.bottom),
});
