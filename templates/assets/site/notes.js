/* Where the style sheet cannot open the notes in the margin, this does. */
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 62em)");
  const open = () => all("details.notes").forEach((notes) => { notes.open = wide.matches; });
  wide.addEventListener("change", open);
  open();
}
