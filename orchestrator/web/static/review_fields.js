// The fields at the right: the doubtful ones first, each with what is doubtful about it and what the sums suggest.
"use strict";

import { make, say } from "./review_texts.js";

const idOf = (name) => `field-${name}`;

export class Fields {
  /** `heard.changed()` after each change, `heard.focused(name)`, `heard.done()` when Enter finds nothing left to look at. */
  constructor(doubtful, others, heard) {
    Object.assign(this, { doubtful, others, heard, suggested: new Map() });
    for (const part of [doubtful, others]) {
      part.addEventListener("keydown", (event) => this.#key(event));
      part.addEventListener("input", (event) => this.#typed(event));
      part.addEventListener("focusin", (event) => this.#focused(event));
      part.addEventListener("focusout", () => this.state?.settle());
      part.addEventListener("click", (event) => this.#clicked(event));
    }
  }

  show(state, editable) {
    this.state = state;
    this.rows = new Map();
    this.suggested = new Map();
    const rowsOf = (wanted) => state.doc.fields.filter((field) => field.doubtful === wanted).map((field) => this.#row(field, editable));
    this.doubtful.replaceChildren(...rowsOf(true));
    this.others.replaceChildren(...rowsOf(false));
    this.refresh();
  }

  #row(field, editable) {
    const input = make("input");
    Object.assign(input, { id: idOf(field.name), name: field.name, autocomplete: "off", spellcheck: false, readOnly: !editable });
    input.setAttribute("aria-describedby", `${input.id}-why`);
    if (field.required) input.setAttribute("aria-required", "true");
    const label = make("label", "", field.label);
    label.htmlFor = input.id;
    const mark = make("span", "rv-mark");
    const why = make("p", "rv-why");
    why.id = `${input.id}-why`;
    const row = make("div", "rv-field", label, input, mark, why, make("div", "rv-offers"));
    row.dataset.field = field.name;
    this.rows.set(field.name, { row, input, mark, why, offers: row.lastChild, wrong: "" });
    return row;
  }

  /** Show the values as they are now. */
  refresh() {
    const told = new Set();
    for (const [name, { row, input, mark, why, wrong }] of this.rows) {
      const field = this.state.fields.get(name);
      const value = this.state.value(name);
      if (input.value !== value) input.value = value;
      const open = this.state.open(name);
      const changed = this.state.changed(name);
      row.classList.toggle("rv-open", open);
      row.classList.toggle("rv-changed", changed);
      row.classList.toggle("rv-wrong", Boolean(wrong));
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
      mark.textContent = wrong ? "!" : open ? "?" : field.doubtful || changed ? "✓" : "";
      mark.title = wrong ? "" : say(open ? "mark_open" : changed ? "mark_changed" : field.doubtful ? "mark_sure" : "mark_read");
      const reason = wrong || this.#why(field, changed);
      why.textContent = told.has(reason) && this.state.doubtMayPass(name) ? say("as_above") : reason;
      told.add(reason);
    }
  }

  #why(field, changed) {
    if (changed && this.state.value(field.name)) return field.text ? say("was", { text: field.text }) : "";
    const problem = this.state.doubts.get(field.name);
    if (problem === undefined) return "";
    if (this.state.doubtMayPass(field.name)) return problem;
    return field.text ? say("sure", { percent: Math.round(field.confidence * 100) }) : say("missing");
  }

  /** What the farm says of the values: `wrong` by field, and `suggestions`; the state has the doubts. */
  judged(wrong, suggestions) {
    this.suggested = new Map();
    for (const one of suggestions) {
      if (this.state.value(one.field).trim() === one.value) continue;
      this.suggested.set(one.field, [...(this.suggested.get(one.field) ?? []), one]);
    }
    for (const [name, row] of this.rows) {
      row.wrong = wrong[name] ?? "";
      row.offers.replaceChildren(...(this.suggested.get(name) ?? []).map((one, at) => this.#offer(one, at)));
    }
    this.refresh();
  }

  #offer(one, at) {
    const button = make("button", "rv-offer", make("b", "", one.value), ` ${one.because}`);
    Object.assign(button, { type: "button", tabIndex: -1 });
    button.dataset.value = one.value;
    if (at === 0) button.append(" ", make("kbd", "", "Alt ↓"));
    return button;
  }

  focus(name) {
    this.rows.get(name)?.input.focus();
  }

  /** To the first field that is still open, or the first at all. */
  focusFirst() {
    const name = this.state.openFields[0] ?? this.state.doc.fields[0]?.name;
    if (name) this.focus(name);
  }

  /** To the next open field after this one, then from the beginning; false where none is open. */
  focusNext(after) {
    const names = this.state.doc.fields.map((field) => field.name);
    const at = names.indexOf(after) + 1;
    const next = [...names.slice(at), ...names.slice(0, at)].find((name) => name !== after && this.state.open(name));
    if (next) this.focus(next);
    return Boolean(next);
  }

  confirm(name) {
    if (!this.state.open(name) || !this.state.value(name).trim()) return;
    if (this.state.change(null, (now) => now.confirmed.push(name))) this.heard.changed();
  }

  /** Put a value in; `place` is where on the original it stands, if known. */
  set(name, text, place = null) {
    const changed = this.state.change(null, (now) => {
      now.values[name] = text;
      if (place) now.places[name] = place;
      else delete now.places[name];
    });
    if (changed) this.heard.changed();
  }

  takeSuggestion(name) {
    const offered = this.suggested.get(name) ?? [];
    if (offered.length === 0) return false;
    const at = offered.findIndex((one) => one.value === this.state.value(name));
    this.set(name, offered[(at + 1) % offered.length].value);
    this.rows.get(name).input.select();
    return true;
  }

  #name(event) {
    return event.target.closest("[data-field]")?.dataset.field;
  }

  #focused(event) {
    if (event.target.tagName !== "INPUT") return;
    event.target.select();
    this.heard.focused(this.#name(event));
  }

  #typed(event) {
    const name = this.#name(event);
    const text = event.target.value;
    const changed = this.state.change(`typing ${name}`, (now) => {
      now.values[name] = text;
      delete now.places[name];
      now.confirmed = now.confirmed.filter((one) => one !== name);
    });
    if (changed) this.heard.changed();
  }

  #restore(name) {
    const changed = this.state.change(null, (now) => {
      now.values[name] = this.state.fields.get(name).text;
      delete now.places[name];
      now.confirmed = now.confirmed.filter((one) => one !== name);
    });
    if (changed) this.heard.changed();
    this.rows.get(name).input.select();
  }

  #clicked(event) {
    const offer = event.target.closest(".rv-offer");
    if (!offer) return;
    const name = this.#name(event);
    this.set(name, offer.dataset.value);
    this.focus(name);
  }

