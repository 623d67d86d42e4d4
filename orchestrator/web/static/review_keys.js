// Which keys do what, wherever one stands on the page.
"use strict";

const KEYS = {
  "ctrl+Enter": "save", "ctrl+NumpadEnter": "save", "ctrl+KeyZ": "undo", "ctrl+shift+KeyZ": "redo", "ctrl+KeyY": "redo",
  "alt+PageUp": "page-back", "alt+PageDown": "page-on", "alt+Equal": "nearer", "alt+NumpadAdd": "nearer",
  "alt+Minus": "farther", "alt+NumpadSubtract": "farther", "alt+Digit0": "fit", "alt+Numpad0": "fit",
  "alt+KeyL": "lines", "alt+KeyN": "skip", "alt+KeyA": "set-aside", "alt+KeyR": "reject", "alt+KeyQ": "ask",
  "alt+KeyU": "undo-saving", "alt+KeyO": "take-over", F1: "help",
};

/** The act that was asked for by a key, undefined for none. */
export function actOf(event) {
  if (event.key === "?" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return "help";
  const held = [event.ctrlKey || event.metaKey ? "ctrl" : "", event.altKey ? "alt" : "", event.shiftKey ? "shift" : ""];
  // By the letter where the layout has it, else by where the key is, so that Ctrl+Z works in every script.
  const key = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  return KEYS[[...held.filter(Boolean), key].join("+")];
}
