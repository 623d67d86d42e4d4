// The lines as a grid: arrows and Enter move, rows come and go, and a block from a spreadsheet is pasted where one stands.
"use strict";

import { block } from "./review_paste.js";
import { make, say } from "./review_texts.js";

const MOST_LINES = 1000;

export class Lines {
  /** `heard.changed()` after each change, `heard.told(text)` for what is worth saying, `heard.done()` below the last row. */
  constructor(table, heard) {
    Object.assign(this, { table, heard, wrong: {}, suggested: new Map() });
    this.hint = table.closest("section").querySelector(".rv-hint");
    this.usual = this.hint.textContent;
    this.body = table.tBodies[0];
    table.addEventListener("keydown", (event) => this.#key(event));
    table.addEventListener("input", (event) => this.#typed(event));
    table.addEventListener("focusin", (event) => event.target.tagName === "INPUT" && this.#entered(event.target));
    table.addEventListener("focusout", () => this.state?.settle());
    table.addEventListener("paste", (event) => this.#paste(event));
    table.addEventListener("click", (event) => this.#clicked(event));
  }

  show(state, editable) {
    Object.assign(this, { state, editable, wrong: {}, suggested: new Map(), at: [0, 0] });
    const heads = state.doc.columns.map((column) => {
      const head = make("th", column.numeric ? "num" : "", column.label);
      head.scope = "col";
      return head;
    });
    const corner = make("th", "", make("span", "unseen", say("line")));
    corner.scope = "col";
    this.table.tHead.rows[0].replaceChildren(corner, ...heads, make("td"));
    this.body.replaceChildren();
    this.refresh();
  }

  /** Show the lines as they are now. */
  refresh() {
    const { lines } = this.state.now;
    while (this.body.rows.length > lines.length) this.body.lastElementChild.remove();
    while (this.body.rows.length < lines.length) this.body.append(this.#row(this.body.rows.length));
    lines.forEach((row, number) => this.#fill(this.body.rows[number], row, number));
    this.table.closest("section").classList.toggle("rv-nolines", lines.length === 0);
  }

  #row(number) {
    const head = make("th", "num", String(number + 1));
    head.scope = "row";
    const cells = this.state.doc.columns.map((column, at) => {
      const input = make("input", column.numeric ? "num" : "");
      Object.assign(input, { autocomplete: "off", spellcheck: false, readOnly: !this.editable });
      if (column.numeric) input.inputMode = "decimal";
      Object.assign(input.dataset, { row: number, column: at });
      input.setAttribute("aria-label", say("cell", { number: number + 1, column: column.label }));
      return make("td", "", input);
    });
    const remove = make("button", "rv-remove", "×");
    Object.assign(remove, { type: "button", tabIndex: -1, title: say("remove_line"), hidden: !this.editable });
    remove.setAttribute("aria-label", say("remove_line_number", { number: number + 1 }));
    remove.dataset.remove = number;
    return make("tr", "", head, ...cells, make("td", "", remove));
  }

  #fill(row, values, number) {
    const asRead = this.state.doc.lines[number];
    for (const input of row.querySelectorAll("input")) {
      const at = Number(input.dataset.column);
      const value = values[at] ?? "";
      const wrong = this.wrong[`${number}.${this.state.doc.columns[at].name}`] ?? "";
      if (input.value !== value) input.value = value;
      input.placeholder = this.state.doc.hints[number]?.[at] ?? "";
      input.classList.toggle("rv-changed", value.trim() !== (asRead?.[at] ?? ""));
      input.classList.toggle("rv-wrong", Boolean(wrong));
      input.title = wrong || (value.length > 25 ? value : "");
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
    }
  }

  /** Whether the lines are to be checked, and why. */
  doubted(open, problem) {
    const part = this.table.closest("section");
    part.classList.toggle("rv-open", open);
    part.querySelector("#lines-problem").textContent = problem;
    part.querySelector("[data-act=confirm-lines]").hidden = !open || this.state.now.lines.length === 0;
  }

  /** What the farm says of the cells, by "row.column" with rows from 0. */
  judged(wrong, suggestions) {
    this.wrong = wrong;
    this.suggested = new Map();
    for (const one of suggestions) this.suggested.set(one.field, [...(this.suggested.get(one.field) ?? []), one]);
    this.refresh();
    this.#hint();
  }

  /** Below the lines: what is wrong with the cell, or what the sums suggest for it. */
  #hint() {
    const here = this.table.contains(document.activeElement) ? this.#cell(...this.at) : "";
    const [first] = this.suggested.get(here) ?? [];
    const told = this.wrong[here] ?? (first ? say("suggested", first) : "");
    this.hint.textContent = told || this.usual;
    this.hint.classList.toggle("alarm", here in this.wrong);
  }

  #cell(row, column) {
    return `${row}.${this.state.doc.columns[column]?.name}`;
  }

  #takeSuggestion(row, column) {
    const offered = this.suggested.get(this.#cell(row, column)) ?? [];
    if (offered.length === 0) return;
    const at = offered.findIndex((one) => one.value === this.state.now.lines[row][column]);
    this.#change(null, (lines) => { lines[row][column] = offered[(at + 1) % offered.length].value; });
    this.#input(row, column).select();
  }

  focus(row = this.at[0], column = this.at[1]) {
    const rows = this.body.rows.length;
    if (rows === 0) return this.editable && this.add(0);
    const input = this.#input(Math.min(row, rows - 1), column);
    input?.focus();
  }

  /** To a cell by "row.column", rows from 0. */
  focusCell(where) {
    const [row, name] = where.split(".");
    this.focus(Number(row), this.state.doc.columns.findIndex((column) => column.name === name));
  }

  /** Put a text into the cell where one stands, or behind what is there. */
  take(text, append) {
    const [row, column] = this.at;
    this.#change(null, (lines) => {
      const there = lines[row][column];
      lines[row][column] = append && there ? `${there} ${text}` : text;
    });
    this.focus();
  }

  add(at = this.state.now.lines.length, column = 0) {
    if (this.state.now.lines.length >= MOST_LINES) return this.heard.told(say("too_many_lines", { most: MOST_LINES }));
    this.#change(null, (lines) => lines.splice(at, 0, this.#empty()));
    this.focus(at, column);
  }

  remove(at = this.at[0]) {
    if (!this.state.now.lines[at]) return;
    this.#change(null, (lines) => lines.splice(at, 1));
    this.heard.told(say("line_removed", { number: at + 1 }));
    if (this.state.now.lines.length > 0) this.focus(Math.min(at, this.state.now.lines.length - 1));
  }

  #empty() {
    return this.state.doc.columns.map(() => "");
  }

