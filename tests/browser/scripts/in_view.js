/* Returns the words that a reader sees in the window, without scrolling or opening anything. */
() => {
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const isSeen = (holder, { left, right, top, bottom }) => {
    const isWithin = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return isWithin && holder.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  };
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const boxes = [...range.getClientRects()].filter((box) => box.width);
    const holder = walker.currentNode.parentElement;
    if (boxes.length && boxes.every((box) => isSeen(holder, box))) {
      seen.push(walker.currentNode.data);
    }
  }
  return seen.join(" ").replace(/\s+/g, " ");
}
