/* Small comforts on top of pages that work without them. */
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* Landing on a note or on marked words lights every piece of them. */
  const light = () => {
    all(".lit").forEach((one) => one.classList.remove("lit"));
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^(note|ref)\./, "");
    if (!id) return;
    all("mark[data-a]")
      .filter((mark) => mark.dataset.a.split(" ").includes(id))
      .forEach((mark) => mark.classList.add("lit"));
    document.getElementById(`note.${id}`)?.classList.add("lit");
  };

  /* The numbers of paragraphs become links that can be copied. */
  const number = (text) => {
    all("[id^='p.']", text).forEach((block) => {
      if (!block.matches("p, li, figure")) return;
      const name = block.id.slice(2);
      const link = Object.assign(document.createElement("a"), {
        className: "cite-me",
        href: `#${block.id}`,
        textContent: name,
      });
      link.setAttribute("aria-label", `Link to paragraph ${name}`);
      block.prepend(link);
    });
    text.classList.add("linked");
  };

  /* A field that narrows a long list; without scripts the whole list serves. */
  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const narrow = (list, words) => {
    all("section", list).forEach((group) => {
      const entries = all(".entries > li", group);
      entries.forEach((entry) => { entry.hidden = !fold(entry.textContent).includes(words); });
      group.hidden = entries.every((entry) => entry.hidden);
    });
  };
  const addFilter = (list) => {
    const field = Object.assign(document.createElement("input"), {
      className: "filter",
      type: "search",
      placeholder: list.dataset.filter,
    });
    field.setAttribute("aria-label", list.dataset.filter);
    field.addEventListener("input", () => narrow(list, fold(field.value)));
    list.before(field);
  };

  /* On paper nothing can be opened: what is folded is opened before printing. */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));

  addEventListener("hashchange", light);
  all(".text").forEach(number);
  all(".filterable").filter((list) => all("li", list).length > 8).forEach(addFilter);
  light();
})();
