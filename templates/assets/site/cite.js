/* The number of a paragraph offers a citation, a link to it, and a link to its words. */
{
  const WORDS = 5;
  const citation = document.querySelector("#s\\.citation");

  const address = (fragment) => {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    return `${canonical ?? location.href.split("#")[0]}#${fragment}`;
  };

  /* The words of a paragraph without its numbers and buttons. */
  const read = (block) => {
    const copy = block.cloneNode(true);
    all(".noteref, .cite-me, .peek, ul, ol", copy).forEach((one) => one.remove());
    return copy.textContent.trim().split(/\s+/);
  };

  /* A text fragment may not hold what divides its parts. */
  const encode = (words) => encodeURIComponent(words.join(" ")).replace(/-/g, "%2D");

  const find = (block) => {
    const words = read(block);
    if (words.length <= 2 * WORDS) return encode(words);
    return `${encode(words.slice(0, WORDS))},${encode(words.slice(-WORDS))}`;
  };

  const copy = async (field, button) => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };

  const offer = (label, value) => {
    const field = make("input", { type: "text", readOnly: true, value });
    const button = make("button", { type: "button", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy ${label.toLowerCase()}`);
    button.addEventListener("click", () => copy(field, button));
    field.addEventListener("focus", () => field.select());
    return make("div", {}, make("label", {}, make("span", { textContent: label }), field), button);
  };

  const open = (link) => {
    const block = link.parentElement;
    const here = address(block.id);
    const said = citation.textContent.trim().replace(/\.$/, "");
    const box = make(
      "div",
      { className: "cite-box", popover: "auto" },
      make("p", { className: "label", textContent: `Paragraph ${link.textContent}` }),
      offer("Citation", `${said}, paragraph ${link.textContent}. ${here}`),
      offer("Link", here),
      offer("Link to the words", `${here}:~:text=${find(block)}`),
    );
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `Cite paragraph ${link.textContent}`);
    box.addEventListener("toggle", (event) => { if (event.newState === "closed") box.remove(); });
    link.after(box);
    box.showPopover({ source: link });
  };

  const listen = (event) => {
    const link = event.target.closest(".cite-me");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    open(link);
  };

  if (citation && "popover" in HTMLElement.prototype) {
    all(".text").forEach((text) => text.addEventListener("click", listen));
  }
}
