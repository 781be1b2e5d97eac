/* The fields of each kind of note: how they are shown, and what is written of them. */
import { makeChooser } from "./chooser.js";
import { label, make } from "./making.js";

const KINDS = ["quote", "event", "claim", "note", "mention"];
const TYPES = ["person", "organization", "place", "group"];

const makeText = (words, changed, hint = "", tag = "input") => {
  const field = make(tag, tag === "input" ? { type: "text", autocomplete: "off" } : { rows: 3 });
  field.addEventListener("input", changed);
  return {
    element: label(words, field, hint),
    get: () => field.value.trim(),
    set: (value) => { field.value = value ?? ""; },
    focus: () => field.focus(),
  };
};
const makeSelect = (words, changed, options) => {
  const field = make("select");
  const fill = (choices) => {
    const before = field.value;
    field.replaceChildren(...choices.map(([value, say]) => make("option", { value, textContent: say })));
    if (choices.some(([value]) => value === before)) field.value = before;
  };
  fill(options);
  field.addEventListener("change", changed);
  return {
    element: label(words, field),
    fill,
    get: () => field.value,
    set: (value) => {
      if (value && ![...field.options].some((one) => one.value === value)) {
        field.append(make("option", { value, textContent: value }));
      }
      field.value = value ?? "";
    },
    focus: () => field.focus(),
  };
};
const first = (value) => (Array.isArray(value) ? value[0] ?? "" : value ?? "");
const split = (text) => text.split(",").map((part) => part.trim()).filter(Boolean);

/* An entry that is to be made with the note: its few fields, shown when it is needed. */
const makeMaker = (kind, more, changed) => {
  const element = make("fieldset", { className: "new", hidden: true });
  const legend = make("legend");
  const parts = more(changed);
  element.append(legend, ...Object.values(parts).map((part) => part.element));
  let made = null;
  return {
    element,
    begin(name, id) {
      made = { kind, id };
      legend.textContent = `New ${kind}: ${name}`;
      parts[Object.keys(parts)[0]].set(name);
      element.hidden = false;
      Object.values(parts)[1].focus();
    },
    drop() {
      made = null;
      element.hidden = true;
    },
    get() {
      if (!made) return null;
      const fields = Object.entries(parts).map(([name, part]) => [name, part.get()]);
      const given = fields.filter(([name, value]) => value && !(name === "type" && value === "person"));
      const read = ([name, value]) => [name, name === "scale" ? split(value) : value];
      return { ...made, fields: Object.fromEntries(given.map(read)) };
    },
  };
};
const actorParts = (changed) => ({
  name: makeText("Name", changed),
  type: makeSelect("What it is", changed, TYPES.map((type) => [type, type])),
  role: makeText("Office", changed, "as the text calls it; may be empty"),
});
const termParts = (changed) => ({
  term: makeText("Term", changed),
  definition: makeText("Definition", changed, "what it means here"),
});
const issueParts = (changed) => ({
  name: makeText("Name", changed),
  scale: makeText("Stances", changed, "from one end to the other, with commas"),
  question: makeText("Question", changed, "what is to be decided; may be empty"),
});

/* A chooser that can make what it does not find; ids are free, and of letters and figures. */
const makeChoosing = (words, kind, book, changed, more, hint, list = () => book.choices[kind]) => {
  let chooser;
  const maker = more && makeMaker(kind, more, changed);
  const begin = (name) => {
    const taken = new Set(Object.values(book.choices).flat().map((choice) => choice.id));
    const stem = book.toId(name) || kind;
    let id = stem;
    for (let rank = 2; taken.has(id); rank += 1) id = `${stem}-${rank}`;
    maker.begin(name, id);
    chooser.set(id);
  };
  const offer = maker && { words: `Make the ${kind}`, make: begin };
  chooser = makeChooser({ words, choices: list, maker: offer, hint, changed: () => {
    if (maker && maker.get() && chooser.get() !== maker.get().id) maker.drop();
    changed();
  } });
  return { ...chooser, element: make("div", {}, chooser.element, maker?.element), getNew: () => maker?.get() };
};

