// The patient's list works without this. It only makes it safer to press and true when looked at again.
(() => {
  "use strict";

  const PAUSE = 800; // ms: a second tap meant for the last step must not tick the next one
  let swappedAt = 0;

  const list = () => document.getElementById("list");
  const said = () => document.getElementById("said");
  const isWriting = () => Boolean(list()?.querySelector("details[open]"));

  document.addEventListener("htmx:beforeRequest", (event) => {
    const isRefresh = event.detail.elt.id === "list";
    if (isRefresh && (document.hidden || isWriting())) event.preventDefault();
    if (!isRefresh && event.detail.elt.closest(".now") && Date.now() - swappedAt < PAUSE) event.preventDefault();
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.requestConfig?.verb !== "post") return;
    swappedAt = Date.now();
    // The button that was pressed may be gone; the keyboard goes on from the words that tell what happened.
    if (!document.activeElement || document.activeElement === document.body) {
      said()?.focus({ preventScroll: true });
      said()?.scrollIntoView({ block: "nearest" });
    }
  });

  const tellFailure = (event) => {
    if (event.detail.requestConfig?.verb !== "post" || !said()) return;
    // A tick is kept and sent later: patient-offline.js tells of it.
    if (event.type !== "htmx:responseError" && event.detail.elt.closest("form[data-act]")) return;
    const words = document.createElement("p");
    words.textContent = said().dataset.failed;
    const box = document.createElement("div");
    box.className = "said said-error";
    box.append(words);
    said().replaceChildren(box);
    said().focus();
  };
  document.addEventListener("htmx:sendError", tellFailure);
  document.addEventListener("htmx:timeout", tellFailure);
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Redirect")) tellFailure(event);
  });

  // On paper nothing stays folded away.
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll(".fold")) fold.open = true;
  });

  // A phone taken out of the pocket shows the hour of now, not of last night.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && list()) window.htmx?.trigger(list(), "refresh");
  });
})();
