"use strict";
/* Small comforts on top of pages that work without them. Each file of this folder is one. */

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* An element with its properties, and what stands in it. */
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/* Words without capitals and accents, to be compared. */
const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
