/* Notes are opened where they are folded; then the boxes of all notes, of the lines of text, and of the block of text that each note is about. */
() => {
  const box = ({ left, top, right, bottom }) => [left, top + scrollY, right, bottom + scrollY];
  const lines = (root, left_out) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(left_out)) continue;
      range.selectNodeContents(walker.currentNode);
      found.push(...[...range.getClientRects()].filter((rect) => rect.width > 1).map(box));
    }
    return found;
  };
  const text = document.querySelector(".text");
  const is_folded = [...text.querySelectorAll("aside")].some((note) => !note.checkVisibility());
  if (is_folded) text.querySelectorAll("details").forEach((one) => { one.open = true; });
  const notes = [...text.querySelectorAll("aside.note")];
  const own = (note) => {
    const link = note.querySelector("[role=doc-backlink]");
    return link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  };
  const about = (note) => lines(own(note)?.closest("p, li, td, th, h2, h3, h4, figure") ?? text, "aside, summary");
  return {
    is_folded,
    lines: lines(text, "aside, .unseen, [popover]"),
    notes: notes.map((note) => ({
      name: note.id,
      box: box(note.getBoundingClientRect()),
      lines: lines(note, ".unseen"),
      about: own(note) ? about(note) : [],
    })),
  };
}
