/** Where words stand by the page's own account, and how that compares with what was drawn. */

/** Viewport rectangles of the `start`…`end` stretch of an editor's text, one a line. Runs in the page. */
export function wordLines(page, selector, start, end) {
  return page.$eval(
    selector,
    (box, from, to) => {
      const lines = [];
      let at = 0;
      let block = null;
      const walk = box.ownerDocument.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const own = node.parentElement.closest("p, div");
        if (block && own !== block) at += 1;
        block = own;
        const first = Math.max(from - at, 0);
        const until = Math.min(to - at, node.length);
        if (first < until) {
          const range = document.createRange();
          range.setStart(node, first);
          range.setEnd(node, until);
          for (const { left, top, right, bottom } of range.getClientRects()) {
            const last = lines.at(-1);
            // Chromium gives the space at a wrap a rectangle of its own, and sometimes an empty one.
            if (last && last.top === top && last.right === left) last.right = right;
            else if (right - left > 0.5) lines.push({ left, top, right, bottom });
          }
        }
        at += node.length;
      }
      return lines;
    },
    start,
    end,
  );
}

/** The largest distance between corners of two lists of rectangles; Infinity if their numbers differ. */
export function distance(drawn, expected) {
  if (drawn.length !== expected.length) return Number.POSITIVE_INFINITY;
  const order = (a, b) => a.top - b.top || a.left - b.left;
  const sorted = [...drawn].sort(order);
  return [...expected].sort(order).reduce((most, line, index) => {
    const sides = ["left", "top", "right", "bottom"].map((side) =>
      Math.abs(line[side] - sorted[index][side]),
    );
    return Math.max(most, ...sides);
  }, 0);
}
