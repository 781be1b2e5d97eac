// Selects words as a drag of the mouse would, and lets the mouse go.
([words, rank]) => {
  const walker = document.createTreeWalker(
    document.querySelector("main .text"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("sup, button, aside, details")) {
      nodes.push(walker.currentNode);
    }
  }
  const text = nodes.map((node) => node.data).join("");
  let start = -1;
  for (let count = 0; count <= rank; count += 1) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`not on the page: ${words}`);
  const range = document.createRange();
  let at = 0;
  for (const node of nodes) {
    const next = at + node.data.length;
    if (at <= start && start < next) range.setStart(node, start - at);
    const end = start + words.length;
    if (at < end && end <= next) range.setEnd(node, end - at);
    at = next;
  }
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}
