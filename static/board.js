/* Keeps the board current: its list is fetched anew every half minute, unless somebody is ticking or typing there. */

(() => {
  "use strict";
  const EVERY = 30000;
  const board = () => document.getElementById("board");
  const isBusy = () =>
    document.hidden ||
    board().querySelector("input:checked, details[open]") ||
    [...board().querySelectorAll("textarea, input:not([type=checkbox]):not([type=hidden])")].some((field) => field.value) ||
    board().contains(document.activeElement);

  const refresh = async () => {
    if (isBusy()) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("board");
      if (fresh && !isBusy()) board().replaceWith(fresh);
    } catch {
      // Without a connection the page says as of when it is.
    }
  };
  setInterval(refresh, EVERY);
})();
