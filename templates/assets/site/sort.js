/* Tables that can be put in order: a button in each head, whose third press undoes it. */
{
  const FEW = 3;
  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  /* By what a cell is sorted, and behind what: nothing comes last, what is off a scale before it. */
  const keyOf = (cell) => {
    const chip = cell.querySelector(".chip");
    if (chip) return [chip.matches(".step-off") ? 1 : 0, chip.className + fold(chip.textContent)];
    const key = cell.dataset.key ?? cell.querySelector("time")?.dateTime ?? cell.textContent.trim();
    return [key && !cell.matches(".none") ? 0 : 2, key];
  };

  const compare = (sign) => (one, other) =>
    one.key[0] - other.key[0] || sign * words.compare(one.key[1], other.key[1]);

  const arrange = (rows, column, way) => {
    if (way === "none") return rows;
    return rows
      .map((row) => ({ row, key: keyOf(row.cells[column]) }))
      .sort(compare(way === "ascending" ? 1 : -1))
      .map((one) => one.row);
  };

  const addButton = (head) => {
    const link = head.querySelector("a");
    const button = make("button", { type: "button", className: "sort" });
    if (link) button.setAttribute("aria-label", `Sort by ${link.textContent}`);
    else button.append(...head.childNodes);
    head.insertBefore(button, head.querySelector(".ends"));
    return button;
  };

  const prepare = (table) => {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < FEW) return;
    const heads = all("thead th:not(.plain)", table);
    heads.forEach((head) => addButton(head).addEventListener("click", () => {
      const way = NEXT[head.ariaSort ?? "none"];
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      if (way !== "none") head.ariaSort = way;
      table.tBodies[0].append(...arrange(rows, head.cellIndex, way));
    }));
  };

  all(".sortable, .matrix").forEach(prepare);
}
