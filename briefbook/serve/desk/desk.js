/* The desk on the page of an article: select words, and say whose they are. */
import { makeBar } from "./bar.js";
import { make } from "./making.js";
import { makeMender } from "./mending.js";
import { makePanel } from "./panel.js";
import { findRange, listTexts, readSelection, show } from "./selection.js";
import { ask } from "./talk.js";

const own = document.querySelector("script[data-desk]").dataset;
const article = own.desk;
const where = location.pathname === "/.briefbook/desk/capture" ? "capture" : "text";
const DONE = "briefbook.desk.done";
const SAID = "briefbook.desk.said";
const WAIT = 250;

const host = make("briefbook-desk");
/* The keys of the page rest while somebody is at work in the panel. */
const watchKeys = () => host.toggleAttribute("data-takes-keys", panel.isOpen() || mender.isOpen());
/* What the server lays over the foot of the window stays to be seen. */
const stayAbove = () => {
  const board = document.querySelector("briefbook-board");
  const foot = board?.shadowRoot.querySelector(".panel");
  if (!foot) return;
  const lift = () => host.style.setProperty("--lift", `${board.hidden ? 0 : foot.offsetHeight}px`);
  new ResizeObserver(lift).observe(foot);
};
const root = host.attachShadow({ mode: "open" });
const link = (name) => make("link", { rel: "stylesheet", href: `/.briefbook/desk/${name}` });
document.head.append(link("page.css"));

const readDone = () => JSON.parse(sessionStorage.getItem(DONE) ?? "[]");
const keepDone = (tokens) => {
  sessionStorage.setItem(DONE, JSON.stringify(tokens.slice(-100)));
  bar.offerUndo(tokens.length > 0);
};

/* The quotes of this page, as evidence of claims. */
const listQuotes = () => {
  const found = new Map();
  document.querySelectorAll("mark.quote[data-a]").forEach((mark) => {
    mark.dataset.a.split(" ").forEach((id) => {
      if (!id.includes(".")) found.set(id, `${found.get(id) ?? ""}${mark.textContent}`);
    });
  });
  return [...found].map(([id, name]) => ({ id, name, also: [], labels: [] }));
};

/* A page that changes is loaded again, once nobody is at work in the panel. */
let isHeld = false;
document.addEventListener("briefbook:reload", (event) => {
  if (!panel.isOpen()) return;
  isHeld = true;
  event.preventDefault();
});
const release = () => {
  if (isHeld) document.dispatchEvent(new CustomEvent("briefbook:look"));
  isHeld = false;
};

/* What was written is marked at once; the page has it when the book has been built. */
const written = [];
const told = ({ say, token, id, range }) => {
  bar.say(say);
  if (!token) return;
  written.push(range);
  show("written", written);
  document.dispatchEvent(new CustomEvent("briefbook:look"));
  keepDone([...readDone(), token]);
  sessionStorage.setItem(SAID, JSON.stringify({ say, id, href: location.pathname }));
  if (where === "capture") setTimeout(() => location.reload(), WAIT);
};
/* The focus goes back to the words that a note is about, as far as they can have it. */
const giveBack = (state) => {
  const ref = state?.id && document.getElementById(`ref.${state.id}`);
  if (ref) ref.focus({ preventScroll: true });
  release();
};
const panel = makePanel({ article, where, told, closed: giveBack, listQuotes, show: (ranges) => show("chosen", ranges) });
const mender = makeMender({ article, told });

let reading = { unread: [], lost: [] };
let at = -1;
const next = () => {
  if (reading.where !== where) {
    location.assign(own.capture);
    return;
  }
  if (!reading.unread.length) return;
  at = (at + 1) % reading.unread.length;
  const one = reading.unread[at];
  const range = findRange(one);
  (range?.startContainer.parentElement ?? document.getElementById(`p.${one.paragraph}`))?.scrollIntoView({ block: "center" });
  panel.open({ kind: "quote", selection: { ...one, where }, range, isFocused: true });
};
const compose = () => panel.open({ kind: "quote", isFocused: true });
const undo = async () => {
  const tokens = readDone();
  if (!tokens.length) return;
  const reply = await ask("undo", { token: tokens.at(-1) });
  if (!reply.away) keepDone(tokens.slice(0, -1));
  const say = reply.ok ? `Taken back in ${reply.paths.join(", ")}.` : reply.why;
  bar.say(say);
  if (!reply.ok) return;
  sessionStorage.setItem(SAID, JSON.stringify({ say, href: location.pathname }));
  if (where === "capture") setTimeout(() => location.reload(), WAIT);
};
const mend = () => { mender.open(reading.lost[0]); };
const bar = makeBar({ next, compose, mend, undo, capture: where === "text" && own.capture });

