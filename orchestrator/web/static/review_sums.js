// Whether the sums hold, asked of the farm as one types: it reckons exactly, and reads numbers as it will when saving.
"use strict";

import { post } from "./review_server.js";
import { make, say } from "./review_texts.js";

const AFTER_MS = 120;

export class Sums {
  /** `heard(answer)` gets each newest answer: `checks`, `suggestions`, `wrong` by field, `wrong_cells` by cell. */
  constructor(list, heard) {
    Object.assign(this, { list, heard, timer: 0, asked: 0, answered: 0, running: Promise.resolve() });
  }

  show(state) {
    this.state = state;
    this.asked += 1;
    this.wrong = {};
    this.list.replaceChildren();
    this.soon(0);
  }

  /** Ask soon; many calls in a row ask once. */
  soon(after = AFTER_MS) {
    clearTimeout(this.timer);
    this.due = true;
    this.timer = setTimeout(() => { this.running = this.#ask(); }, after);
  }

  /** What is no value as things are now, as far as that is known within so many milliseconds. */
  async settled(within) {
    if (this.due) {
      clearTimeout(this.timer);
      this.running = this.#ask();
    }
    await Promise.race([this.running, new Promise((resolve) => setTimeout(resolve, within))]);
    return this.wrong;
  }

  async #ask() {
    this.due = false;
    const { state } = this;
    if (!state.doc.editable) return;
    const asked = ++this.asked;
    try {
      const answer = await post(`/review/${state.doc.id}/sums`, state.changes);
      if (asked !== this.asked || state !== this.state) return;
      this.wrong = answer.wrong;
      state.doubts = new Map(Object.entries(answer.doubtful));
      this.list.replaceChildren(...answer.checks.map((check) => this.#check(check)));
      this.heard(answer);
    } catch {
      // Not reached: the sums are told again with the next change, and the rules judge every saved document anyway.
    }
  }

  #check({ label, holds }) {
    const [kind, sign, words] = holds === null ? ["off", "–", "sum_unknown"] : holds ? ["done", "✓", "sum_holds"] : ["bad", "≠", "sum_fails"];
    const seen = make("span", "", `${sign} `);
    seen.setAttribute("aria-hidden", "true");
    return make("li", `chip ${kind}`, seen, label, make("span", "unseen", ` ${say(words)}`));
  }
}
