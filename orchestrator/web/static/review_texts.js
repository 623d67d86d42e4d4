// The page's words in the reader's language, put into the page by the server.
"use strict";

const TEXTS = JSON.parse(document.getElementById("review-texts")?.textContent ?? "{}");

/** The text of this key; `{names}` in it are replaced by the values. */
export function say(key, values = {}) {
  return (TEXTS[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** An element with a class, texts as text, and children. */
export function make(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
