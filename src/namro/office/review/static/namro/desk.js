/* The review desk by keyboard. Only an enhancement: every act is a plain form, every step a plain link.
 *
 * Forms marked data-desk-form and links marked data-desk-link are fetched, and the desk is exchanged in place, so that the
 * text keeps where it was scrolled to. Keys press the buttons and follow the links that carry data-key. What is typed and
 * not yet kept stays on this machine, by finding and version, and is filled in again.
 */
"use strict";

(() => {
  const $ = (query, where = document) => where.querySelector(query);
  const desk = () => $("[data-desk]");
  if (!desk()) return;

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const say = (words) => {
    const place = $("#desk-said");
    if (!place) return;
    place.textContent = "";
    setTimeout(() => { place.textContent = words; }, 30);
  };

  /* Exchanging the desk */
  let busy = null;
  const exchange = async (address, options, onlyList) => {
    if (busy) busy.abort();
    const mine = busy = new AbortController();
    desk().setAttribute("aria-busy", "true");
    try {
      const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
      if (onlyList) headers["HX-Target"] = "desk-list";
      const answer = await fetch(address, { credentials: "same-origin", signal: mine.signal, headers, ...options });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = $("#desk-list", page);
      if (!answer.ok || !list) { location.href = answer.url || address; return; }
      const wanted = new URL(answer.url);
      history.pushState({ desk: true }, "", wanted.pathname + wanted.search);
      const text = $("#desk-text", page);
      if (text) {
        const old = $("#desk-text"), top = old.scrollTop;
        old.replaceChildren(...text.childNodes);
        old.scrollTo({ top, behavior: "instant" });
      }
      const tools = $("#desk-tools", page);
      if (tools) $("#desk-tools").replaceChildren(...tools.childNodes);
      const own = $("#desk-list"), listTop = own.scrollTop;
      own.replaceChildren(...list.childNodes);
      own.dataset.current = list.dataset.current;
      own.scrollTo({ top: listTop, behavior: "instant" });
      settle(true);
    } catch (error) {
      if (error.name !== "AbortError") location.href = address;
    } finally {
      if (busy === mine) busy = null;
      if (desk()) desk().removeAttribute("aria-busy");
    }
  };

  const current = () => $("#desk-list").dataset.current;

  const settle = (moved) => {
    for (const one of document.querySelectorAll("#desk-list [data-needs-script][hidden], #desk-tools [data-needs-script][hidden]")) one.hidden = false;
    const pk = current();
    for (const one of document.querySelectorAll("#desk-text .current")) if (one.dataset.finding !== pk) one.classList.remove("current");
    if (!pk) return;
    for (const one of document.querySelectorAll(`#desk-text [data-finding="${pk}"].mark`)) one.classList.add("current");
    reveal($(`#t${pk}`), $("#desk-text"), moved);
    const item = $(`#f${pk}`);
    reveal(item, $("#desk-list"), moved, true);
    if (moved && item) {
      const words = $(".clause", item) || item;
      say(`${[...document.querySelectorAll("#desk-list .messages .notice")].map((one) => one.textContent.trim()).join(" ")} ${$(".no", item).textContent}. ${words.textContent.trim()}`);
      item.tabIndex = -1;
      item.focus({ preventScroll: true });
    }
    refill();
  };

  const reveal = (what, pane, moved, atTop) => {
    if (!what || !pane) return;
    const fixed = getComputedStyle(pane).overflowY !== "auto";
    if (fixed) {
      const tabs = atTop && $(".desk-tabs", pane);
      if (atTop && moved) window.scrollBy({ top: what.getBoundingClientRect().top - (tabs ? tabs.offsetHeight : 0), behavior: "instant" });
      return;
    }
    const here = what.getBoundingClientRect(), there = pane.getBoundingClientRect();
    const tabs = atTop && $(".desk-tabs", pane);
    const top = atTop ? here.top - there.top - (tabs ? tabs.offsetHeight : 0) : here.top - there.top - there.height / 4;
    const inside = here.top >= there.top + 48 && here.bottom <= there.bottom - 48;
    if (atTop || !inside) pane.scrollTo({ top: pane.scrollTop + top, behavior: moved && !atTop && !calm.matches ? "smooth" : "instant" });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-desk-form]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    const button = event.submitter;
    const sent = new FormData(form, button);
    forget(form);
    exchange(button && button.hasAttribute("formaction") ? button.formAction : form.action, { method: "POST", body: sent });
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target.closest ? event.target : null;
    if (!target) return;
    const link = target.closest("a[data-desk-link], a.margin-no");
    if (link && desk().contains(link)) {
      event.preventDefault();
      exchange(link.href.split("#")[0], {}, true);
      return;
    }
    const goes = target.closest("[data-goes], [data-goes-to]");
    if (goes) {
      const place = goes.dataset.goes ? at(Number(goes.dataset.goes)) : document.getElementById(goes.dataset.goesTo);
      if (place && $("#desk-text").offsetParent) {
        event.preventDefault();
        place.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
        place.classList.add("pointed");
        setTimeout(() => place.classList.remove("pointed"), 1600);
      }
      return;
    }
    if (target.closest("[data-tick-all]")) {
      for (const box of document.querySelectorAll("#desk-list .tick")) box.checked = true;
      return;
    }
    const mark = target.closest("#desk-text [data-finding]");
    if (mark && getSelection().isCollapsed && mark.dataset.finding !== current()) {
      exchange(`${location.pathname}?muc=${mark.dataset.finding}`, {}, true);
    }
  });

  window.addEventListener("popstate", () => exchange(location.href, {}, false));

  /* Places in the text, in code points as the register counts them */
  const at = (offset) => {
    let found = null;
    for (const one of document.querySelectorAll("#desk-text [data-at]")) {
      if (Number(one.dataset.at) > offset) break;
      found = one;
    }
    return found;
  };
  const placeOf = (node, offset) => {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("#desk-text [data-at]");
    if (!holder) return null;
    const inner = node.nodeType === Node.TEXT_NODE ? offset : offset ? node.textContent.length : 0;
    return Number(holder.dataset.at) + [...holder.textContent.slice(0, inner)].length;
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!$("#desk-text").contains(range.commonAncestorContainer)) return null;
    const start = placeOf(range.startContainer, range.startOffset), end = placeOf(range.endContainer, range.endOffset);
    return start === null || end === null ? null : { start, end };
  };

  const split = () => {
    const chooser = $("[data-split]");
    if (!chooser) return;
    const place = selected();
    if (place && place.start === place.end && place.start > Number(chooser.dataset.start) && place.start < Number(chooser.dataset.end)) {
      const button = $("button[formaction]", chooser);
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "tai", value: String(place.start) });
      for (const radio of chooser.querySelectorAll("[name=tai]")) radio.checked = false;
      chooser.append(field);
      button.form.requestSubmit(button);
      return;
    }
    chooser.open = true;
    const first = $("input[type=radio]", chooser);
    if (first) { first.checked = true; first.focus(); }
  };

  const add = () => {
    const box = $("#desk-add");
    if (!box) return;
    const place = selected();
    const form = $("form", box);
    if (place && place.end > place.start) {
      form.elements.tu.value = place.start;
      form.elements.den.value = place.end;
      form.requestSubmit();
      return;
    }
    box.open = true;
    form.elements.chu.focus();
  };

  /* Keys */
  const press = (key) => {
    const what = $(`#desk-list [data-key="${key}"], #desk-tools [data-key="${key}"]`);
    if (!what || what.disabled) return false;
    if (what.tagName === "A") what.click();
    else what.form.requestSubmit(what);
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("[data-open] input, [data-open] textarea, [data-open] select");
    if (typing && event.key === "Escape") { typing.blur(); $(`#f${current()}`).focus(); return; }
    if (typing && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); press("Enter"); return; }
    if (!window.namro || !window.namro.keys(event) || event.defaultPrevented) return;
    const own = event.target.closest && event.target.closest("a, button, summary, input, [role=button]");
    switch (event.key) {
      case "Enter":
        if (own || !press("Enter")) return;
        break;
      case "j": case "k": case "m": case "x": case "u":
        if (!press(event.key)) return;
        break;
      case "e": {
        const first = $("[data-open] .desk-fields:not([disabled]) :is(input, textarea, select)");
        if (!first) return;
        first.focus();
        break;
      }
      case "s": split(); break;
      case "a": add(); break;
      default: return;
    }
    event.preventDefault();
  });

  /* What is typed and not yet kept */
  const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-draft]");
    if (!form || !event.target.name) return;
    const typed = {};
    for (const one of form.querySelectorAll(".desk-fields :is(input, textarea, select)")) {
      const drawn = one.tagName === "SELECT" ? [...one.options].find((option) => option.defaultSelected)?.value ?? one.value : one.defaultValue;
      if (one.name && one.value !== drawn) typed[one.name] = one.value;
    }
    try {
      if (Object.keys(typed).length) localStorage.setItem(form.dataset.draft, JSON.stringify(typed));
      else localStorage.removeItem(form.dataset.draft);
    } catch { /* a browser that keeps nothing */ }
  });
  const forget = (form) => { if (form.dataset.draft) try { localStorage.removeItem(form.dataset.draft); } catch { /* nothing kept */ } };
  const refill = () => {
    const form = $("[data-draft]");
    const typed = form && stored(form.dataset.draft);
    if (!typed) return;
    for (const [name, value] of Object.entries(typed)) if (form.elements[name]) form.elements[name].value = value;
    say($("#desk-said").dataset.kept);
  };

  settle(false);
})();
