// Hands the secret behind # of a link to the page's form, and takes it out of the address and the history.
"use strict";
const door = document.querySelector("form[data-key]");
if (door && location.hash.length > 1) {
  door.elements.ma.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  door.submit();
}