const survey = async () => {
  reading = { unread: [], lost: [], ...await ask("unread", { article }) };
  bar.show(reading);
  if (reading.where === where) show("unread", reading.unread.map(findRange));
};

const change = async (id, isFocused) => {
  const note = await ask("look", { article, id });
  if (!note.ok) {
    bar.say(note.why);
    return;
  }
  panel.open({ ...note, id, isFocused });
};
const nearestNote = (element) => {
  const note = element?.closest("[id^='note.'], [id^='ref.']");
  return note ? note.id.replace(/^(note|ref)\./, "") : "";
};

let wasSelected = "";
const openSelection = () => {
  const found = readSelection(where);
  const key = found ? `${found.selection.paragraph} ${found.selection.before.length} ${found.selection.words}` : "";
  if (!found || key === wasSelected) return;
  wasSelected = key;
  const near = found.range.cloneContents().querySelector("mark.quote")?.dataset.a
    ?? found.range.startContainer.parentElement.closest("mark.quote")?.dataset.a ?? "";
  panel.open({ kind: "quote", ...found, near: near.split(" ")[0] });
};
const isOurs = (event) => event.composedPath().includes(host);
const isField = (event) => event.composedPath()[0].matches?.("input, select, textarea, [contenteditable]");

document.addEventListener("pointerup", (event) => {
  if (isOurs(event)) return;
  setTimeout(openSelection);
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("mark[data-a]");
  if (!mark || isOurs(event) || event.target.closest("a, button")) return;
  if (!getSelection().isCollapsed || !listTexts().some((text) => text.contains(mark))) return;
  change(mark.dataset.a.split(" ").at(-1), true);
});
/* What is typed into our fields is no business of the page, which has keys of its own. */
root.addEventListener("keydown", (event) => {
  if (isField(event)) event.stopPropagation();
});
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || host.hidden || isField(event)) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key === "z" && !event.shiftKey) {
    event.preventDefault();
    undo();
    return;
  }
  if (event.key === "Escape") panel.shut();
  if (isCommand || event.altKey) return;
  if (panel.isOpen() && !panel.hasFocus()) {
    /* The letters of a speaker's name go where they belong, and Tab leads there. */
    if (event.key === "Enter") panel.submit();
    else if (event.key.length === 1 || event.key === "Tab") panel.focus();
    if (event.key === "Enter" || event.key === "Tab") event.preventDefault();
    return;
  }
  if (!bar.hasKeys() || panel.isOpen()) return;
  if (event.shiftKey && event.key.startsWith("Arrow")) return;
  const acts = { m: next, w: compose, e: () => change(nearestNote(document.activeElement), true) };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
});
document.addEventListener("keyup", (event) => {
  if (event.key === "Shift" && !isOurs(event)) openSelection();
});

/* What was said before the page was loaded again is said once more. */
const recall = () => {
  const said = JSON.parse(sessionStorage.getItem(SAID) ?? "null");
  sessionStorage.removeItem(SAID);
  if (said?.href !== location.pathname) return;
  setTimeout(() => bar.say(said.say), WAIT);
  if (said.id) document.getElementById(`ref.${said.id}`)?.focus({ preventScroll: true });
};

const style = link("desk.css");
host.hidden = true;
style.addEventListener("load", () => { host.hidden = false; });
root.append(style, bar.element, panel.element, mender.element);
new MutationObserver(watchKeys).observe(root, { attributes: true, subtree: true, attributeFilter: ["hidden"] });
document.body.append(host);
addEventListener("DOMContentLoaded", stayAbove, { once: true });
keepDone(readDone());
recall();
survey();
