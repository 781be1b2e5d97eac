/* A lost quote: the passage that is nearest, and one button that puts its words in place. */
import { make } from "./making.js";
import { ask } from "./talk.js";

export const makeMender = ({ article, told }) => {
  const title = make("h2", { id: "desk-mend" });
  const change = make("p", { className: "words" });
  const line = make("pre", { tabIndex: 0, role: "group", "aria-label": "The lines that will be written" });
  const status = make("p", { role: "status", className: "status" });
  const write = make("button", { type: "submit", textContent: "Write the nearest passage" });
  const close = make("button", { type: "button", className: "plain", textContent: "Close" });
  const form = make("form", { className: "panel", hidden: true, "aria-labelledby": "desk-mend" },
    make("div", { className: "head" }, title, close), change, line, status, make("div", { className: "foot" }, write));
  let id = "";

  const open = async (lost) => {
    id = lost;
    title.textContent = `Lost: “${id}”`;
    const found = await ask("mend", { article, id });
    change.textContent = found.difference ?? "";
    line.textContent = found.lines ?? "";
    line.hidden = !found.lines;
    write.hidden = !found.ok;
    status.textContent = found.ok ? "If this passage is meant, write it." : found.why;
    form.hidden = false;
    (found.ok ? write : close).focus();
  };
  const shut = () => { form.hidden = true; };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reply = await ask("mend", { article, id, write: true });
    if (!reply.ok) {
      status.textContent = reply.why;
      return;
    }
    shut();
    told({ say: `Mended “${id}” in ${reply.path}. Ctrl+Z takes it back.`, token: reply.token, id });
  });
  close.addEventListener("click", shut);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  return { element: form, open, shut, isOpen: () => !form.hidden };
};
