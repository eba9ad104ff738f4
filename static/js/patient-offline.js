// Without a network the list is still shown, and ticks are kept here until they can be sent: in order, one by one.
// The server decides what becomes of each: what happened meanwhile is not overwritten.
(() => {
  "use strict";

  const NAME = "prepapp-kept-ticks";
  let isSending = false;

  const list = () => document.getElementById("list");
  const said = () => document.getElementById("said");
  const formOf = (element) => element.closest("form[data-act]");

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(NAME) || "[]");
    } catch {
      return [];
    }
  };
  const write = (ticks) => localStorage.setItem(NAME, JSON.stringify(ticks));

  const say = (words, kind) => {
    if (!said()) return;
    const box = document.createElement("div");
    box.className = `said said-${kind}`;
    for (const line of words) {
      const p = document.createElement("p");
      p.textContent = line;
      box.append(p);
    }
    said().replaceChildren(box);
  };

  const paint = () => {
    for (const tick of read()) {
      for (const form of document.querySelectorAll(`form[data-item="${tick.item}"]`)) {
        const box = form.querySelector("[aria-checked]");
        if (box) box.setAttribute("aria-checked", String(tick.act === "tick"));
        form.closest(".task, .now")?.classList.toggle("is-kept", true);
        form.dataset.act = tick.act === "tick" ? "untick" : "tick";
      }
    }
    const notice = document.getElementById("offline");
    if (notice) notice.hidden = navigator.onLine;
  };

  const keep = (form) => {
    const { item, act, seen } = form.dataset;
    write([...read(), { item, act, seen, at: Date.now() }]);
    paint();
    say([said()?.dataset.kept || ""], "warning");
  };

  // One answer of the server: what is left to send, and what to say.
  const taken = (ticks, answer) => {
    const [sent, ...rest] = ticks;
    // A later tick of the same step was made on top of this one.
    return rest.map((tick) => (tick.item === sent.item && answer.fate !== "changed" ? { ...tick, seen: answer.state } : tick));
  };

  const send = async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (isSending || !read().length || !token || !list()) return;
    isSending = true;
    const news = [];
    try {
      while (read().length) {
        const [tick] = read();
        const body = new FormData();
        for (const [name, value] of Object.entries({ act: tick.act, seen: tick.seen, at: tick.at, csrfmiddlewaretoken: token })) body.set(name, value);
        const response = await fetch(`/my/items/${tick.item}/kept/`, { method: "POST", body });
        if (response.status === 404) {
          write(read().slice(1)); // not on this patient's list any more
          continue;
        }
        if (!response.ok) break; // closed, or too busy: they wait, and are sent when the list is open again
        const answer = await response.json();
        write(taken(read(), answer));
        if (answer.words) news.push(answer.words);
      }
    } catch {
      // Still no network: they stay, in their order.
    }
    isSending = false;
    if (!read().length) {
      window.htmx?.trigger(list(), "refresh");
      say(news.length ? news : [said()?.dataset.sent || ""], news.length ? "warning" : "success");
    }
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event.detail.elt);
    // While some wait, a new one waits behind them: the order is kept.
    if (form && (!navigator.onLine || read().length)) {
      event.preventDefault();
      keep(form);
      send();
    }
  });
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const form = formOf(event.detail.elt);
      if (form) keep(form);
    });
  }
  document.addEventListener("htmx:afterSettle", (event) => {
    paint();
    if (event.detail.requestConfig?.verb === "post") navigator.serviceWorker?.controller?.postMessage("changed");
  });
  // Nothing of one person may be left for the next.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-close]")) localStorage.removeItem(NAME);
  });
  window.addEventListener("online", () => { paint(); send(); });
  window.addEventListener("offline", paint);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });

  navigator.serviceWorker?.register("/my/worker.js", { scope: "/my/" }).catch(() => undefined);
  paint();
  send();
})();
