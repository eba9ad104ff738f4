// Says so when the board can no longer fetch news: an old board that looks fresh is a danger.
"use strict";
(() => {
  const say = (isStale) => {
    const notice = document.getElementById("board-stale");
    if (notice) notice.hidden = !isStale;
  };
  document.addEventListener("htmx:sendError", () => say(true));
  document.addEventListener("htmx:timeout", () => say(true));
  document.addEventListener("htmx:responseError", () => say(true));
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status < 400) say(false);
  });
})();
