/* Elements with their properties, attributes and children. */
let count = 0;

export const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  Object.entries(properties).forEach(([name, value]) => {
    if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  });
  element.append(...children.filter((child) => child || child === 0));
  return element;
};

export const newId = (stem) => {
  count += 1;
  return `${stem}-${count}`;
};

/* A field with its label above it. */
export const label = (words, field, hint = "") => {
  field.id ||= newId("field");
  const told = hint && make("span", { className: "hint", id: newId("hint"), textContent: hint });
  if (told) field.setAttribute("aria-describedby", told.id);
  return make("div", { className: "field" },
    make("label", { for: field.id, textContent: words }), field, told);
};

/* Letters and figures of a name, as ids have them. */
export const toId = (name) => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/ß/g, "ss").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