  #input(row, column) {
    return this.body.rows[row]?.querySelector(`[data-column="${column}"]`);
  }

  #change(step, act) {
    if (!this.editable || !this.state.change(step, (now) => act(now.lines))) return;
    this.wrong = {};
    this.refresh();
    this.heard.changed();
  }

  #entered(input) {
    this.at = [Number(input.dataset.row), Number(input.dataset.column)];
    input.select();
    const [row, column] = this.at;
    const asRead = input.value === this.state.doc.lines[row]?.[column];
    this.#hint();
    this.heard.entered(asRead ? this.state.doc.places[row]?.[column] : null);
  }

  #typed({ target }) {
    const [row, column] = this.at;
    this.#change(`cell ${row} ${column}`, (lines) => { lines[row][column] = target.value; });
  }

  #clicked(event) {
    const at = event.target.closest("[data-remove]")?.dataset.remove;
    if (at !== undefined) this.remove(Number(at));
  }

  #paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.trim()) || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const [row, column] = this.at;
    const { rows, heading } = block(text, this.state.doc.columns, column);
    const fitting = rows.slice(0, MOST_LINES - row);
    this.#change(null, (lines) => {
      fitting.forEach((cells, down) => {
        lines[row + down] ??= this.#empty();
        cells.slice(0, this.state.doc.columns.length - column).forEach((cell, on) => { lines[row + down][column + on] = cell; });
      });
    });
    const left = fitting.length < rows.length ? ` ${say("too_many_lines", { most: MOST_LINES })}` : "";
    this.heard.told(say(heading ? "pasted_heading" : "pasted", { count: fitting.length }) + left);
    this.focus(row, column);
  }

  #key(event) {
    const input = event.target;
    if (input.tagName !== "INPUT" || event.isComposing) return;
    const [row, column] = this.at;
    const act = this.#act(event, input, row, column);
    if (!act) return;
    event.preventDefault();
    act();
  }

  #act(event, input, row, column) {
    const { key } = event;
    const last = this.state.now.lines.length - 1;
    if (event.altKey && key === "Insert") return () => this.add(row + 1, column);
    if (event.altKey && key === "Delete") return () => this.remove(row);
    if ((event.altKey && key === "ArrowDown") || (event.ctrlKey && event.code === "Space")) return () => this.#takeSuggestion(row, column);
    if (event.ctrlKey || event.altKey || event.metaKey) return null;
    const filled = this.state.now.lines[row]?.some((cell) => cell.trim());
    if (key === "ArrowDown") return row < last ? () => this.focus(row + 1, column) : filled && this.editable ? () => this.add(last + 1, column) : () => {};
    if (key === "ArrowUp" || (key === "Enter" && event.shiftKey)) return () => this.focus(Math.max(row - 1, 0), column);
    if (key === "Enter") return row < last ? () => this.focus(row + 1, column) : () => this.heard.done();
    if (key === "Escape") return () => this.#restore(row, column);
    const [from, to] = [input.selectionStart, input.selectionEnd];
    const whole = from === 0 && to === input.value.length;
    if (key === "ArrowLeft" && column > 0 && (whole || to === 0)) return () => this.focus(row, column - 1);
    if (key === "ArrowRight" && column < this.state.doc.columns.length - 1 && (whole || from === input.value.length)) return () => this.focus(row, column + 1);
    return null;
  }

  #restore(row, column) {
    const asRead = this.state.doc.lines[row]?.[column] ?? "";
    this.#change(null, (lines) => { lines[row][column] = asRead; });
    this.#input(row, column)?.select();
  }
}
