/* The search: what the book knows, by name. Each file of its index holds what begins with
   the same letters, and is loaded when somebody types them; from disk as well. */
{
  const ROOT = new URL("../", document.currentScript.src);
  const PAUSE = 80;
  const SHOWN = 60;
  const NEAREST = 20;
  /* What is found is called: one, many, its rank among the groups, whether its words count, or its day. */
  let called = {};
  const call = (entry) => called[entry.kind] ?? [entry.kind, entry.kind, 0, false, false];
  const groupOf = (entry) => call(entry)[1];
  const isPassage = (entry) => call(entry)[3];
  const hasDay = (entry) => call(entry)[4];
  const STOPS = new Set(("a an and are as at be been but by for from had has have he her his in into is it its not" +
    " of on or our she so that the their they this to was we were which will with would").split(" "));
  const MONTHS = "january february march april may june july august september october november december".split(" ");
  const NO_SPACES = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\u{20000}-\\u{3ffff}";
  const IS_SINGLE = new RegExp(`^[${NO_SPACES}]`, "u");
  const TERM = new RegExp(`[${NO_SPACES}]+|(?:(?![${NO_SPACES}])[\\p{L}\\p{N}])+`, "gu");

  /* The file in which a term lies, as in jump.py. */
  const nameBeginning = (term) => {
    if (IS_SINGLE.test(term)) return `u${(term.codePointAt(0) >> 5).toString(16)}`;
    const letters = [...term];
    if (/^[0-9]+$/.test(term)) return letters.length > 1 ? term.slice(0, 4) : "";
    if (letters.length < 2) return "";
    const first = letters.slice(0, 3);
    if (/^[a-z0-9]+$/.test(first.join(""))) return first.join("");
    return `u${first.map((letter) => letter.codePointAt(0).toString(16)).join("-")}`;
  };

  const splitTerms = (words) => fold(words).match(TERM) ?? [];

  /* The words that lead somewhere; those that are everywhere where there are no others. */
  const splitTelling = (words) => {
    const terms = splitTerms(words);
    const telling = terms.filter((term) => !STOPS.has(term));
    return telling.length ? telling : terms;
  };

  /* Dates in figures, 2023-08-30 and 30/8/2023, as pages write them: 30 August 2023. */
  const sayDates = (words) => words
    .replace(/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g, "$3-$2-$1")
    .replace(/\b(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\b/g, (whole, year, month, day) =>
      MONTHS[month - 1] ? `${Number(day) || ""} ${MONTHS[month - 1]} ${year}` : whole)
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/gi, "$1");

  const isMonth = (term) => (month) => term.length > 2 && month.startsWith(term);
  const isDate = (term) => /^\d+$/.test(term) || MONTHS.some(isMonth(term));

  /* Words between single spaces, so that " word" finds beginnings; then any two as one word, and
     all of them: "Ing-wen" is typed as "ingwen" as well. */
  const space = (terms) => ` ${terms.join(" ")} `;
  const level = (words) => {
    const terms = splitTerms(words);
    return space([...terms, ...terms.slice(1).map((term, n) => terms[n] + term), terms.join("")]);
  };

  let known = [], shares = [];
  globalThis.jumps = (beginnings, words = {}, titled = "") => {
    known = beginnings.split(" ");
    called = words;
    shares = titled.split(" ");
  };

  const arrived = new Map();
  const awaited = new Map();
  const titles = new Map();

  globalThis.jump = (beginning, groups) => arrived.set(beginning, groups);
  globalThis.jumpTitles = (found) => Object.entries(found).forEach(([page, title]) => titles.set(page, title));

  const measure = (words) => ({ joined: splitTelling(words).join(""), leveled: level(words) });

  const unpack = ([page, entries]) => entries.map(([kind, title, link, say, who, ...more]) => {
    const context = (isPassage({ kind }) ? [who, say, titles.get(page)] : [say, who, titles.get(page)])
      .filter((words) => words && words !== title);
    const names = [title, ...more].map(measure);
    const whole = [...names, ...context.map(measure)].map((one) => one.leveled).join("");
    return { kind, title, more, context, names, whole,
      href: new URL(link && !link.startsWith("#") ? link : page + link, ROOT).href };
  });

  const ask = (name) => {
    if (!awaited.has(name)) awaited.set(name, new Promise((done) => {
      const script = make("script", { src: new URL(`search/${name}.js`, ROOT).href });
      script.onload = script.onerror = () => { script.remove(); done(); };
      document.head.append(script);
    }));
    return awaited.get(name);
  };

  /* The files in which the titles of pages lie, as in jump.py. */
  const nameShare = (page) => ([...page].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 16).toString(16);
  /* Where one file would be too large, there are several: their names go on behind a dot. */
  const isOf = (names) => (file) => names.has(file.split(".")[0]);

  /* The files of the terms, and those of a month: of one year, or of every year. */
  const listFiles = (terms) => {
    const year = terms.find((term) => /^\d{4}$/.test(term));
    const times = MONTHS.map((month, n) => terms.some((term) => isMonth(term)(month)) && `-${String(n + 1).padStart(2, "0")}`);
    const isTime = (file) => times.includes(file.slice(4, 7)) && (!year || file.startsWith(year));
    const isTerm = isOf(new Set(terms.map(nameBeginning).filter(Boolean)));
    return known.filter((file) => isTerm(file) || isTime(file));
  };

  const unpacked = new Map();
  const list = (group) => {
    if (!unpacked.has(group)) unpacked.set(group, unpack(group));
    return unpacked.get(group);
  };

  const load = async (terms) => {
    if (!terms.length) return [];
    await ask("jumps");
    const names = listFiles(terms);
    await Promise.all(names.map((name) => ask(`jump-${name}`)));
    const groups = names.flatMap((name) => arrived.get(name) ?? []);
    const wanted = shares.filter(isOf(new Set(groups.map(([page]) => nameShare(page)))));
    await Promise.all(wanted.map((name) => ask(`titles-${name}`)));
    return groups.flatMap(list);
  };

  /* A day is a whole word, all else its beginning; what is written without spaces, any part. */
  const begins = (leveled, term) =>
    leveled.includes(IS_SINGLE.test(term) ? term : /^\d\d?$/.test(term) ? ` ${term} ` : ` ${term}`);

  /* Whether a term is a word, or a beginning of it, but for one slip from the fourth letter on:
     a letter that is another, one too many, one too few, or two that changed places. */
  const isNear = (term, word) => {
    let at = 0;
    while (at < term.length && term[at] === word[at]) at++;
    const goesOn = (typed, from) => {
      const left = word.slice(from);
      return typed.length > 1 ? left.startsWith(typed) : left === typed;
    };
    const rest = term.slice(at + 1);
    return at > 2 && !isDate(term) && (goesOn(rest, at + 1) || goesOn(rest, at) || goesOn(term.slice(at), at + 1)
      || term[at] === word[at + 1] && term[at + 1] === word[at] && goesOn(rest.slice(1), at + 2));
  };

  /* How well a name answers: 0 by its very words, 2 by its beginning, 3 by words of it. */
  const grade = ({ joined, leveled }, terms) =>
    joined === terms.join("") ? 0
      : joined.startsWith(terms.join("")) ? 2
      : terms.every((term) => begins(leveled, term)) ? 3 : 4;

  /* An entry with how well it answers: what it lacks, slips counting half, and its grade. */
  const rate = (entry, terms) => {
    const { names, whole } = entry;
    const correct = (term) => begins(whole, term) ? term : whole.split(" ").find((word) => isNear(term, word));
    const meant = names.some((name) => grade(name, terms) < 3) ? terms : terms.map(correct).filter(Boolean);
    const lack = terms.length - meant.length + (meant.every((term) => terms.includes(term)) ? 0 : 0.5);
    const grades = names.map((name) => grade(name, meant));
    const best = Math.min(...grades), isOther = best < grades[0];
    return { ...entry, meant, lack, isOther,
      grade: isPassage(entry) ? (best < 3 ? 5 : 6)
        : best === 0 && isOther ? 1
        : best > 1 && hasDay(entry) && terms.every(isDate) ? 2 : best };
  };

  const compare = (one, other) => one.lack - other.lack
    || one.grade - other.grade
    || call(one)[2] - call(other)[2]
    || one.isOther - other.isOther
    || (hasDay(one) ? 0 : one.title.length - other.title.length || one.title.localeCompare(other.title));

  const search = async (words) => {
    const terms = splitTelling(sayDates(words));
    const rated = (await load(terms)).map((entry) => rate(entry, terms)).sort(compare);
    const seen = new Set();
    const isNew = ({ href, title }) => seen.size < seen.add(`${href} ${title}`).size;
    const near = rated.filter((entry) => entry.meant.length && isNew(entry));
    const exact = near.filter((entry) => !entry.lack);
    return { terms, isNear: near.length > 0 && !exact.length, found: exact.length ? exact : near.slice(0, NEAREST) };
  };

  /* The stretches of a text, [words, whether they were looked for], letter by letter. */
  const stress = (text, terms) => {
    const letters = [...text];
    const folded = letters.map((letter) => fold(letter));
    const starts = [];
    folded.reduce((at, part, n) => { for (let i = 0; i < part.length; i++) starts[at + i] = n; return at + part.length; }, 0);
    const whole = folded.join("");
    const lit = new Set();
    terms.forEach((term) => {
      for (let at = whole.indexOf(term); at >= 0; at = whole.indexOf(term, at + 1)) {
        const inside = !IS_SINGLE.test(term) && at > 0 && /[\p{L}\p{N}]/u.test(whole[at - 1]);
        for (let i = at; i < at + term.length && !inside; i++) lit.add(starts[i]);
      }
    });
    const parts = [];
    letters.forEach((letter, n) => {
      const last = parts.at(-1);
      if (last && last[1] === lit.has(n)) last[0] += letter;
      else parts.push([letter, lit.has(n)]);
    });
    return parts;
  };

  const show = (text, terms) => stress(text, terms).map(([words, is]) => is ? make("b", {}, words) : words);

  const showEntry = (entry) => {
    const terms = entry.meant, told = [entry.title, ...entry.context].map(splitTerms).map(space).join("");
    const also = entry.more
      .filter((word) => terms.some((term) => begins(level(word), term)))
      .filter((word) => !told.includes(space(splitTerms(word)).trimEnd()));
    const title = entry.kind === "quote" ? `“${entry.title.replace(/[“„]/g, "‘").replace(/”/g, "’")}”` : entry.title;
    const below = [...also, ...entry.context].flatMap((words, n) => [n ? " · " : "", ...show(words, terms)]);
    return make("li", {}, make("a", { href: entry.href, className: "hit" },
      make("span", { className: "kind", textContent: call(entry)[0] }), " ",
      showTitle(show(title, terms), title), " ",
      make("span", { className: "context" }, ...below)));
  };

  /* The language of a text that is in another script throughout, as in html.py. */
  const TONGUES = [
    ["ja", /[\u3041-\u30ff]/], ["zh", /\p{Script=Han}/u], ["ko", /\p{Script=Hangul}/u],
    ["ug", /[\u06c6-\u06c8\u06cb\u06d0\u06ad]/], ["ar", /\p{Script=Arabic}/u], ["he", /\p{Script=Hebrew}/u],
  ];
  const nameTongue = (text) => /\p{Script=Latin}/u.test(text) ? "" : TONGUES.find(([, letters]) => letters.test(text))?.[0] ?? "";

  const showTitle = (words, text) => {
    const title = make("span", { className: "title" }, ...words);
    const tongue = nameTongue(text);
    return tongue ? Object.assign(title, { lang: tongue, dir: "auto" }) : title;
  };

  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  /* A field with what it finds, to stand in a page or in a dialog. */
  const makeSearch = (tell = () => {}) => {
    const field = make("input", { type: "search", autocomplete: "off", spellcheck: false, placeholder: "Names, offices, words, dates" });
    field.setAttribute("aria-label", "Search");
    field.setAttribute("enterkeyhint", "go");
    const status = make("p", { className: "status" });
    status.setAttribute("role", "status");
    const kinds = make("div", { className: "kinds" });
    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", "Kinds");
    const list = make("ol", { className: "hits" });
    const box = make("div", { className: "finder" }, field, kinds, status, list);
    let last = { terms: [], found: [], isNear: false }, only = "", timer = 0, turn = 0;

    const links = () => all("a", list);

    const choose = (group) => {
      only = group;
      draw();
      kinds.querySelector("[aria-pressed=true]")?.focus();
    };

    const makeFilter = ([group, number]) => {
      const shown = make("span", { className: "number", textContent: number });
      const button = make("button", { type: "button" }, `${group || "All"} `, shown);
      button.setAttribute("aria-pressed", String(only === group));
      button.addEventListener("click", () => choose(group));
      return button;
    };

    const drawFilters = () => {
      const groups = [...last.found].sort((one, other) => call(one)[2] - call(other)[2]).map(groupOf);
      const counts = [...new Set(groups)].map((group) => [group, groups.filter((one) => one === group).length]);
      if (!counts.some(([group]) => group === only)) only = "";
      const choices = counts.length > 1 ? [["", last.found.length], ...counts] : [];
      kinds.replaceChildren(...choices.map(makeFilter));
    };

    const draw = () => {
      drawFilters();
      const wanted = last.found.filter((entry) => !only || groupOf(entry) === only);
      list.replaceChildren(...wanted.slice(0, SHOWN).map(showEntry));
      const more = wanted.length > SHOWN ? `, the first ${SHOWN} shown` : "";
      status.textContent = !last.terms.length ? ""
        : last.isNear ? "Nothing has all of these words: this comes nearest"
        : wanted.length ? `${count(wanted.length, "result", "results")}${more}`
        : last.terms.some(nameBeginning) ? "Nothing found" : "Go on typing";
      status.classList.toggle("unseen", kinds.childElementCount > 0 && !more && !last.isNear);
    };

    const look = async () => {
      const mine = ++turn;
      const found = await search(field.value);
      if (mine === turn) { last = found; draw(); tell(field.value.trim()); }
    };

    const move = (step) => {
      const places = [field, ...links()];
      const at = places.indexOf(document.activeElement);
      places[Math.min(Math.max(at + step, 0), places.length - 1)].focus();
    };

    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); });
    box.addEventListener("keydown", async (event) => {
      const inField = event.target === field;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && inField) {
        event.preventDefault();
        clearTimeout(timer);
        await look();
        links()[0]?.click();
      } else if (!inField && event.key.length === 1 && event.key !== " " && event.target.matches("a")) {
        field.focus();
      }
    });
    return { box, field, look };
  };

  /* The dialog, made when it is first asked for. */
  let dialog, inner;

  /* The focus leaves a closed dialog some time later: until then, keys would go to its field. */
  const closeDialog = () => {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  };

  const openDialog = () => {
    if (!dialog) {
      const page = make("a", { className: "as-page", href: new URL("search.html", ROOT).href, textContent: "Search as a page" });
      inner = makeSearch((words) => { page.href = new URL(`search.html?q=${encodeURIComponent(words)}`, ROOT).href; });
      const close = make("button", { type: "button", className: "close", textContent: "Close" });
      close.addEventListener("click", closeDialog);
      dialog = make("dialog", { className: "search" }, inner.box,
        make("p", { className: "foot" }, make("span", { className: "keys", textContent: "↑ ↓ to move, Enter to go, Esc to close" }), page, close));
      dialog.setAttribute("aria-label", "Search");
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("a.hit")) closeDialog();
      });
      dialog.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); closeDialog(); }
      });
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    inner.field.select();
  };

  /* Full text, where the site was published with it: over http alone, its index needs that. */
  const makeFullText = (place, address) => {
    const hits = make("ol", { className: "hits" });
    const said = make("p", { className: "status" });
    said.setAttribute("role", "status");
    const heading = make("h2", { id: "s.texts", textContent: "In the texts" });
    const part = make("section", { className: "part", hidden: true }, heading, make("div", { className: "inner finder" }, said, hits));
    part.setAttribute("aria-labelledby", "s.texts");
    place.after(part);
    let program, turn = 0;

    const readExcerpt = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes]
      .map((node) => node.nodeName === "MARK" ? make("b", {}, node.textContent) : node.textContent);

    const showPage = (page) => make("li", {}, make("a", { className: "hit", href: page.url },
      make("span", { className: "kind", textContent: "Text" }), " ",
      make("span", { className: "title", textContent: page.meta.title ?? page.url }), " ",
      make("span", { className: "context" }, ...readExcerpt(page.excerpt))));

    return async (words) => {
      const mine = ++turn;
      part.hidden = !words;
      if (!words) return;
      try {
        program ??= import(new URL(address, ROOT).href);
        const { results } = await (await program).search(words);
        const pages = await Promise.all(results.slice(0, 20).map((result) => result.data()));
        if (mine !== turn) return;
        hits.replaceChildren(...pages.map(showPage));
        said.textContent = results.length ? count(results.length, "text", "texts") : "Nothing found";
      } catch {
        said.textContent = "Full text is to be had on the published site only.";
      }
    };
  };

  const remember = (words) => {
    const place = new URL(location.href);
    words ? place.searchParams.set("q", words) : place.searchParams.delete("q");
    try { history.replaceState(history.state, "", place); } catch { /* some forbid it on disk */ }
  };

  const here = document.querySelector(".search-here");

  const fill = (place) => {
    const isServed = location.protocol.startsWith("http");
    let later = 0;
    const lookUp = place.dataset.fullText && isServed ? makeFullText(place, place.dataset.fullText) : () => {};
    const finder = makeSearch((words) => {
      remember(words);
      clearTimeout(later);
      later = setTimeout(() => lookUp(words), 250);
    });
    place.append(finder.box);
    finder.field.value = new URLSearchParams(location.search).get("q") ?? "";
    finder.look();
    finder.field.focus({ preventScroll: true });
    return finder;
  };

  const onPage = here && fill(here);

  const open = () => onPage ? onPage.field.select() : openDialog();

  all("a.find").forEach((link) => {
    link.setAttribute("aria-keyshortcuts", "/");
    link.append(make("kbd", { textContent: "/", ariaHidden: "true" }));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open();
    });
  });

  addEventListener("keydown", (event) => {
    const isWriting = event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    open();
  });
}