/* An issue and the stance on it; of a stance that is several labels all stay. */
const makePair = (book, changed) => {
  let before = ["", ""];
  const stance = makeSelect("Stance", changed, [["", ""]]);
  const listLabels = (name) => {
    const made = issue.getNew();
    const known = book.choices.issue.find((choice) => choice.id === name)?.labels ?? [];
    const own = made?.id === name ? made.fields.scale ?? [] : known;
    return [["", "no stance: the words are about it"], ...own.map((one) => [one, one])];
  };
  const update = () => {
    stance.fill(listLabels(issue.get()));
    stance.element.hidden = !issue.get();
    changed();
  };
  const issue = makeChoosing("Issue", "issue", book, update, issueParts, "");
  stance.element.hidden = true;
  return {
    element: make("div", { className: "fields" }, issue.element, stance.element),
    getNew: issue.getNew,
    focus: issue.focus,
    get: () => {
      const now = [issue.get(), stance.get()];
      return now[0] === before[0] && now[1] === first(before[1]) ? before : now;
    },
    set: (name, label) => {
      before = [name, label];
      issue.set(name);
      update();
      stance.set(first(label));
    },
  };
};
/* Issues with their stances: one pair, and a button for another. */
const makePairs = (book, changed) => {
  const pairs = [];
  const box = make("div", { className: "fields" });
  const add = () => {
    const pair = makePair(book, update);
    pairs.push(pair);
    box.append(pair.element);
    return pair;
  };
  const another = make("button", { type: "button", className: "plain", textContent: "Another stance" });
  const update = () => {
    another.hidden = pairs.some((pair) => !pair.get()[0]);
    changed();
  };
  another.addEventListener("click", () => {
    const pair = add();
    another.hidden = true;
    pair.focus();
  });
  add();
  another.hidden = true;
  return {
    element: make("div", { className: "fields" }, box, another),
    getNew: () => pairs.map((pair) => pair.getNew()).filter(Boolean),
    focus: () => pairs[0].focus(),
    get: () => pairs.map((pair) => pair.get()).filter(([issue]) => issue),
    set: (all) => all.forEach(([issue, label], rank) => (pairs[rank] ?? add()).set(issue, label)),
  };
};
const chooseQuote = (words, quotes, changed, hint) => makeChooser({ words, choices: () => quotes, changed, hint });

