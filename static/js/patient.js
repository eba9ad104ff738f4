// The patient's list works without this. It only makes it safer to press and true when looked at again.
(() => {
  "use strict";

  const PAUSE = 800; // ms: a second tap meant for the last step must not tick the next one
  let swappedAt = 0;
  let out = null; // the form on its way, or the list itself: its answer puts a new list in place of this one
  const held = []; // what was pressed meanwhile: it is sent next, from the new list
  let unfolded = [];
  let written = [];
  let focused = "";

  const list = () => document.getElementById("list");
  const said = () => document.getElementById("said");
  const isWriting = () => Boolean(list()?.querySelector("details[open]"));
  const formAt = (address) => [...(list()?.querySelectorAll("form") || [])].find((form) => form.getAttribute("action") === address);

  document.addEventListener("htmx:confirm", (event) => {
    const form = event.detail.elt;
    if (!out || event.detail.verb !== "post") return;
    event.preventDefault();
    const address = form.getAttribute("action");
    const isTwice = out.getAttribute("action") === address;
    if (!isTwice && !held.some((one) => one.address === address)) held.push({ address, button: event.detail.triggeringEvent?.submitter?.id });
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const isRefresh = event.detail.elt.id === "list";
    if (isRefresh && (out || document.hidden || isWriting())) event.preventDefault();
    // Only the large "Done": what else stands on that card is pressed on purpose.
    if (event.detail.elt.matches(".now form[data-act]") && Date.now() - swappedAt < PAUSE) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSend", (event) => { out = event.detail.elt; });

  // What is unfolded or half written in another step stays so: the list is replaced as a whole.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "list") return;
    const sent = event.detail.requestConfig.elt;
    const isOther = (element) => sent.id === "list" || (!element.contains(sent) && !sent.contains(element));
    focused = document.activeElement?.id || "";
    unfolded = [...list().querySelectorAll("details[id][open]")].filter(isOther).map((fold) => fold.id);
    written = [...list().querySelectorAll("textarea[id], input[type=radio][id]:checked")].filter(isOther).map((field) => [field.id, field.value]);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "list") return;
    for (const id of unfolded.splice(0)) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, words] of written.splice(0)) {
      const field = document.getElementById(id);
      if (field?.type === "radio") field.checked = true;
      else if (field && words) field.value = words;
    }
    // Inside a fold nothing takes the focus until it is open again.
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  });

  const goOn = () => {
    out = null;
    const next = held.shift();
    if (!next) return;
    const form = formAt(next.address);
    if (form) form.requestSubmit(document.getElementById(next.button || "") || undefined);
    else tell(said()?.dataset.failed || "");
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "list") return;
    if (event.detail.requestConfig?.verb === "post") {
      swappedAt = Date.now();
      // The button that was pressed may be gone; the keyboard goes on from the words that tell what happened.
      if (!document.activeElement || document.activeElement === document.body) {
        said()?.focus({ preventScroll: true });
        said()?.scrollIntoView({ block: "nearest" });
      }
    }
    goOn();
  });

  const tell = (words) => {
    if (!said()) return;
    const line = document.createElement("p");
    line.textContent = words;
    const box = document.createElement("div");
    box.className = "said said-error";
    box.append(line);
    said().replaceChildren(box);
    said().focus();
  };

  const tellFailure = (event) => {
    if (event.detail.requestConfig?.verb === "post") {
      // A tick is kept and sent later: patient-offline.js tells of it.
      const isKept = event.type !== "htmx:responseError" && event.detail.elt.closest("form[data-act]");
      if (!isKept) tell(said()?.dataset.failed || "");
    }
    goOn();
  };
  document.addEventListener("htmx:sendError", tellFailure);
  document.addEventListener("htmx:sendAbort", tellFailure);
  document.addEventListener("htmx:timeout", tellFailure);
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Redirect")) tellFailure(event);
  });

  // What lies over the list goes with Escape, as people expect; its own button stands at the foot.
  document.addEventListener("keydown", (event) => {
    const signs = document.querySelector(".flags details[open]");
    if (event.key !== "Escape" || !signs) return;
    signs.open = false;
    signs.querySelector("summary").focus();
  });

  // At the foot of the page, where it is out of the way: it opens where one is led.
  document.querySelector("[data-comfort]")?.addEventListener("click", () => {
    document.getElementById("comfort").open = true;
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
