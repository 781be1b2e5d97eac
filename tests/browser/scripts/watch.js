/* Runs before every page: what moves by itself, and what the policy refuses. */
{
  const moved = [];
  const refused = [];
  const name = (node) => (node?.parentElement ?? node)?.closest?.("[class], [id]")?.outerHTML.slice(0, 60);
  const note = (entry) => entry.hadRecentInput || moved.push([entry.value, ...entry.sources.map((one) => name(one.node))]);
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
  observer.observe({ type: "layout-shift", buffered: true });
  const refusal = new Promise((tell) => {
    addEventListener("securitypolicyviolation", (event) => {
      refused.push(`${event.violatedDirective}: ${event.blockedURI}`);
      tell(refused);
    });
  });
  const parsed = new Promise((tell) => {
    document.addEventListener("readystatechange", () => tell(document.readyState));
  });

  const frame = () => new Promise(requestAnimationFrame);
  // A page keeps the fonts with which it was first drawn: with its style sheet taken once more, it
  // is drawn with those that came since, as the next page is.
  let dressed;
  const dress = () => dressed ??= new Promise((tell) => {
    const sheet = document.querySelector("link[rel=stylesheet]");
    if (!sheet) return tell();
    sheet.after(Object.assign(sheet.cloneNode(), { onload: tell, onerror: tell }));
  });
  const arrive = () => document.fonts.ready.then(frame).then(frame);
  window.proof = {
    draw: () => parsed.then(frame).then(frame),
    arrive: () => parsed.then(frame).then(arrive),
    settle: () => parsed.then(frame).then(arrive).then(dress).then(frame).then(arrive),
    moved: () => { observer.takeRecords().forEach(note); return moved; },
    refused: () => refused,
    refusal: () => refusal,
  };
}
