/* A preview opens under a mouse that rests on a link. Fingers and keys have the ring behind it. */
{
  const REST = 500;
  const LEAVE = 300;
  let timer = 0;
  let shown = null;

  const ringOf = (target) => {
    const link = target.closest?.("a, .peek");
    const ring = link?.matches("a") ? link.nextElementSibling : link;
    return ring?.matches(".peek") ? ring : null;
  };

  const cardOf = (ring) => document.getElementById(ring.getAttribute("popovertarget"));

  const show = (ring) => {
    const card = cardOf(ring);
    if (!card || document.querySelector(":popover-open, dialog[open]")) return;
    card.showPopover({ source: ring });
    shown = card;
  };

  const hide = () => {
    if (shown?.matches(":popover-open")) shown.hidePopover();
    shown = null;
  };

  const follow = (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const ring = ringOf(event.target);
    clearTimeout(timer);
    if (shown) {
      const isNear = shown.contains(event.target) || (ring && cardOf(ring) === shown);
      if (!isNear) timer = setTimeout(hide, LEAVE);
    } else if (ring) {
      timer = setTimeout(() => show(ring), REST);
    }
  };

  /* Who presses the ring of a preview that rests open wants it to stay. */
  const keep = (event) => {
    const ring = ringOf(event.target);
    if (!shown || event.target !== ring || cardOf(ring) !== shown) return;
    event.preventDefault();
    shown = null;
  };

  if ("popover" in HTMLElement.prototype) {
    addEventListener("pointerover", follow);
    addEventListener("pointerdown", () => clearTimeout(timer));
    addEventListener("click", keep);
    document.documentElement.addEventListener("pointerleave", () => clearTimeout(timer));
  }
}
