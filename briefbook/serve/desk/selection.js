/* Selected words of the text → what the desk is told of them, and the way back. */
const TEXT = ".text";
const BLOCK = "[id^='p.']";
const LINES = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, dd, dt, figcaption";
/* What stands in the text without being of it. */
const BESIDE = "sup, button, aside, details, style, script, .card, [popover]";
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export const listTexts = () => [...document.querySelectorAll(`main ${TEXT}`)];

const walk = (root) => {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(BESIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  });
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

/* The part of a text node that lies in a range. */
const cut = (node, range) => {
  if (!range.intersectsNode(node)) return "";
  const start = node === range.startContainer ? range.startOffset : 0;
  const end = node === range.endContainer ? range.endOffset : node.data.length;
  return node.data.slice(start, end);
};

const joins = (one, other) =>
  [one, other].every((letter) => LETTER.test(letter) && !UNSPACED.test(letter));

/* A range whose ends break no word. */
const widen = (range) => {
  const wide = range.cloneRange();
  const { startContainer: first, endContainer: last } = wide;
  if (first.nodeType === Node.TEXT_NODE) {
    let at = wide.startOffset;
    while (at > 0 && at < first.data.length && joins(first.data[at - 1], first.data[at])) at -= 1;
    wide.setStart(first, at);
  }
  if (last.nodeType === Node.TEXT_NODE) {
    let at = wide.endOffset;
    while (at > 0 && at < last.data.length && joins(last.data[at - 1], last.data[at])) at += 1;
    wide.setEnd(last, at);
  }
  return wide;
};

const readWords = (root, range) => {
  let words = "";
  let line = null;
  walk(root).forEach((node) => {
    const part = cut(node, range);
    if (!part) return;
    const own = node.parentElement.closest(LINES);
    if (line && own !== line && part.trim()) words += "\n";
    if (part.trim()) line = own;
    words += part;
  });
  return words;
};

const readBefore = (block, range) => {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return walk(block).map((node) => cut(node, before)).join("");
};

const numberOf = (block) => Number(block?.id.slice(2)) || 0;

/* { selection, range } of what is selected in the text, null where nothing is. */
export const readSelection = (where) => {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null;
  const range = widen(chosen.getRangeAt(0));
  const start = elementOf(range.startContainer);
  const root = start.closest(TEXT);
  if (!root || !listTexts().includes(root) || start.closest(BESIDE)) return null;
  const words = readWords(root, range);
  if (!LETTER.test(words)) return null;
  const block = start.closest(BLOCK);
  const line = block ?? start.closest(LINES) ?? root;
  const selection = { where, paragraph: numberOf(block), words, before: readBefore(line, range) };
  return { selection, range };
};

/* One letter for one letter, so that places stay: as texts are compared. */
const fold = (text) => text
  .replace(/[\u2018\u2019\u201a\u201b\u2039\u203a`\u00b4\u2032]/g, "'")
  .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02]/g, '"')
  .replace(/[\u2010-\u2015]/g, "-")
  .replace(/\s/g, " ")
  .toLowerCase();

const listPlaces = (text, words) => {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
};

/* The range of words that the desk names; null where the page shows them otherwise. */
export const findRange = ({ paragraph, words, before }) => {
  const block = document.getElementById(`p.${paragraph}`);
  if (!block) return null;
  const nodes = walk(block);
  const text = fold(nodes.map((node) => node.data).join(""));
  const places = listPlaces(text, fold(words));
  if (places.length === 0) return null;
  const off = (at) => Math.abs(at - before.length);
  const start = places.reduce((best, at) => (off(at) < off(best) ? at : best));
  return spanNodes(nodes, start, start + words.length);
};

const spanNodes = (nodes, start, end) => {
  const range = document.createRange();
  let at = 0;
  nodes.forEach((node) => {
    const next = at + node.data.length;
    if (at <= start && start < next) range.setStart(node, start - at);
    if (at < end && end <= next) range.setEnd(node, end - at);
    at = next;
  });
  return range;
};

/* Shows ranges without touching the page; browsers that cannot, show nothing. */
export const show = (name, ranges) => {
  if (!globalThis.Highlight) return;
  CSS.highlights.set(`desk-${name}`, new Highlight(...ranges.filter(Boolean)));
};
