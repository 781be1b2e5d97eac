/* Single keys to move about. They are listed by ? and by a button at the foot of the page,
   where they can be switched off. */
{
  const STORE = "briefbook.keys";
  const NOTES = ".text aside.note";
  const ENTRIES = [
    ".lead", ".entries > li", ".chronicle > li", ".quotes > .quote", ".claims > .claim",
    ".lately > li", ".mentions > li", ".terms > .part", ".standing", "tbody > tr",
  ].join(", ");
  const FIELDS = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

  /* From disk a browser may keep nothing, or refuse to be asked. */
  const recall = () => {
    try { return localStorage.getItem(STORE) !== "off"; } catch { return true; }
  };
  const remember = (isOn) => {
    try { localStorage.setItem(STORE, isOn ? "on" : "off"); } catch { /* it holds for this page */ }
  };
  let isOn = recall();

  const isSeen = (one) => one.getClientRects().length > 0;

  /* What j and k go through: the notes of an article, the entries of any other page. Notes
     that are folded under their paragraph are opened on the way. */
  const places = () => {
    const notes = all(NOTES).filter((note) => isSeen(note.closest(".notes")));
    return notes.length ? notes : all(`main :is(${ENTRIES})`).filter(isSeen);
  };

  const present = (list) => {
    const held = document.activeElement?.closest(`${NOTES}, ${ENTRIES}`);
    return list.indexOf(held);
  };

  /* Where nothing has the focus, the next is the first below the top of the window. */
  const pick = (list, step) => {
    const at = present(list);
    if (at >= 0) return list[at + step];
    const below = list.findIndex((one) => one.getBoundingClientRect().top > 0);
    return step > 0 ? list[below] : list.at(below < 0 ? -1 : Math.max(below - 1, 0));
  };

  const land = (place) => {
    unfold(place);
    const target = place.matches(".note") ? place : place.querySelector("a") ?? place;
    if (target === place) place.tabIndex = -1;
    target.focus({ preventScroll: true, focusVisible: true });
    place.scrollIntoView({ block: place.clientHeight < innerHeight ? "center" : "start", inline: "nearest" });
  };

  const step = (by) => {
    const place = pick(places(), by);
    if (place) land(place);
  };

  const link = (selector) => document.querySelector(selector);
  const follow = (selector) => link(selector)?.click();
  const has = (selector) => Boolean(link(selector));

  const UP = ".crumbs li:last-child a";
  const HOME = ".site-name a";
  const SEARCH = "dialog.search, a[href$='search.html']";
  const KEYS = {
    j: { words: () => (has(NOTES) ? "next note" : "next entry"), act: () => step(1), is: () => places().length },
    k: { words: () => (has(NOTES) ? "note before" : "entry before"), act: () => step(-1), is: () => places().length },
    n: { words: () => `next: ${link("a[rel=next]").textContent}`, act: () => follow("a[rel=next]"), is: () => has("a[rel=next]") },
    p: { words: () => `before: ${link("a[rel=prev]").textContent}`, act: () => follow("a[rel=prev]"), is: () => has("a[rel=prev]") },
    u: { words: () => `up: ${link(UP).textContent}`, act: () => follow(UP), is: () => has(UP) },
    h: { words: () => "home", act: () => follow(HOME), is: () => has(HOME) },
    "/": { words: () => "search", is: () => has(SEARCH) },
    "?": { words: () => "these keys", act: () => open(), is: () => true },
  };

  const list = () => {
    const known = Object.entries(KEYS).filter(([, key]) => key.is());
    return make("dl", {}, ...known.map(([name, key]) =>
      make("div", {}, make("dt", {}, make("kbd", { textContent: name })), make("dd", { textContent: key.words() }))));
  };

  const makeSwitch = () => {
    const box = make("input", { type: "checkbox", checked: isOn });
    box.addEventListener("change", () => {
      isOn = box.checked;
      remember(isOn);
    });
    return make("label", {}, box, " Single keys do something");
  };

  const open = () => {
    const close = make("button", { type: "submit", textContent: "Close" });
    const dialog = make(
      "dialog",
      { className: "key-help", id: "s.keys" },
      make("h2", { textContent: "Keys on this page" }),
      list(),
      makeSwitch(),
      make("form", { method: "dialog" }, close),
    );
    dialog.setAttribute("aria-label", "Keys on this page");
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
  };

  const isFree = (event) =>
    !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
    && !event.defaultPrevented && !event.composedPath()[0].closest?.(FIELDS)
    && !document.querySelector("dialog[open], [data-takes-keys]");

  /* Heard before all others, so that the switch holds for the key of the search too. */
  const press = (event) => {
    const key = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!key || !isFree(event)) return;
    if (!isOn) {
      event.stopImmediatePropagation();
    } else if (key.act && key.is()) {
      event.preventDefault();
      key.act();
    }
  };

  addEventListener("keydown", press, { capture: true });

  const button = make("button", { type: "button", textContent: "Keys" });
  button.addEventListener("click", open);
  document.querySelector(".colophon")?.append(make("p", { className: "key-button" }, button));
}
