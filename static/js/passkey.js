// Shows what needs a passkey only where the browser can use one, and says in words when it did not work.
(function () {
  "use strict";
  function show() {
    const isAble = Boolean(window.PublicKeyCredential);
    for (const part of document.querySelectorAll(".needs-passkey")) part.hidden = !isAble;
    for (const part of document.querySelectorAll(".no-passkey")) part.hidden = isAble;
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    for (const part of document.querySelectorAll(".passkey-failed")) part.hidden = false;
  });
})();
