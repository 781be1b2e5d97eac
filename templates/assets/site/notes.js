/* Where the style sheet cannot open what stands open in the margin, or under a paragraph, this
   does. */
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 62em)");
  const open = () => {
    all(".notes").forEach((notes) => { notes.open = wide.matches; });
    all(".folded").forEach((notes) => { notes.open = !wide.matches; });
  };
  wide.addEventListener("change", open);
  open();
}
