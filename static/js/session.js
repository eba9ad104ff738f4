// Says 2 minutes ahead that the sign-in ends, and lets one press make it longer. Whoever types or points is there:
// that is told to the server once a minute, so that a long form is not lost.
(function () {
  "use strict";
  const bar = document.querySelector(".session-end");
  if (!bar) return;
  const words = bar.querySelector("p");
  const form = bar.querySelector("form");
  const AHEAD = 120;
  const TELL_EVERY = 60 * 1000;
  const loaded = Date.now();
  const last = loaded + Number(bar.dataset.last) * 1000;
  let end = loaded + Number(bar.dataset.seconds) * 1000;
  let told = loaded;

  function look() {
    const now = Date.now();
    const soonest = Math.min(end, last);
    if (now >= soonest + 1000) {
      window.location.reload();
      return;
    }
    const isNear = soonest - now <= AHEAD * 1000;
    if (isNear && bar.hidden) {
      const isShift = last <= end;
      words.textContent = isShift ? words.dataset.shift : words.dataset.idle;
      form.hidden = isShift;
    }
    bar.hidden = !isNear;
  }

  async function stay() {
    told = Date.now();
    const answer = await fetch(bar.dataset.stay, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
      },
    });
    if (answer.ok && !answer.redirected) {
      end = Date.now() + (await answer.json()).seconds * 1000;
      look();
    }
  }

  function tell() {
    // Once the bar is there, only its button counts: a hand on the mouse may be someone else's.
    if (bar.hidden && Date.now() - told >= TELL_EVERY) stay().catch(function () {});
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    stay().catch(function () {
      form.submit();
    });
  });
  for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, tell, { passive: true });
  window.setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
})();
