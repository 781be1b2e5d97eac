/* Runs before pages: what a keyboard should reach, and what it does reach and how that shows. */
{
  const NATIVE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const ranks = new Map();
  const reached = [];

  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const expected = () => [...document.querySelectorAll(NATIVE)].filter(
    (one) => !one.disabled && one.tabIndex >= 0 && shown(one),
  );
  const say = (one) => {
    const { left, top } = one.getBoundingClientRect();
    const words = (one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 40);
    return `${one.localName} “${words}” at ${Math.round(left)}, ${Math.round(top + scrollY)}`;
  };
  /* An outline that is not seen shows in forced colours, where shadows do not. */
  const has_ring = ({ outlineStyle, outlineWidth, outlineColor, boxShadow }) =>
    outlineStyle !== "none" && parseFloat(outlineWidth) >= 1
    && (outlineColor !== "rgba(0, 0, 0, 0)" || boxShadow !== "none");
  const in_sight = ({ left, top, right, bottom }) =>
    right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right - left > 2;

  addEventListener("focusin", ({ target }) => reached.push({
    target,
    ring: has_ring(getComputedStyle(target)),
    seen: in_sight(target.getBoundingClientRect()),
  }));

  window.tabbing = {
    count: () => expected().length,
    missed: () => expected().filter((one) => !reached.some(({ target }) => target === one)).map(say),
    jumps: () => {
      const order = expected();
      const places = reached.map(({ target }) => order.indexOf(target)).filter((place) => place >= 0);
      return places.flatMap((place, at) => (at && place < places[at - 1] && place ? [say(order[place])] : []));
    },
    unlit: () => reached.filter(({ ring }) => !ring).map(({ target }) => say(target)),
    unseen: () => reached.filter(({ seen }) => !seen).map(({ target }) => say(target)),
  };
}
