/* From a disk, no page has its fonts when it is first drawn. They are shown once they are there,
   if nothing that is seen moves by that: else the page keeps their stand-ins. */
if (location.protocol === "file:") {
  const { fonts } = document;
  const folder = new URL("../fonts/source-", document.querySelector("link[rel=stylesheet]").href);
  const face = (family, file, weight) =>
    new FontFace(`Book ${family}`, `url("${folder}${family.toLowerCase()}-${file}.woff2")`, { weight });
  const faces = ["Serif", "Sans"].flatMap((family) => [
    face(family, "regular", "400"),
    face(family, "semibold", "600 700"),
  ]);
  const see = () => all("body *")
    .map((one) => [one.clientHeight, one.getBoundingClientRect()])
    .filter(([height, { top, bottom }]) => height && bottom > 0 && top < innerHeight)
    .map(([height, { top }]) => `${height} ${Math.round(top)}`)
    .join();
  Promise.all(faces.map((one) => one.load())).then(() => {
    const before = see();
    faces.forEach((one) => fonts.add(one));
    if (see() !== before) faces.forEach((one) => fonts.delete(one));
  }, () => {});
}
