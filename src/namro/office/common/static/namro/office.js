/* Progressive enhancement only: every page works without this file. No inline script, no eval, nothing remote.
 *
 *   data-theme-form       the theme changes at once, and is kept by the server as without script
 *   data-menu             a details element that closes on Escape and on a click elsewhere
 *   data-opens="id"       opens the dialog with that id; data-closes closes the one it stands in
 *   data-focus            takes the focus when it appears (error summaries)
 *   data-print            prints the page; data-copies="id" copies what an element says
 *   data-keys-on          switches single-letter keys off and on, on this machine
 *
 * Scripts of single pages ask `namro.keys()` before they answer a letter.
 */
"use strict";

(() => {
  const root = document.documentElement;
  const KEYS = "namro-keys";

  const typing = (target) =>
    target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  const stored = () => {
    try { return localStorage.getItem(KEYS); } catch { return null; }
  };

  window.namro = {
    /** Whether a key press is meant for the page: not typed into a field, not with a modifier, not switched off. */
    keys: (event) =>
      stored() !== "off" && !(event && (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)
        || document.querySelector("dialog[open]"))),
  };

  /* Theme */
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const button = event.submitter;
    const sent = new FormData(form);
    sent.set(button.name, button.value);
    root.dataset.theme = button.value;
    for (const one of form.querySelectorAll("[aria-pressed]")) one.setAttribute("aria-pressed", String(one === button));
    fetch(form.action, { method: "POST", body: sent, redirect: "manual", credentials: "same-origin" });
  });

  /* Menus, dialogs, printing, copying */
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    closeMenus(target.closest("details[data-menu]"));
    const opener = target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const closer = target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
    else if (target instanceof HTMLDialogElement) target.close(); // the ground behind an open dialog
    if (target.closest("[data-print]")) window.print();
    const copier = target.closest("[data-copies]");
    if (copier && navigator.clipboard) navigator.clipboard.writeText(document.getElementById(copier.dataset.copies).textContent.trim());
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.activeElement && document.activeElement.closest("details[data-menu][open]");
      closeMenus(null);
      if (menu) menu.querySelector("summary").focus();
      return;
    }
    if (!window.namro.keys(event)) return;
    if (event.key === "?") {
      const help = document.getElementById("keys");
      if (help) { event.preventDefault(); help.showModal(); }
    } else if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });

  /* Keys off and on */
  const showKeys = () => {
    for (const box of document.querySelectorAll("[data-keys-on]")) box.checked = stored() !== "off";
  };
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-on]")) return;
    try { localStorage.setItem(KEYS, event.target.checked ? "on" : "off"); } catch { /* a browser that keeps nothing */ }
  });

  /* What has just appeared and wants to be read first */
  const attend = (where) => {
    const wanted = where.querySelector("[data-focus]");
    if (wanted) wanted.focus();
    showKeys();
    for (const one of where.querySelectorAll("[data-needs-script][hidden]")) one.hidden = false;
  };
  document.addEventListener("DOMContentLoaded", () => attend(document));
  document.addEventListener("htmx:afterSettle", (event) => attend(event.target));

  /* A part of a page that could not be fetched says so, where it was wanted */
  document.addEventListener("htmx:responseError", (event) => say(event, "data-error-answer"));
  document.addEventListener("htmx:sendError", (event) => say(event, "data-error-network"));
  const say = (event, name) => {
    const words = document.body.getAttribute(name);
    const place = document.getElementById("page-error");
    if (!words || !place) return;
    place.textContent = words;
    place.hidden = false;
  };
})();
