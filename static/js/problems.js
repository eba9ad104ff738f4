// After a press that led to errors, or to something to be read, the page lands there: at [data-land], not where a
// fragment in the address still points. A link in a summary of errors leads into its field.
"use strict";
(() => {
  const land = () => {
    const place = document.querySelector("[data-land]");
    if (!place) return;
    if (window.location.hash) window.history.replaceState(null, "", window.location.pathname + window.location.search);
    place.focus({ preventScroll: true });
    place.scrollIntoView();
  };
  land();
  // The browser goes to a fragment, and back to where one had scrolled, until all is loaded.
  window.addEventListener("load", () => setTimeout(land));

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".problems a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault(); // so that no fragment stays in the address for the next press
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    (label || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
})();
