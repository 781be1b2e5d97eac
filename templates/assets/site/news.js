/* A returning reader is told what was not there the last time. Nothing leaves the browser. */
{
  const HALF_AN_HOUR = 30 * 60 * 1000;
  const name = `briefbook ${location.pathname}`;
  const items = all(".fresh li:has(a)");
  const keyOf = (item) => item.textContent.replace(/\s+/g, " ").trim();

  const read = () => {
    try { return JSON.parse(localStorage.getItem(name)) ?? {}; } catch { return {}; }
  };
  const write = (seen) => {
    try { localStorage.setItem(name, JSON.stringify(seen)); } catch { /* Nothing is kept. */ }
  };

  /* What was there in the visit before this one: a visit ends after half an hour. */
  const turn = (seen, keys) => {
    const isSame = seen.at && Date.now() - seen.at < HALF_AN_HOUR;
    return isSame
      ? { ...seen, now: keys, at: Date.now() }
      : { before: seen.now, since: seen.at, now: keys, at: Date.now() };
  };

  const flag = (item) => {
    const place = item.querySelector(".name, .who") ?? item;
    place.append(" ", make("span", { className: "flag new", textContent: "new" }));
  };

  const tell = (count, since) => {
    const day = new Date(since).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const words = `New since your last visit on ${day}: ${count}`;
    document.querySelector("main .head")?.append(make("p", { className: "news facts", textContent: words }));
  };

  if (items.length) {
    const seen = turn(read(), items.map(keyOf));
    const fresh = seen.before ? items.filter((item) => !seen.before.includes(keyOf(item))) : [];
    fresh.forEach(flag);
    if (fresh.length) tell(fresh.length, seen.since);
    write(seen);
  }
}
