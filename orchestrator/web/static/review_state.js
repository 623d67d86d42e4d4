// What a person did to one document so far, every step of it undoable.
"use strict";

const SURE = 0.8;
const MOST_STEPS = 300;

export class State {
  constructor(doc) {
    this.doc = doc;
    this.fields = new Map(doc.fields.map((field) => [field.name, field]));
    this.now = { values: {}, places: {}, confirmed: [], lines: doc.lines.map((row) => [...row]) };
    for (const field of doc.fields) this.now.values[field.name] = field.text;
    this.doubts = new Map(doc.fields.filter((field) => field.doubtful).map((field) => [field.name, field.problem]));
    if (doc.lines_problem) this.doubts.set("lines", doc.lines_problem);
    this.linesAsRead = JSON.stringify(this.now.lines);
    this.past = [];
    this.future = [];
    this.step = "";
  }

  /** Do one step. Steps of the same name in a row (typing in one field) are undone together; `null` stands alone. */
  change(step, act) {
    const before = structuredClone(this.now);
    act(this.now);
    if (JSON.stringify(before) === JSON.stringify(this.now)) return false;
    if (step === null || step !== this.step) this.past.push(before);
    if (this.past.length > MOST_STEPS) this.past.shift();
    this.step = step ?? "";
    this.future = [];
    return true;
  }

  /** What comes next is a step of its own. */
  settle() {
    this.step = "";
  }

  undo() {
    return this.#swap(this.past, this.future);
  }

  redo() {
    return this.#swap(this.future, this.past);
  }

  #swap(from, to) {
    if (from.length === 0) return false;
    to.push(this.now);
    this.now = from.pop();
    this.step = "";
    return true;
  }

  value(name) {
    return this.now.values[name] ?? "";
  }

  changed(name) {
    return this.value(name).trim() !== (this.fields.get(name)?.text ?? "");
  }

  /** Doubtful as things are now, and not looked at: neither confirmed nor typed anew. `lines` are all of the lines. */
  open(name) {
    if (!this.doubts.has(name) || this.now.confirmed.includes(name)) return false;
    return name === "lines" ? !this.linesChanged : !(this.changed(name) && this.value(name).trim());
  }

  /** Whether the field was read well and is doubted only for what stands beside it; that may pass by itself. */
  doubtMayPass(name) {
    return name === "lines" || (this.fields.get(name)?.confidence ?? 0) >= SURE;
  }

  get openFields() {
    return [...this.doc.fields.map((field) => field.name), "lines"].filter((name) => this.open(name));
  }

  get linesChanged() {
    return JSON.stringify(this.now.lines) !== this.linesAsRead;
  }

  get touched() {
    return this.linesChanged || this.now.confirmed.length > 0 || this.doc.fields.some(({ name }) => this.changed(name));
  }

  /** The lines by column, an empty row as empty texts. */
  get allLines() {
    const named = (row) => this.doc.columns.map((column, at) => [column.name, (row[at] ?? "").trim()]);
    return this.now.lines.map((row) => Object.fromEntries(named(row)));
  }

  /** What the farm is told when it is saved. */
  get changes() {
    const changed = this.doc.fields.map(({ name }) => name).filter((name) => this.changed(name));
    const pick = (from) => Object.fromEntries(changed.filter((name) => from[name]).map((name) => [name, from[name]]));
    return {
      version: this.doc.version,
      values: Object.fromEntries(changed.map((name) => [name, this.value(name).trim()])),
      places: pick(this.now.places),
      lines: this.linesChanged ? this.allLines : null,
      confirmed: this.now.confirmed.filter((name) => !changed.includes(name) && !(name === "lines" && this.linesChanged)),
    };
  }

  /** What is kept in the browser, so that nothing typed is lost. */
  get draft() {
    const { values, places, confirmed } = this.changes;
    return { version: this.doc.version, values, places, confirmed, lines: this.linesChanged ? this.now.lines : null };
  }

  /** Take up what was typed before; fields that are no more are left out. */
  take(draft) {
    return this.change(null, (now) => {
      for (const [name, text] of Object.entries(draft.values ?? {})) if (this.fields.has(name)) now.values[name] = text;
      for (const [name, place] of Object.entries(draft.places ?? {})) if (this.fields.has(name)) now.places[name] = place;
      const sure = (draft.confirmed ?? []).filter((name) => (name === "lines" || this.fields.has(name)) && draft.version === this.doc.version);
      now.confirmed = [...new Set([...now.confirmed, ...sure])];
      if (draft.lines) now.lines = draft.lines.map((row) => [...row]);
    });
  }
}
