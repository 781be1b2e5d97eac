/* What lies under "More" in the menu closes by Esc, and when one goes elsewhere. */
{
  const rest = document.querySelector(".rest");

  const leave = (event) => { if (!rest.contains(event.target)) rest.open = false; };

  if (rest) {
    document.addEventListener("focusin", leave);
    document.addEventListener("click", leave);
    rest.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !rest.open) return;
      rest.open = false;
      rest.firstElementChild.focus();
    });
  }
}
