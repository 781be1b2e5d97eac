/* The rail tells where one is in the text. */
{
  const links = new Map(
    all(".rail .sections a").map((link) => [link.hash.slice(1), link]),
  );

  const mark = (id) => {
    links.forEach((link, name) => {
      if (name === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };

  /* The last heading above the middle of the window. */
  const find = (headings) => headings
    .filter((one) => one.getBoundingClientRect().top < innerHeight / 2)
    .at(-1);

  const headings = [...links.keys()]
    .map((id) => document.getElementById(decodeURIComponent(id)))
    .filter(Boolean);

  if (headings.length) {
    const follow = new IntersectionObserver(() => mark(find(headings)?.id), {
      rootMargin: "0px 0px -50% 0px",
    });
    headings.forEach((heading) => follow.observe(heading));
  }
}
