/* The bar of the desk: how much is read, what comes next, what was done. */
import { make } from "./making.js";

const KEYS = "briefbook.desk.keys";

export const makeBar = ({ next, compose, mend, undo, capture }) => {
  const read = make("p", { className: "read" });
  const button = (text, act) => {
    const element = make("button", { type: "button", className: "plain", textContent: text });
    element.addEventListener("click", act);
    return element;
  };
  const go = button("Next (m)", next);
  const words = button("Type words (w)", compose);
  const back = button("Undo (Ctrl+Z)", undo);
  const cure = button("Mend", mend);
  const keys = button("", () => {
    localStorage.setItem(KEYS, hasKeys() ? "off" : "on");
    draw();
  });
  const hasKeys = () => localStorage.getItem(KEYS) !== "off";
  const draw = () => {
    keys.textContent = hasKeys() ? "Keys on" : "Keys off";
    keys.setAttribute("aria-pressed", String(hasKeys()));
  };
  const voice = make("p", { role: "status", className: "voice" });
  const link = capture && make("a", { href: capture, textContent: "Capture" });
  const element = make("section", { className: "bar", "aria-label": "Desk" },
    read, cure, go, words, back, link, keys, voice);
  draw();
  cure.hidden = true;
  back.hidden = true;
  return {
    element,
    hasKeys,
    say: (text) => { voice.textContent = text; },
    offerUndo: (isThere) => { back.hidden = !isThere; },
    show: ({ quotations, noted, lost, why }) => {
      const count = `${noted} of ${quotations} quotations have a note`;
      read.textContent = why ?? (quotations ? count : "No quotations here");
      go.hidden = noted >= quotations;
      cure.hidden = !lost?.length;
      cure.textContent = `Mend ${lost?.length === 1 ? "a lost quote" : `${lost?.length} lost quotes`}`;
    },
  };
};
