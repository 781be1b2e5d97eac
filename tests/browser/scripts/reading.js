/* What a reader trips over on a page: { rows, hole, far, opened, words, drawings }.
   Lengths are in CSS pixels. */
() => {
  const text = document.querySelector(".text");
  const SKIPPED = "script, style, svg, .unseen, .skip, [popover], button";
  const IN_TEXT = `${SKIPPED}, .notes, .noteref, .cite-me`;

  const nodes = (root, left_out) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(left_out)) found.push(walker.currentNode);
    }
    return found;
  };
  const is_shown = (node) => node.parentElement.checkVisibility();
  const rects = (root, left_out) => {
    const range = document.createRange();
    return nodes(root, left_out).filter(is_shown).flatMap((node) => {
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter((rect) => rect.width > 1);
    }).map(({ left, right, top, bottom }) => ({ left, right, top: top + scrollY, bottom: bottom + scrollY }));
  };

  /* Rectangles as rows, from above: those that share some of their height are one. */
  const rows = (found) => found.sort((a, b) => a.top - b.top).reduce((made, { top, bottom }) => {
    const last = made.at(-1);
    if (last && top < last.bottom - 2) last.bottom = Math.max(last.bottom, bottom);
    else made.push({ top, bottom });
    return made;
  }, []);

  /* The lines of the text, and the blank below each of them: what notes in the column fill is none. */
  const blanks = () => {
    const lines = rows(rects(text, IN_TEXT));
    const column = text.querySelector("p").getBoundingClientRect();
    const fill = rows(rects(text, SKIPPED).filter(({ left, right }) => right > column.left && left < column.right));
    const end = { top: text.getBoundingClientRect().bottom + scrollY };
    return lines.map(({ bottom }, at) => {
      const next = (lines[at + 1] ?? end).top;
      const between = fill.filter((one) => one.top > bottom - 2 && one.bottom < next + 2);
      const edges = [bottom, ...between.flatMap((one) => [one.top, one.bottom]), next];
      return Math.max(...edges.flatMap((edge, place) => (place % 2 ? [edge - edges[place - 1]] : [])));
    });
  };
  const set_notes = (display) => text.querySelectorAll(".notes").forEach((one) => { one.style.display = display; });
  const find_hole = () => {
    const shown = blanks();
    set_notes("none");
    const bare = blanks();
    set_notes("");
    return Math.max(0, ...shown.map((blank, at) => blank - (bare[at] ?? blank)));
  };

  /* What stands for a note: itself, or the line that it is folded to. */
  const face = (note) => {
    let shown = note;
    for (let fold = note.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      const summary = fold.querySelector("summary");
      if (!note.checkVisibility() && summary.checkVisibility()) shown = summary;
    }
    return shown;
  };
  const refs = () => [...text.querySelectorAll("a[role=doc-noteref][href^='#note.']")];
  const noteOf = (ref) => document.getElementById(decodeURIComponent(ref.hash.slice(1)));
  const top = (one) => one.getBoundingClientRect().top;
  const distance = (ref, note) => Math.abs(top(face(note)) - top(ref));
  const farthest = (wanted) => Math.max(0, ...wanted.map((ref) => distance(ref, noteOf(ref))));
  const find_opened = () => Math.max(0, ...[...text.querySelectorAll("details details")]
    .filter((fold) => fold.querySelector("aside") && !fold.open)
    .map((fold) => {
      fold.open = true;
      const far = farthest(refs().filter((ref) => fold.contains(noteOf(ref))));
      fold.open = false;
      return far;
    }));

  const count = (found) => found.reduce((sum, node) => sum + (node.data.match(/[\p{L}\p{N}’'-]+/gu) ?? []).length, 0);
  const whole = nodes(document.body, "script, style, svg");
  const drawings = [...document.querySelectorAll("svg")].map((drawing) => {
    const labels = [...drawing.querySelectorAll("text")].filter((one) => one.checkVisibility());
    const boxes = labels.map((one) => one.getBoundingClientRect());
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
    return {
      cut: labels.filter((one) => one.textContent.includes("…")).length,
      met: boxes.filter((box, at) => boxes.some((other, place) => place < at && meet(box, other))).length,
    };
  });
  return {
    hole: text ? find_hole() : 0,
    far: text ? farthest(refs()) : 0,
    opened: text ? find_opened() : 0,
    line: text ? parseFloat(getComputedStyle(text).lineHeight) : 1,
    own: text ? count(nodes(text, IN_TEXT)) : 0,
    all: count(whole),
    shown: count(whole.filter(is_shown)),
    told: whole.map((node) => node.data).join("").replace(/\s+/g, " "),
    cut: drawings.reduce((sum, one) => sum + one.cut, 0),
    met: drawings.reduce((sum, one) => sum + one.met, 0),
  };
}
