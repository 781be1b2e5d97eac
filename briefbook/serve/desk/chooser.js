/* A field whose list narrows while one types: a combobox as in ARIA's patterns. */
import { make, newId } from "./making.js";

const SHOWN = 8;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/* How well a choice fits what was typed: less is better, null where it does not. */
const rate = (choice, typed) => {
  const names = [choice.name, choice.id, ...choice.also].map(fold);
  const ranks = names.map((name) => {
    if (name === typed) return 0;
    if (name.startsWith(typed)) return 1;
    if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed))) return 2;
    return name.includes(typed) ? 3 : null;
  });
  return ranks.reduce((best, rank) => (rank !== null && (best === null || rank < best) ? rank : best), null);
};

const pick = (choices, typed) => choices
  .map((choice) => [rate(choice, fold(typed.trim())), choice])
  .filter(([rank]) => rank !== null)
  .sort(([one], [other]) => one - other)
  .slice(0, SHOWN)
  .map(([, choice]) => choice);

/* `maker` is { words, make }: what is offered where nothing is called as was typed. */
export const makeChooser = ({ words, choices, maker, changed, hint = "" }) => {
  const listId = newId("list");
  const input = make("input", {
    type: "text", role: "combobox", autocomplete: "off", spellcheck: false, id: newId("field"),
    "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list",
  });
  const list = make("ul", { role: "listbox", id: listId, hidden: true, "aria-label": words });
  const told = make("span", { className: "hint", id: newId("hint"), textContent: hint });
  input.setAttribute("aria-describedby", told.id);
  let value = "";
  let offered = [];
  let at = -1;

  const isOpen = () => !list.hidden;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const leave = () => {
    close();
    changed();
  };
  const point = (next) => {
    at = next;
    [...list.children].forEach((option, rank) => {
      option.setAttribute("aria-selected", String(rank === at));
      if (rank === at) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  };
  const open = () => {
    const typed = input.value.trim();
    const found = pick(choices(), typed).map((choice) => ({ choice, say: choice.name }));
    const isNew = maker && typed && !found.some(({ choice }) => fold(choice.name) === fold(typed));
    offered = isNew ? [...found, { typed, say: `${maker.words} “${typed}”` }] : found;
    list.replaceChildren(...offered.map(({ say, choice }) => {
      const option = make("li", { role: "option", id: newId("option"), textContent: say });
      if (choice && choice.id !== choice.name) option.append(make("span", { className: "id", textContent: ` ${choice.id}` }));
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(offered[[...list.children].indexOf(option)]);
      });
      return option;
    }));
    list.hidden = offered.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (offered.length) point(0);
    else close();
  };
  const set = (id) => {
    value = id;
    input.value = choices().find((choice) => choice.id === id)?.name ?? id;
    close();
  };
  const take = (one) => {
    close();
    if (!one) return;
    if (one.choice) set(one.choice.id);
    else maker.make(one.typed);
    changed();
  };

  input.addEventListener("input", () => {
    value = "";
    open();
    changed();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      if (isOpen()) point((at + step + offered.length) % offered.length);
      else open();
      event.preventDefault();
    } else if (event.key === "Enter" && isOpen()) {
      take(offered[at]);
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Escape" && isOpen()) {
      leave();
      event.stopPropagation();
    } else if (event.key === "Tab" && isOpen() && input.value.trim() && offered[at]?.choice) {
      take(offered[at]);
    }
  });
  input.addEventListener("blur", () => {
    if (isOpen()) leave();
  });

  const element = make("div", { className: "field chooser" },
    make("label", { for: input.id, textContent: words }), input, list, told);
  return {
    element,
    set,
    /* What was chosen; what was typed and left so is sent as it is, so that it is judged. */
    get: () => value || (isOpen() ? "" : input.value.trim()),
    focus: () => input.focus(),
    say: (text) => { told.textContent = text; },
    isOpen,
  };
};
