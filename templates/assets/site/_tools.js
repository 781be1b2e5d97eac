"use strict";
/* Small comforts on top of pages that work without them. Each file of this folder is one. */

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* An element with its properties, and what stands in it. */
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/* Words without capitals, accents and apostrophes, to be compared; as in jump.py. */
const LETTERS = {
  "'": "", "‘": "", "’": "", "ʼ": "", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d",
  "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ς": "σ",
};
const fold = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/['‘’ʼßæœþøđðłıħŧŋς]/g, (letter) => LETTERS[letter]).normalize("NFC");

/* Opens all that an element is folded into. */
const unfold = (one) => {
  for (let fold = one?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
};
