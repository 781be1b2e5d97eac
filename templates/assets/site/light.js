/* Landing on a note or on marked words lights every piece of them. */
{
  const find = (hash) => decodeURIComponent(hash.slice(1)).replace(/^(note|ref)\./, "");

  const light = () => {
    all(".lit").forEach((one) => one.classList.remove("lit"));
    const id = find(location.hash);
    if (!id) return;
    all("mark[data-a]")
      .filter((mark) => mark.dataset.a.split(" ").includes(id))
      .forEach((mark) => mark.classList.add("lit"));
    document.getElementById(`note.${id}`)?.classList.add("lit");
  };

  addEventListener("hashchange", light);
  light();
}
