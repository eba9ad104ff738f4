// Keeps the board still while nothing is new, and says so when it can no longer fetch news: an old board that looks
// fresh is a danger.
"use strict";
(() => {
  const say = (isStale) => {
    const notice = document.getElementById("board-stale");
    if (notice) notice.hidden = !isStale;
  };
  document.addEventListener("htmx:sendError", () => say(true));
  document.addEventListener("htmx:timeout", () => say(true));
  document.addEventListener("htmx:responseError", () => say(true));

  let opened = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    if (xhr.status < 400) say(false);
    if (xhr.status === 304) event.detail.shouldSwap = false; // nothing is new
    // A person who is choosing or writing within the rows is not interrupted; the next look brings the news.
    const writing = document.activeElement && document.activeElement.matches("#board :is(input, select, textarea)");
    if (writing && target.id === "board") event.detail.shouldSwap = false;
    opened = [...document.querySelectorAll("#board details[open][id]")].map((one) => one.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of opened) {
      const again = document.getElementById(id);
      if (again) again.open = true;
    }
  });
})();
