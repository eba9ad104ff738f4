// Hands each form that a passkey fills in to allauth's own script, shows it only where the browser can use one, and
// says in words when it did not work.
(function () {
  "use strict";
  function idOf(form, selector) {
    return form.querySelector(selector)?.id;
  }
  function start() {
    const isAble = Boolean(window.PublicKeyCredential);
    for (const part of document.querySelectorAll(".needs-passkey")) part.hidden = !isAble;
    for (const part of document.querySelectorAll(".no-passkey")) part.hidden = isAble;
    if (!isAble) return;
    for (const form of document.querySelectorAll("form[data-passkey]")) {
      const button = idOf(form, "button");
      const ids = {
        login: button,
        authenticate: button,
        add: button,
        credential: idOf(form, "[name=credential]"),
        passwordless: idOf(form, "[name=passwordless]"),
        data: "passkey-data",
      };
      window.allauth.webauthn.forms[form.dataset.passkey]({ ids: ids });
    }
  }
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    for (const part of document.querySelectorAll(".passkey-failed")) part.hidden = false;
  });
})();
