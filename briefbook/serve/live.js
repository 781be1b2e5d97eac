/* Brings what changes into the pages that are open. The server puts it into what it shows;
   it is part of no site. In a page it looks after the page; as a shared worker it holds the
   one stream of news for all tabs, since browsers open six connections to a host at most. */
(() => {
  "use strict";
  const EVENTS = "/.briefbook/events";
  const STATE = "/.briefbook/state";
  const RETRY = 1000;

  /* Tells each event, and null while the server is away; returns how to stop. */
  const listen = (tell) => {
    let stream;
    let timer;
    const open = () => {
      stream = new EventSource(EVENTS);
      stream.onmessage = (event) => tell(JSON.parse(event.data));
      stream.onerror = () => {
        tell(null);
        if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY);
      };
    };
    open();
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  };

  /* The worker: whoever joins hears the latest, without knowing what it has missed. */
  const share = () => {
    const ports = new Set();
    let latest;
    listen((news) => {
      latest = news && { ...news, changed: null };
      ports.forEach((port) => port.postMessage(news));
    });
    self.onconnect = ({ ports: [port] }) => {
      ports.add(port);
      port.onmessage = () => ports.delete(port);
      if (latest !== undefined) port.postMessage(latest);
    };
  };

  if (typeof document === "undefined") {
    share();
    return;
  }

  const { src, dataset: own } = document.currentScript;
  const all = (selector) => [...document.querySelectorAll(selector)];

  /* How this page hears: by the worker or, without workers, by a stream while it is seen. */
  const join = (tell) => {
    const { port } = new SharedWorker(src);
    port.onmessage = ({ data }) => tell(data);
    return () => {
      port.postMessage("leave");
      port.close();
    };
  };
  const joinAlone = (tell) => {
    let leave = () => {};
    const turn = () => {
      leave();
      leave = document.hidden ? () => {} : listen(tell);
    };
    document.addEventListener("visibilitychange", turn);
    turn();
    return () => {
      document.removeEventListener("visibilitychange", turn);
      leave();
    };
  };
  const attend = (tell) => {
    try {
      return join(tell);
    } catch {
      return joinAlone(tell);
    }
  };

  /* What the page is made of, as addresses. Scripts that other scripts fetch later, such as
     the pieces of a search index, are not part of what is seen. */
  const toAddress = (link) => {
    const url = new URL(link, document.baseURI);
    if (url.origin !== location.origin || url.pathname.startsWith("/.briefbook/")) return "";
    try {
      return decodeURIComponent(url.pathname.slice(1)).replace(/(^|\/)$/, "$1index.html");
    } catch {
      return "";
    }
  };
  const sheets = () => all("link[rel~='stylesheet'][href]");
  const scripts = all("script[src]").map((script) => toAddress(script.src));
  const listUsed = () => {
    const linked = [...sheets(), ...all("link[rel~='icon'][href]")].map(({ href }) => href);
    const media = all("img, source, video, audio, embed, iframe");
    const pictures = media.map((it) => it.currentSrc || it.src);
    const taken = performance.getEntriesByType("resource")
      .filter(({ initiatorType }) => initiatorType === "css")
      .map(({ name }) => name);
    const addresses = [...linked, ...pictures, ...taken].filter(Boolean).map(toAddress);
    return [...new Set([own.address, ...scripts, ...addresses])].filter(Boolean).slice(0, 100);
  };

  /* What this tab shows: address → hash, null where nothing is. */
  const held = new Map([[own.address, own.hash || null]]);
  let moment = "";

  const ask = async (addresses) => {
    const fields = [["since", own.moment], ...addresses.map((one) => ["at", one])];
    const query = new URLSearchParams(fields);
    const reply = await fetch(`${STATE}?${query}`, { cache: "no-store" });
    if (!reply.ok) throw new Error(reply.statusText);
    return reply.json();
  };

  /* News only say that it is time to look: so nothing is ever missed for good. */
  let looking = false;
  let again = false;
  const look = async () => {
    again = true;
    if (looking) return;
    looking = true;
    while (again) {
      again = false;
      const used = listUsed();
      const state = await ask(used).catch(() => null);
      if (state) take(used, state);
    }
    looking = false;
  };
  const take = (used, state) => {
    const { hashes, touched } = state;
    const differs = (at) => (held.has(at) ? held.get(at) !== hashes[at] : touched.includes(at));
    const changed = used.filter(differs);
    moment = state.moment;
    const gone = Boolean(own.hash) && hashes[own.address] === null;
    if (!gone && !areSheets(changed) && reload()) return;
    used.forEach((at) => {
      if (at === own.address) return;
      if (changed.includes(at)) exchange(at, hashes[at]);
      else held.set(at, hashes[at]);
    });
    board.show(state.failure, gone);
  };
  const areSheets = (addresses) => {
    const linked = new Set(sheets().map(({ href }) => toAddress(href)));
    return addresses.every((at) => linked.has(at));
  };
  const hear = (news) => {
    board.connected(Boolean(news));
    if (!news || news.moment === moment) return;
    const used = news.changed && new Set(listUsed());
    if (used && !news.changed.some((at) => used.has(at))) moment = news.moment;
    else look();
  };

  /* A style sheet is exchanged when the new one is there, so that the page never stands bare. */
  const exchange = (address, hash) => {
    const old = sheets().filter(({ href }) => toAddress(href) === address);
    const settle = () => {
      old.forEach((one) => one.remove());
      held.set(address, hash);
    };
    if (old.length === 0) {
      settle();
      return;
    }
    const next = old.at(-1).cloneNode();
    const url = new URL(next.href);
    url.searchParams.set("live", moment);
    next.href = url.href;
    next.addEventListener("load", settle);
    next.addEventListener("error", () => next.remove());
    old.at(-1).after(next);
  };

  /* Where the reader is: an element is found again by the way to it from the nearest id. */
  const PLACE = "briefbook.place";
  const RELOADED = "briefbook.reloaded";
  const trace = (element) => {
    const steps = [];
    let at = element;
    for (; at?.parentElement && !at.id && at !== document.body; at = at.parentElement) {
      steps.unshift([...at.parentElement.children].indexOf(at));
    }
    return [at?.id ?? "", steps];
  };
  const track = ([id, steps]) => {
    const root = id ? document.getElementById(id) : document.body;
    return steps.reduce((at, step) => at?.children[step], root);
  };
  const isScrolled = ({ scrollLeft, scrollTop }) => scrollLeft > 0 || scrollTop > 0;
  const remember = () => {
    const focused = document.activeElement;
    const place = {
      href: location.href,
      at: [scrollX, scrollY],
      boxes: all("body *").filter(isScrolled)
        .map((it) => [trace(it), it.scrollLeft, it.scrollTop]),
      details: all("details").map((it) => [trace(it), it.open]),
      focus: focused && focused !== document.body ? trace(focused) : null,
    };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
  };
  const recall = () => {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    sessionStorage.removeItem(PLACE);
    if (place?.href !== location.href) return;
    place.details.forEach(([path, open]) => {
      const found = track(path);
      if (found?.matches("details")) found.open = open;
    });
    if (place.focus) track(place.focus)?.focus({ preventScroll: true });
    scrollBack(place);
  };
  /* Pictures and fonts may move the page while it loads; the reader's own hand comes first. */
  const scrollBack = ({ at: [left, top], boxes }) => {
    let free = true;
    const go = () => {
      if (!free) return;
      scrollTo({ left, top, behavior: "instant" });
      boxes.forEach(([path, x, y]) => {
        track(path)?.scrollTo({ left: x, top: y, behavior: "instant" });
      });
    };
    const stop = () => { free = false; };
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach((type) => {
      addEventListener(type, stop, { once: true, passive: true });
    });
    go();
    document.fonts.ready.then(go);
    addEventListener("load", () => requestAnimationFrame(go), { once: true });
  };
  /* Once for each moment: a page that differs even then will not come right by loading. Whoever
     is at work in it may put it off, and asks to look again when that is done. */
  const reload = () => {
    if (!document.dispatchEvent(new CustomEvent("briefbook:reload", { cancelable: true }))) return true;
    if (sessionStorage.getItem(RELOADED) === moment) return false;
    sessionStorage.setItem(RELOADED, moment);
    remember();
    location.reload();
    return true;
  };

  /* The board at the foot of the window, in a tree of its own that no theme reaches into. */
  const FOLDED = "briefbook.folded";
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children.filter((child) => child || child === 0));
    return element;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const toPath = (address) => `/${address.split("/").map(encodeURIComponent).join("/")}`;

  const drawLine = ([number, before, marked, after]) =>
    make("span", { className: marked ? "line hit" : "line" },
      make("span", { className: "number", textContent: number }),
      make("span", { className: "source" },
        before, marked && make("mark", { textContent: marked }), after, "\n"));
  const drawPlace = ({ path, line, column }) => {
    const place = [path, ...[line, column].filter((number) => number > 0)].join(":");
    return make("p", { className: "place", textContent: place });
  };
  const drawFault = (fault) =>
    make("li", { className: `fault ${fault.severity}` },
      make("p", { className: "label" },
        make("b", { textContent: fault.severity }),
        make("span", { textContent: fault.code })),
      make("div", { className: "told" },
        make("h3", { textContent: fault.message }),
        fault.path && drawPlace(fault),
        fault.excerpt.length > 0 && drawExcerpt(fault),
        fault.cure && drawCure(fault.cure)));
  /* What follows the first line of a cure is there to be pasted. */
  const drawCure = (cure) => {
    const [first, ...rest] = cure.split("\n");
    const words = make("p", { textContent: first });
    const lines = rest.length > 0 && make("pre", { textContent: rest.join("\n"), tabIndex: 0 });
    const label = make("b", { textContent: "Cure" });
    return make("div", { className: "cure" }, label, make("div", {}, words, lines));
  };
  const drawExcerpt = ({ excerpt, path }) => {
    const box = make("pre", { className: "excerpt", tabIndex: 0 }, ...excerpt.map(drawLine));
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `Excerpt of ${path}`);
    return box;
  };
  /* A long line is shown from where it matters. */
  const bringMark = (box) => {
    const mark = box.querySelector("mark")?.getBoundingClientRect();
    const { right } = box.getBoundingClientRect();
    if (mark?.right > right) box.scrollLeft += mark.right - right + Math.min(32, box.clientWidth / 8);
  };
  const drawStale = ({ stale, more_stale: more }) =>
    make("section", { className: "stale" },
      make("h3", { textContent: "Out of date" }),
      make("ul", {},
        ...stale.map((at) => make("li", {}, make("a", { href: toPath(at), textContent: at }))),
        more > 0 && make("li", { textContent: `and ${more} more` })));
  const drawMore = (number) =>
    make("p", { className: "more", textContent: `and ${count(number, "more problem")}` });
  const drawFailure = (failure) => [
    make("ol", { className: "faults" }, ...failure.faults.map(drawFault)),
    failure.more_faults > 0 && drawMore(failure.more_faults),
    failure.stale.length > 0 && drawStale(failure),
  ];

  const describe = ({ counts }) => {
    const { error = 0, warning = 0, info = 0 } = counts;
    const parts = [[error, "error"], [warning, "warning"], [info, "message"]];
    const told = parts.filter(([number]) => number).map(([number, noun]) => count(number, noun));
    return told.join(", ") || "Not built";
  };
  const drawGone = () => [
    make("p", { className: "note" },
      "What you see is how it was. It stood at ", make("code", { textContent: own.address }), "."),
    make("p", { className: "note" },
      make("a", { href: "/", textContent: "Go to the first page" })),
  ];
  const explain = ({ stale, more_stale: more, stale_here: here }) => {
    const others = stale.length + more - (here ? 1 : 0);
    const named = count(others, "other");
    if (here && others) return `This page and ${named} are out of date, and shown as before.`;
    if (here) return "This page is out of date, and shown as before.";
    if (others) return `This page is up to date; ${named} ${others > 1 ? "are" : "is"} not.`;
    return "The site is shown as it was before.";
  };
  /* What the board says: its head in few words, what that means, and all the rest. */
  const GONE = "This page is no longer part of the site.";
  const write = (failure, gone) => {
    if (failure) {
      const meaning = gone ? GONE : explain(failure);
      return ["alarm", describe(failure), meaning, drawFailure(failure)];
    }
    return gone ? ["quiet", "Page removed", GONE, drawGone()] : null;
  };

  const board = (() => {
    const host = make("briefbook-board", { hidden: true });
    const style = make("link", { rel: "stylesheet", href: own.style });
    const root = host.attachShadow({ mode: "open" });
    const title = make("h2", { id: "title" });
    const meaning = make("p", { className: "meaning" });
    const button = make("button", { type: "button" });
    const body = make("div", { className: "body", id: "body", tabIndex: 0 });
    const panel = make("section", { className: "panel" },
      make("header", { className: "top" }, title, meaning, button), body);
    const lost = "Not connected: changes are shown again once the server runs.";
    const away = make("p", { className: "away", hidden: true, textContent: lost });
    const voice = make("p", { className: "voice" });
    const isFolded = () => sessionStorage.getItem(FOLDED) === "1";
    panel.setAttribute("aria-labelledby", "title");
    body.setAttribute("role", "group");
    body.setAttribute("aria-labelledby", "title");
    button.setAttribute("aria-controls", "body");
    [away, voice].forEach((one) => one.setAttribute("role", "status"));
    style.addEventListener("load", () => {
      host.hidden = false;
      body.querySelectorAll(".excerpt").forEach(bringMark);
    });
    root.append(style, panel, away, voice);

    const fold = (folded) => {
      sessionStorage.setItem(FOLDED, folded ? "1" : "0");
      panel.classList.toggle("folded", folded);
      body.hidden = folded;
      button.textContent = folded ? "Show" : "Fold away";
      button.setAttribute("aria-expanded", String(!folded));
      body.querySelectorAll(".excerpt").forEach(bringMark);
    };
    button.addEventListener("click", () => fold(!isFolded()));
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || isFolded()) return;
      fold(true);
      button.focus();
    });
    const clear = () => {
      sessionStorage.removeItem(FOLDED);
      panel.hidden = true;
      voice.textContent = "";
    };
    const fill = ([kind, head, words, rest]) => {
      panel.className = `panel ${kind}`;
      title.textContent = head;
      meaning.textContent = words;
      body.replaceChildren(...rest.filter(Boolean));
      panel.hidden = false;
      voice.textContent = `${head}. ${words}`;
      fold(isFolded());
    };
    let shown = "";
    let online = true;
    let timer;
    panel.hidden = true;
    return {
      host,
      show(failure, gone) {
        const asked = JSON.stringify([failure, gone]);
        if (asked === shown) return;
        shown = asked;
        const written = write(failure, gone);
        if (written) fill(written);
        else clear();
      },
      connected(yes) {
        if (yes === online) return;
        online = yes;
        clearTimeout(timer);
        timer = setTimeout(() => { away.hidden = yes; }, yes ? 0 : 3 * RETRY);
      },
    };
  })();

  let leave = () => {};
  const begin = () => {
    leave = attend(hear);
    look();
  };
  addEventListener("DOMContentLoaded", () => {
    document.body.append(board.host);
    recall();
    begin();
  }, { once: true });
  document.addEventListener("briefbook:look", look);
  addEventListener("pagehide", () => leave());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) begin(); });
})();
