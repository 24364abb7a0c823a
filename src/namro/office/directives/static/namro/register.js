/* The register: a row opens beside on a wide screen, and as its own page on a narrow one. Without this, always as its page. */
"use strict";

(() => {
  const WIDE = window.matchMedia("(min-width: 75em)");
  const home = location.href;
  const pane = document.getElementById("beside");
  if (!pane) return;

  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.detail.elt;
    if (event.detail.target !== pane || WIDE.matches || !(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    location.href = link.href;
  });

  const mark = () => {
    const opened = pane.querySelector("[data-number]");
    for (const row of document.querySelectorAll(".register tr[aria-current]")) row.removeAttribute("aria-current");
    const row = opened && document.getElementById(`nv-${opened.dataset.number}`);
    if (row) row.setAttribute("aria-current", "true");
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== pane) return;
    pane.scrollTop = 0;
    mark();
    if (event.detail.requestConfig.verb === "post") renew();
  });

  /* What was done beside shows in its row, too, whether or not the filter still takes it in. */
  const renew = async () => {
    const opened = pane.querySelector("[data-number]");
    const row = opened && document.getElementById(`nv-${opened.dataset.number}`);
    if (!row) return;
    const answer = await fetch(`${new URL(home).pathname}?q=${opened.dataset.number}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(row.id);
    if (!fresh) return;
    row.replaceWith(document.adoptNode(fresh));
    window.htmx.process(fresh);
    mark();
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-close-beside]")) return;
    event.preventDefault();
    const opened = pane.querySelector("[data-number]");
    pane.replaceChildren();
    mark();
    history.replaceState(null, "", home);
    const row = opened && document.getElementById(`nv-${opened.dataset.number}`);
    if (row) row.querySelector("a").focus();
  });
})();