/* Each kind: its parts, what they write (`read`), and how a note fills them (`fill`). */
const FORMS = {
  quote: (book, quotes, changed) => {
    const parts = {
      speaker: makeChoosing("Speaker", "actor", book, changed, actorParts, ""),
      pairs: makePairs(book, changed),
    };
    const date = makeText("Date", changed, "if it is another than the article’s");
    return {
      parts,
      more: { date },
      read: (old) => {
        const pairs = parts.pairs.get();
        const stance = Object.fromEntries(pairs.filter(([, label]) => label));
        const issues = pairs.filter(([, label]) => !label).map(([issue]) => issue);
        const speaker = parts.speaker.get();
        return {
          ...(speaker || old.speaker ? { speaker: speaker || null } : {}),
          stance: Object.keys(stance).length ? stance : null,
          issues: issues.length ? issues : null,
          date: date.get() || null,
        };
      },
      fill: (old) => {
        parts.speaker.set(old.speaker ?? "");
        const issues = [old.issues ?? []].flat().map((name) => [name, ""]);
        parts.pairs.set([...Object.entries(old.stance ?? {}), ...issues]);
        date.set(old.date);
      },
    };
  },
  event: (book, quotes, changed) => {
    const update = () => {
      const isKnown = book.choices.event.some((choice) => choice.id === parts.event.get());
      [parts.date, parts.type, parts.actors].forEach(({ element }) => { element.hidden = isKnown; });
      changed();
    };
    const parts = {
      event: makeChooser({ words: "Event", choices: () => book.choices.event, changed: update,
        hint: "one that the book has, or the name of a new one" }),
      date: makeText("Date", changed, "such as 2023-08-30"),
      type: makeText("What it is", changed, "meeting, visit, statement, publication, …"),
      actors: makeChoosing("Who acted", "actor", book, changed, actorParts, ""),
    };
    const known = () => book.choices.event.find((choice) => choice.id === parts.event.get());
    return {
      parts,
      name: () => known()?.id ?? "",
      read: () => (known() ? {} : {
        name: parts.event.get() || null,
        date: parts.date.get() || null,
        type: parts.type.get() || null,
        actors: parts.actors.get() ? [parts.actors.get()] : null,
      }),
      fill: (old) => {
        parts.event.set(old.name ?? "");
        parts.date.set(old.date);
        parts.type.set(old.type);
        parts.actors.set(first(old.actors));
      },
    };
  },
  claim: (book, quotes, changed) => {
    const parts = {
      text: makeText("Claim", changed, "what is said to be so, in your words"),
      asserted: makeChoosing("Asserted by", "actor", book, changed, actorParts, ""),
      evidence: chooseQuote("Shown by the quote", quotes, changed, ""),
      disputed: makeChoosing("Disputed by", "actor", book, changed, actorParts, "may be empty"),
      against: chooseQuote("Disputed in the quote", quotes, changed, ""),
    };
    return {
      parts,
      isWordless: true,
      read: () => ({
        text: parts.text.get() || null,
        asserted_by: parts.asserted.get() || null,
        evidence: parts.evidence.get() ? [parts.evidence.get()] : null,
        disputed_by: parts.disputed.get()
          ? { [parts.disputed.get()]: parts.against.get() ? [parts.against.get()] : [] } : null,
      }),
      fill: (old) => {
        const [pair] = Object.entries(old.disputed_by ?? {});
        parts.text.set(old.text);
        parts.asserted.set(first(old.asserted_by));
        parts.evidence.set(first(old.evidence));
        parts.disputed.set(pair?.[0] ?? "");
        parts.against.set(first(pair?.[1]));
      },
    };
  },
  note: (book, quotes, changed) => {
    const parts = { body: makeText("Remark", changed, "Ctrl+Enter writes", "textarea") };
    return {
      parts,
      read: () => ({ body: parts.body.get() || null }),
      fill: (old) => parts.body.set(old.body),
    };
  },
  mention: (book, quotes, changed) => {
    const all = () => Object.values(book.choices).flat();
    const nobody = { id: "none", name: "Nobody and nothing of the book", also: ["none"], labels: [] };
    const list = () => [...all(), nobody];
    const parts = { who: makeChoosing("Means", "term", book, changed, termParts, "", list) };
    return { parts, read: () => ({ id: parts.who.get() || null }), fill: (old) => parts.who.set(old.id ?? "") };
  },
};

/* The fields of a kind with those that all kinds have. */
export const makeForm = (kind, book, quotes, changed) => {
  const form = FORMS[kind](book, quotes, changed);
  const access = makeSelect("Who may see it", changed, [["", "whoever sees the article"], ...book.editions.map((name) => [name, name])]);
  const comment = makeText("Comment", changed, "for whoever reads the file; never published");
  const rest = { ...form.more, ...(kind === "mention" ? {} : { access, comment }) };
  const more = make("details", { className: "more", hidden: Object.keys(rest).length === 0 },
    make("summary", { textContent: "More" }), ...Object.values(rest).map((part) => part.element));
  const parts = { ...form.parts, ...rest };
  return {
    ...form,
    kind,
    element: make("div", { className: "fields" }, ...Object.values(form.parts).map((part) => part.element), more),
    focus: () => Object.values(parts)[0].focus(),
    read: (old = {}) => ({
      ...form.read(old),
      ...(kind === "mention" ? {} : { access: access.get() || null, comment: comment.get() || null }),
    }),
    listNew: () => Object.values(parts).flatMap((part) => part.getNew?.() ?? []),
    fill: (old) => {
      form.fill(old);
      more.open = Object.keys(rest).some((name) => old[name]);
      access.set(old.access);
      comment.set(old.comment);
    },
  };
};

export { KINDS };
