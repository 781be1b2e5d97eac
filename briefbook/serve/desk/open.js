/* Keeps the key of the desk for this host and port, and goes on to the book. */
(() => {
  "use strict";
  localStorage.setItem("briefbook.desk", document.currentScript.dataset.key);
  location.replace("/");
})();
