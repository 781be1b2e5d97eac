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
  // Fonts are drawn, too, that came after the page was first drawn, so that it looks as it will.
  const dress = () => document.fonts.forEach((face) => { face.display = "swap"; });
  const arrive = () => document.fonts.ready.then(frame).then(frame);
  window.proof = {
    draw: () => parsed.then(frame).then(frame),
    arrive: () => parsed.then(frame).then(arrive),
    settle: () => parsed.then(frame).then(dress).then(frame).then(arrive),
    moved: () => { observer.takeRecords().forEach(note); return moved; },
    refused: () => refused,
    refusal: () => refusal,
  };
}
