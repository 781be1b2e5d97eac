/* The matrix: fields that narrow it, orders besides those of its heads, one issue at a time
   on a phone, and a cell that closes when one turns to something else. */
{
  const phone = matchMedia("(max-width: 40em)");

  const option = (textContent, value) => make("option", { textContent, value });

  const label = (words, control) =>
    make("label", { className: `by-${control.name}` }, make("span", { textContent: words }), control);

  const choose = (name, options) => {
    const control = make("select", { name });
    control.append(...options.map(([words, value]) => option(words, value)));
    return control;
  };

  const tick = (name) => make("input", { type: "checkbox", name });

  const nameOf = (head) => head.querySelector("a, span")?.textContent ?? head.textContent;

  const dayOf = (cell) => {
    const day = cell.querySelector("time, .when");
    return day?.dateTime ?? day?.dataset.day ?? "";
  };

  /* The fields, by their names. */
  const makeFields = (table) => {
    const issues = all("thead th", table).slice(1).map((head, n) => [nameOf(head), String(n + 1)]);
    const kinds = [...new Set(all("[data-kind]", table).map((row) => row.dataset.kind))].sort();
    return {
      issue: choose("issue", [["All issues", ""], ...issues]),
      who: make("input", { name: "who", type: "search" }),
      kind: choose("kind", [["All", ""], ...kinds.map((kind) => [kind, kind])]),
      order: choose("order", [["by name", ""], ["by kind", "kind"], ["newest first", "day"]]),
      changed: tick("changed"),
      own: tick("own"),
    };
  };

  const lay = (fields, status) => make(
    "form",
    { className: "tools" },
    label("Issue", fields.issue),
    label("Who", fields.who),
    label("Kind", fields.kind),
    label("Order", fields.order),
    label("only changed", fields.changed),
    label("only in their own words", fields.own),
    status,
  );

  const fits = (cell, fields) =>
    !cell.matches(".none")
    && (!fields.changed.checked || cell.querySelector(".moved"))
    && (!fields.own.checked || cell.matches(".own"));

  const isMeant = (row, fields) =>
    fold(row.cells[0].textContent).includes(fold(fields.who.value.trim()))
    && (!fields.kind.value || row.dataset.kind === fields.kind.value);

  const isAsked = ({ issue, who, kind, changed, own }) =>
    Boolean(issue.value || who.value.trim() || kind.value || changed.checked || own.checked);

  /* Show what the fields ask for; return how many rows and columns that are. */
  const narrow = (table, fields) => {
    const rows = [...table.tBodies[0].rows];
    const chosen = Number(fields.issue.value);
    const asked = isAsked(fields);
    const shown = new Set();
    rows.forEach((row) => {
      const cells = [...row.cells].slice(1);
      cells.forEach((cell) => cell.classList.toggle("out", !fits(cell, fields)));
      const left = cells.filter((cell) => !cell.matches(".out") && (!chosen || cell.cellIndex === chosen));
      row.hidden = asked && (!isMeant(row, fields) || !left.length);
      if (!row.hidden) left.forEach((cell) => shown.add(cell.cellIndex));
    });
    const columns = chosen ? new Set([chosen]) : shown;
    all("tr", table).forEach((row) => [...row.cells].slice(1).forEach((cell) => {
      cell.hidden = asked && !columns.has(cell.cellIndex);
    }));
    table.classList.toggle("one", Boolean(chosen));
    return [rows.filter((row) => !row.hidden).length, asked ? columns.size : null];
  };

  const newest = (row) =>
    [...row.cells].slice(1).filter((cell) => !cell.hidden).map(dayOf).sort().at(-1) ?? "";

  const arrange = (table, rows, by) => {
    const collator = new Intl.Collator(document.documentElement.lang);
    const orders = {
      "": () => 0,
      kind: (one, other) => collator.compare(one.dataset.kind, other.dataset.kind),
      day: (one, other) => collator.compare(newest(other), newest(one)),
    };
    all("[aria-sort]", table).forEach((head) => head.removeAttribute("aria-sort"));
    table.classList.toggle("by-kind", by === "kind");
    table.tBodies[0].append(...[...rows].sort(orders[by]));
  };

  const equip = (box) => {
    const table = box.querySelector("table");
    const rows = [...table.tBodies[0].rows];
    const heads = all("thead th", table);
    const fields = makeFields(table);
    const status = make("output");
    const form = lay(fields, status);
    const follow = () => {
      const [people, issues] = narrow(table, fields);
      status.textContent = issues === null ? "" : `${people} of ${rows.length} actors, ${issues} of ${heads.length - 1} issues`;
    };
    const choosePhone = () => {
      fields.issue.value = phone.matches && heads.length > 2 ? "1" : "";
      follow();
    };
    form.classList.toggle("few", !box.matches(".many"));
    form.addEventListener("input", follow);
    form.addEventListener("submit", (event) => event.preventDefault());
    fields.order.addEventListener("input", () => arrange(table, rows, fields.order.value));
    table.tHead.addEventListener("click", (event) => {
      if (!event.target.closest(".sort")) return;
      fields.order.value = "";
      table.classList.remove("by-kind");
    });
    phone.addEventListener("change", choosePhone);
    box.before(form);
    choosePhone();
  };

  /* Escape and a press elsewhere close what is open; Escape keeps the place of the reader. */
  const close = (cell, isKey) => {
    cell.open = false;
    if (isKey) cell.querySelector("summary").focus();
  };
  const opened = () => all(".matrix td > details[open]");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector(":popover-open, dialog[open]")) return;
    opened().forEach((cell) => close(cell, true));
  });
  addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".matrix details, .card, .matrix-box .peek")) opened().forEach((cell) => close(cell));
  });

  /* What was opened at the edge of the window comes into it. */
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches(".matrix td > details[open]")) target.lastElementChild.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, { capture: true });

  /* Of cells with one name only one is open: on paper all of them are. */
  const name = (words) => all(".matrix td > details").forEach((cell) => { cell.name = words; });
  addEventListener("beforeprint", () => name(""));
  addEventListener("afterprint", () => name("cell"));

  all(".matrix-box").forEach(equip);
}
