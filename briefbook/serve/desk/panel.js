/* The panel beside selected words: it shows the line that will be written, and writes it. */
import { KINDS, makeForm } from "./fields.js";
import { label, make, toId } from "./making.js";
import { ask } from "./talk.js";

const PAUSE = 60;

/* `told` is given what was written or taken away; `closed` is called when the panel closes. */
export const makePanel = ({ article, where, told, closed, listQuotes, show }) => {
  const title = make("h2", { id: "desk-title" });
  const close = make("button", { type: "button", className: "plain", textContent: "Close" });
  const kinds = make("select");
  KINDS.forEach((kind) => kinds.append(make("option", { value: kind, textContent: kind })));
  const kindField = label("Kind", kinds);
  const words = make("p", { className: "words" });
  const typed = make("input", { type: "text", autocomplete: "off" });
  const typedField = label("Words of the text", typed, "as they stand there");
  const body = make("div");
  const line = make("pre", { tabIndex: 0, role: "group", "aria-label": "The lines that will be written" });
  const path = make("p", { className: "path" });
  const problems = make("ul", { className: "problems" });
  const status = make("p", { role: "status", className: "status" });
  const write = make("button", { type: "submit", textContent: "Write" });
  const remove = make("button", { type: "button", className: "plain", textContent: "Remove" });
  const form = make("form", { className: "panel", hidden: true, "aria-labelledby": "desk-title", noValidate: true },
    make("div", { className: "head" }, title, close), words, typedField, kindField, body,
    make("div", { className: "line" }, path, line), problems, status,
    make("div", { className: "foot" }, write, remove));

  let state = null;
  let fields = null;
  let turn = 0;
  let timer;
  const isOpen = () => !form.hidden;

  const request = () => ({
    article,
    kind: state.kind,
    id: state.id ?? "",
    version: (state.there ?? state).version ?? "",
    name: fields.name?.() ?? "",
    selection: state.id || fields.isWordless ? null : readPlace(),
    fields: fields.read(state.fields),
    new: fields.listNew(),
  });
  const readPlace = () => state.selection ?? { where, paragraph: 0, words: typed.value, before: "" };

  const say = (text, isAlarm = false) => {
    status.textContent = text;
    status.classList.toggle("alarm", isAlarm);
  };
  const drawProblem = ({ severity, message, cure }) =>
    make("li", { className: severity }, make("b", { textContent: severity }), ` ${message}`,
      cure && make("span", { textContent: ` ${cure}` }));
  const draw = (reply) => {
    const added = (reply.added ?? []).map((one) => `${one.path}\n${one.lines}\n\n`).join("");
    path.textContent = reply.path ? `${reply.path}, line ${reply.line}` : "";
    line.textContent = added + (reply.lines ?? "");
    line.hidden = !reply.lines;
    problems.replaceChildren(...(reply.problems ?? []).map(drawProblem));
    if (fields.kind === "quote" && reply.guess) {
      fields.parts.speaker.say(`if left empty: ${reply.guess.speaker}, from “${reply.guess.words}”`);
    }
    /* A note without an id is known by its words: one that is there is changed. */
    if (reply.there && !state.there) {
      state.there = reply.there;
      fields.fill(reply.there.fields);
      remove.hidden = false;
      changed();
    }
    if (reply.why) say(reply.why, true);
    else say((reply.problems ?? []).some((one) => one.severity === "error") ? "This cannot be written yet." : "Enter writes this.");
  };
  const propose = async () => {
    const mine = ++turn;
    const reply = await ask("propose", request());
    if (mine === turn && isOpen()) draw(reply);
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(propose, PAUSE);
  };

  const setKind = (kind) => {
    state.kind = kind;
    state.there = null;
    remove.hidden = !state.id;
    kinds.value = kind;
    fields = makeForm(kind, state.book, listQuotes(), changed);
    body.replaceChildren(fields.element);
    if (state.fields) fields.fill(state.fields);
    const isTyped = !state.selection && !state.id && !fields.isWordless;
    typedField.hidden = !isTyped;
    if (kind === "claim" && state.near) fields.parts.evidence.set(state.near);
  };
  const open = async (next) => {
    const book = await ask("names");
    if (!book.ok) {
      told({ say: book.why });
      return false;
    }
    state = { ...next, book: { ...book, toId } };
    title.textContent = state.id ? `Change “${state.id}”` : "New note";
    words.textContent = state.selection?.words ?? "";
    words.hidden = !state.selection;
    kindField.hidden = Boolean(state.id);
    typed.value = "";
    form.hidden = false;
    setKind(state.kind);
    line.hidden = true;
    problems.replaceChildren();
    show(state.range ? [state.range] : []);
    if (state.isFocused) (typedField.hidden ? fields : typed).focus();
    await propose();
    uncover(state?.range);
    return true;
  };
  /* On a narrow window the panel would lie over the words that it is about. */
  const uncover = (range) => {
    const words = range?.getBoundingClientRect();
    const own = form.getBoundingClientRect();
    const isCovered = words && words.bottom > own.top && words.right > own.left;
    if (isCovered && own.top > 0) scrollBy({ top: words.bottom - own.top + 24, behavior: "instant" });
  };
  const shut = () => {
    if (!isOpen()) return;
    clearTimeout(timer);
    turn += 1;
    form.hidden = true;
    show([]);
    closed(state);
    state = null;
  };

  /* What the file says by now is shown in place of what was chosen for an older state. */
  const lookAgain = async (why) => {
    if (state.id) {
      const note = await ask("look", { article, id: state.id });
      if (!note.ok) return;
      state = { ...state, fields: note.fields, version: note.version };
      setKind(note.kind);
    }
    state.there = null;
    clearTimeout(timer);
    await propose();
    clearTimeout(timer);
    say(why, true);
  };
  let isBusy = false;
  const send = async (name, asked, what) => {
    if (isBusy) return;
    isBusy = true;
    say("Writing …");
    clearTimeout(timer);
    turn += 1;
    const reply = await ask(name, asked);
    isBusy = false;
    if (!reply.ok) {
      if (reply.lines) draw(reply);
      say(reply.why, true);
      if ((state.id || state.there) && !reply.away) await lookAgain(reply.why);
      return;
    }
    const range = name === "write" ? state.range : null;
    told({ say: what(reply), token: reply.token, id: state.id || reply.id, range });
    shut();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send("write", request(), (reply) => `Written to ${reply.path}, line ${reply.line}. Ctrl+Z takes it back.`);
  });
  form.addEventListener("keydown", (event) => {
    /* Browsers send a form by Enter from a line of text alone. */
    const isOther = event.ctrlKey || event.metaKey || event.composedPath()[0].matches("select");
    if (event.key === "Enter" && isOther) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.key !== "Escape") return;
    shut();
    event.stopPropagation();
  });
  kinds.addEventListener("change", () => {
    state.fields = null;
    setKind(kinds.value);
    propose();
  });
  typed.addEventListener("input", changed);
  close.addEventListener("click", shut);
  remove.addEventListener("click", () => {
    const what = state.id ? `“${state.id}”` : `the ${state.kind}`;
    send("remove", request(), () => `Removed ${what}. Ctrl+Z takes it back.`);
  });
  return { element: form, open, shut, isOpen, focus: () => fields.focus(), submit: () => form.requestSubmit(), hasFocus: () => form.contains(form.getRootNode().activeElement) };
};
