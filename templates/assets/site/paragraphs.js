/* The numbers of paragraphs become links that can be copied. */
{
  const number = (text) => {
    all("[id^='p.']", text).filter((block) => block.matches("p, li, figure")).forEach((block) => {
      const name = block.id.slice(2);
      const link = make("a", { className: "cite-me", href: `#${block.id}`, textContent: name });
      link.setAttribute("aria-label", `Link to paragraph ${name}`);
      block.prepend(link);
    });
    text.classList.add("linked");
  };

  all(".text").forEach(number);
}
