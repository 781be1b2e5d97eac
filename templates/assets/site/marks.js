/* Marks can be picked by who speaks or by issue, or switched off; a note and its words
   show that they belong together. */
{
  const text = document.querySelector(".text");
  const rail = document.querySelector(".rail");
  const idsOf = (mark) => mark.dataset.a.split(" ");
  const noteOf = (id) => document.getElementById(`note.${id}`);
  const marksOf = (id) => all("mark[data-a]", text).filter((mark) => idsOf(mark).includes(id));
  const refOf = (id) => document.getElementById(`ref.${id}`)?.closest(".noteref");

  const pick = (ids) => {
    text.classList.toggle("picking", ids.length > 0);
    all(".picked", text).forEach((one) => one.classList.remove("picked"));
    ids.forEach((id) => noteOf(id)?.closest(".more-notes")?.setAttribute("open", ""));
    ids.flatMap((id) => [noteOf(id), refOf(id), ...marksOf(id)])
      .forEach((one) => one?.classList.add("picked"));
  };

  const press = (pressed) => {
    const buttons = all("button", rail);
    const isOn = pressed.getAttribute("aria-pressed") === "true";
    buttons.forEach((one) => one.setAttribute("aria-pressed", String(one === pressed && !isOn)));
    text.classList.toggle("unmarked", pressed.value === "none" && !isOn);
    pick(isOn || pressed.value === "none" ? [] : pressed.value.split(" "));
  };

  const toButton = (item) => {
    const count = item.querySelector(".count");
    const name = item.querySelector("a").textContent;
    const button = make("button", { type: "button", value: item.dataset.notes, textContent: count.textContent });
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-label", `Only the ${count.textContent} notes on ${name}`);
    count.replaceWith(button);
  };

  const addSwitch = () => {
    const button = make("button", { type: "button", value: "none", textContent: "without marks" });
    button.setAttribute("aria-pressed", "false");
    rail.append(make("p", { className: "plain-text" }, button));
  };

  /* Of two that belong together, the other one is shown too. */
  const near = (event) => {
    all(".near").forEach((one) => one.classList.remove("near"));
    const note = event.target.closest?.("aside.note");
    const mark = event.target.closest?.("mark[data-a]");
    if (note) marksOf(note.id.replace("note.", "")).forEach((one) => one.classList.add("near"));
    if (mark) idsOf(mark).forEach((id) => noteOf(id)?.classList.add("near"));
  };

  if (text && rail) {
    all(".pick li:has(.count)", rail).forEach(toButton);
    addSwitch();
    rail.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) press(button);
    });
  }
  text?.addEventListener("pointerover", near);
  text?.addEventListener("pointerleave", near);
}