  #key(event) {
    const name = this.#name(event);
    if (event.target.tagName !== "INPUT" || event.isComposing || this.rows.get(name).input.readOnly) return;
    const bare = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === "Tab" && bare && !event.shiftKey) this.confirm(name);
    else if (event.key === "Enter" && bare) {
      event.preventDefault();
      if (event.shiftKey) return this.#back(name);
      this.confirm(name);
      this.#onward(name);
    } else if (event.key === "Escape" && bare) {
      event.preventDefault();
      this.#restore(name);
    } else if ((event.key === "ArrowDown" && event.altKey) || (event.code === "Space" && event.ctrlKey)) {
      event.preventDefault();
      this.takeSuggestion(name);
    }
  }

  /** To the next open field. Where only doubts are left that this value may have dispelled, that is asked first. */
  async #onward(name) {
    const left = this.state.openFields.filter((one) => one !== name);
    if (this.state.changed(name) && left.length > 0 && left.every((one) => this.state.doubtMayPass(one))) await this.heard.settled();
    if (document.activeElement !== this.rows.get(name)?.input) return;
    if (!this.focusNext(name)) this.heard.done();
  }

  #back(name) {
    const names = this.state.doc.fields.map((field) => field.name);
    const before = names[names.indexOf(name) - 1];
    if (before) this.focus(before);
  }
}
