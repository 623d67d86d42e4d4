// Set aside, reject, ask, split: a small form each, told to the farm as JSON; what it refuses is said in the form.
"use strict";

import { Refused, post } from "./review_server.js";
import { make, say } from "./review_texts.js";

export class Dialogs {
  /** `heard(act, answer)` when the farm has done it. */
  constructor(heard) {
    this.heard = heard;
    for (const dialog of document.querySelectorAll("dialog[data-act]")) {
      if (dialog.dataset.act !== "help") dialog.addEventListener("submit", (event) => this.#submit(event, dialog));
      dialog.addEventListener("close", () => this.back?.focus());
      dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
    }
  }

  get isOpen() {
    return document.querySelector("dialog[open]") !== null;
  }

  open(act, doc, question = null) {
    const dialog = document.querySelector(`dialog[data-act="${act}"]`);
    if (!dialog || this.isOpen) return;
    this.doc = doc;
    this.back = document.activeElement;
    dialog.querySelector("form")?.reset();
    this.#problem(dialog, "");
    if (act === "split") this.#pages(dialog, doc);
    if (act === "set-aside") this.#days(dialog);
    if (question) {
      dialog.querySelector("#asked-of-me").textContent = question.question;
      dialog.querySelector("[name=question_id]").value = question.id;
    }
    dialog.showModal();
  }

  #pages(dialog, doc) {
    const figures = doc.pages.map((page) => {
      const box = Object.assign(make("input"), { type: "checkbox", name: "first", value: page.number, checked: page.number === 1, disabled: page.number === 1 });
      const image = Object.assign(make("img"), { src: page.address, alt: "", loading: "lazy" });
      return make("label", "rv-first", image, make("span", "", box, ` ${say("begins", { number: page.number })}`));
    });
    dialog.querySelector(".rv-firsts").replaceChildren(...figures);
  }

  #days(dialog) {
    const day = new Date();
    day.setDate(day.getDate() + 1);
    const input = dialog.querySelector("input[type=date]");
    const iso = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
    input.value = input.min = iso(day);
  }

  #body(dialog) {
    const form = new FormData(dialog.querySelector("form"));
    const act = dialog.dataset.act;
    if (act === "split") return { first_pages: form.getAll("first").map(Number) };
    const body = Object.fromEntries(form.entries());
    if (act === "answer") body.question_id = Number(body.question_id);
    if (act === "set-aside") body.until = body.until ? new Date(`${body.until}T08:00:00`).toISOString() : null;
    return body;
  }

  async #submit(event, dialog) {
    event.preventDefault();
    const act = dialog.dataset.act;
    const button = dialog.querySelector("button:not([type=button])");
    button.disabled = true;
    try {
      const answer = await post(`/review/${this.doc.id}/${act}`, this.#body(dialog));
      this.back = null;
      dialog.close();
      this.heard(act, answer);
    } catch (error) {
      this.#problem(dialog, error instanceof Refused ? error.message : say("not_reached"));
    } finally {
      button.disabled = false;
    }
  }

  #problem(dialog, text) {
    const place = dialog.querySelector("[role=alert]");
    if (place) Object.assign(place, { textContent: text, hidden: !text });
  }
}
