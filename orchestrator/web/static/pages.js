// Two comforts that the pages also work without: fresh figures, and a value that points at its place on the page.
"use strict";

const EVERY_MS = 4000;

function touched(part) {
  const focused = document.activeElement;
  const typing = part.contains(focused) && /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName);
  const written = [...part.querySelectorAll("input:not([type=hidden]), textarea")].some(
    (field) => field.value !== field.defaultValue,
  );
  const selection = getSelection();
  const marking = selection && !selection.isCollapsed && part.contains(selection.anchorNode);
  return typing || written || marking;
}

function replace(part, fresh) {
  if (part.innerHTML === fresh.innerHTML || touched(part)) return;
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const opened = [...part.querySelectorAll("details")].map((one) => one.open);
  part.replaceWith(fresh);
  fresh.querySelectorAll("details").forEach((one, index) => { one.open = opened[index] ?? false; });
  if (focused) fresh.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

async function refresh() {
  const parts = document.querySelectorAll("[data-live][id]");
  if (document.hidden || parts.length === 0) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (fresh) replace(part, fresh);
    }
    document.body.classList.remove("stale");
  } catch {
    document.body.classList.add("stale");
  }
}

async function keepFresh() {
  await refresh();
  setTimeout(keepFresh, EVERY_MS);
}

function light(key, on) {
  for (const one of document.querySelectorAll(`[data-value="${CSS.escape(key)}"]`)) one.classList.toggle("lit", on);
}

for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, (happened) => {
    const key = happened.target.closest?.("[data-value]")?.dataset.value;
    if (key) light(key, on);
  });
}

setTimeout(keepFresh, EVERY_MS);

// The menu of further pages closes like any other: by Escape, or a click elsewhere.
document.addEventListener("click", (happened) => {
  for (const menu of document.querySelectorAll(".more[open]")) if (!menu.contains(happened.target)) menu.open = false;
});
document.addEventListener("keydown", (pressed) => {
  const menu = pressed.key === "Escape" && document.querySelector(".more[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
