// The operations page while it is open: the server sends what changed, and each part is put in place of the old one
// with what the reader was doing in it: focus, typed text, opened details. Where no stream comes, the page asks.
"use strict";

(() => {
  const ASK_MS = 4000;
  const SILENT_MS = 8000;
  const note = document.getElementById("freshness");
  let composing = false;
  let heardAt = Date.now();
  let stream = null;
  let asking = false;

  const say = (state) => {
    const words = note.dataset[`${state}Words`] ?? "";
    if (note.textContent !== words) note.textContent = words;
    document.body.classList.toggle("stale", state === "stale");
  };

  const keyed = (part) => [...part.querySelectorAll("[data-key]")];
  const found = (part, key) => part.querySelector(`[data-key="${CSS.escape(key)}"]`);

  function isMarking(part) {
    const selection = getSelection();
    return composing || (selection && !selection.isCollapsed && part.contains(selection.anchorNode));
  }

  function memory(part) {
    const active = part.contains(document.activeElement) ? document.activeElement : null;
    const range = active?.selectionStart === undefined ? null : [active.selectionStart, active.selectionEnd];
    return {
      focus: active && { key: active.dataset.key, href: active.getAttribute("href"), range },
      open: keyed(part).filter((one) => one.open).map((one) => one.dataset.key),
      typed: keyed(part).filter((one) => one.value && one.tagName === "INPUT").map((one) => [one.dataset.key, one.value]),
      scrolled: keyed(part).filter((one) => one.scrollLeft || one.scrollTop)
        .map((one) => [one.dataset.key, one.scrollLeft, one.scrollTop]),
    };
  }

  function recall(part, kept) {
    for (const key of kept.open) found(part, key)?.setAttribute("open", "");
    for (const [key, value] of kept.typed) { const field = found(part, key); if (field) field.value = value; }
    for (const [key, left, top] of kept.scrolled) found(part, key)?.scrollTo(left, top);
    if (!kept.focus) return;
    const { key, href, range } = kept.focus;
    const again = key ? found(part, key) : href && part.querySelector(`[href="${CSS.escape(href)}"]`);
    again?.focus({ preventScroll: true });
    if (again && range && range[0] !== null) again.setSelectionRange(...range);
  }

  function put(parts) {
    for (const [id, html] of Object.entries(parts)) {
      const part = document.getElementById(id);
      if (!part || isMarking(part)) continue;
      const kept = memory(part);
      part.innerHTML = html;
      recall(part, kept);
    }
    heardAt = Date.now();
  }

  async function ask() {
    try {
      const answer = await fetch("/operations/live", { headers: { accept: "application/json" }, redirect: "manual" });
      if (answer.type === "opaqueredirect") { say("out"); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      put(await answer.json());
      say("polled");
    } catch {
      say("stale");
    }
  }

  async function keepAsking() {
    if (asking) return;
    asking = true;
    while (stream === null && !document.hidden) {
      await ask();
      await new Promise((done) => { setTimeout(done, ASK_MS); });
    }
    asking = false;
  }

  function listen() {
    stream = new EventSource("/operations/events");
    stream.addEventListener("parts", (event) => { put(JSON.parse(event.data)); say("live"); });
    stream.addEventListener("out", () => { stop(); say("out"); });
    stream.onerror = () => {
      if (stream?.readyState === EventSource.CLOSED) { stop(); keepAsking(); } else if (Date.now() - heardAt > SILENT_MS) say("stale");
    };
  }

  function stop() {
    stream?.close();
    stream = null;
  }

  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) stop(); else if (!stream) listen(); });
  addEventListener("pagehide", stop);
  setInterval(() => { if (stream && Date.now() - heardAt > SILENT_MS) say("stale"); }, ASK_MS);
  if (!document.hidden) listen();
})();
