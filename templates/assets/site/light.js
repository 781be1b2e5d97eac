/* Landing on a note or on marked words lights every piece of them, and opens the note. */
{
  const SPACE = 16;
  const find = (hash) => decodeURIComponent(hash.slice(1)).replace(/^(note|ref)\./, "");

  const open = (note) => {
    unfold(note);
    all("details", note).forEach((one) => { one.open = true; });
  };

  /* The words stand a third below the top (as the style sheet says); where the note would end
     below the window, they stand higher, as far as they can. */
  const show = (note, words) => {
    const room = .3 * innerHeight;
    const top = words.getBoundingClientRect().top + scrollY - room;
    const hidden = note.getBoundingClientRect().bottom + scrollY + SPACE - (top + innerHeight);
    if (hidden > 0) scrollTo({ top: top + Math.min(hidden, room - SPACE) });
  };

  const light = () => {
    all(".lit").forEach((one) => one.classList.remove("lit"));
    const id = find(location.hash);
    if (!id) return;
    const marks = all("mark[data-a]").filter((mark) => mark.dataset.a.split(" ").includes(id));
    const note = document.getElementById(`note.${id}`);
    marks.forEach((mark) => mark.classList.add("lit"));
    if (!note) return;
    note.classList.add("lit");
    open(note);
    if (marks.length && !location.hash.startsWith("#note.")) show(note, marks[0]);
  };

  addEventListener("hashchange", light);
  addEventListener("load", light);
  light();
}
