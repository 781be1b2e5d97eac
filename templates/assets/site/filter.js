/* A field that narrows a long list; without scripts the whole list serves. */
{
  const FEW = 8;

  const narrow = (list, words) => {
    all("section", list).forEach((group) => {
      const entries = all(".entries > li", group);
      entries.forEach((entry) => { entry.hidden = !fold(entry.textContent).includes(words); });
      group.hidden = entries.every((entry) => entry.hidden);
    });
  };

  const add = (list) => {
    const field = make("input", { className: "filter", type: "search", placeholder: list.dataset.filter });
    field.setAttribute("aria-label", list.dataset.filter);
    field.addEventListener("input", () => narrow(list, fold(field.value)));
    list.before(field);
  };

  all(".filterable").filter((list) => all("li", list).length > FEW).forEach(add);
}
