// What the page says about itself: who else edits, what was saved, what was not, whether the farm answers.
"use strict";

import { make, say } from "./review_texts.js";

export class Notices {
  constructor(root) {
    this.root = root;
    this.status = root.querySelector("#said");
    this.problem = root.querySelector("#problem");
    this.connection = root.querySelector("#connection");
    this.others = root.querySelector("#editing");
    this.refusals = root.querySelector("#refused");
    this.saved = root.querySelector("#saved");
    this.lastSaved = "";
    this.isLost = false;
  }

  /** Something worth a line; screen readers read it when they come to it. */
  say(text) {
    this.alert("");
    this.status.textContent = text;
  }

  /** Something that stands in the way; screen readers read it at once. */
  alert(text) {
    Object.assign(this.problem, { textContent: text, hidden: !text });
  }

  /** The head of a document: what it is, why it waits, what was asked about it. */
  show(doc) {
    this.alert("");
    this.editing(doc.editing);
    this.#text("h1", doc.title);
    this.#text("#total", doc.total);
    this.#text("#facts", doc.facts);
    this.why(doc.problems, doc.fields.map((field) => field.problem));
    this.#text("#why-not", doc.why_not);
    this.root.querySelector("#why-not").hidden = !doc.why_not;
    this.root.querySelector("#aside").hidden = !doc.set_aside;
    this.#text("#aside span", doc.set_aside);
    this.root.querySelector("#questions").replaceChildren(...doc.questions.map((one) => this.#question(one)));
    this.root.querySelector("#story").href = `/documents/${doc.id}`;
  }

  /** Why it waits, without what its fields say themselves. */
  why(problems, atFields) {
    const told = atFields.filter(Boolean).sort((one, other) => other.length - one.length);
    const bare = (sentence) => told.reduce((rest, part) => rest.replaceAll(part, ""), sentence).trim();
    const lines = problems.filter(bare).map((sentence) => make("li", "", sentence));
    this.root.querySelector("#why").replaceChildren(...lines);
  }

  editing(who) {
    this.others.hidden = !who;
    if (who) this.others.querySelector("span").textContent = say("edited_by", who);
  }

  refused(id, title, reason) {
    const again = make("button", "", say("open_again"));
    again.type = "button";
    again.dataset.open = id;
    again.addEventListener("click", () => line.remove());
    const line = make("li", "notice bad", make("span", "", say("not_saved", { title, reason })), " ", again);
    this.refusals.append(line);
  }

  /** How saving goes. */
  saving(event, { id, title, waiting }) {
    this.isLost = event === "lost" || event === "loggedout";
    this.connection.hidden = !this.isLost;
    if (this.isLost) this.connection.querySelector("span").textContent = say(event, { count: waiting });
    this.connection.querySelector("a").hidden = event !== "loggedout";
    if (event === "saved") this.lastSaved = id;
    const told = { sending: "saving", saved: "saved" }[event];
    this.saved.hidden = !told;
    this.saved.querySelector("span").textContent = told ? say(told, { title }) : "";
    this.saved.querySelector("button").hidden = event !== "saved";
  }

  #text(selector, text) {
    this.root.querySelector(selector).textContent = text;
  }

  #question(one) {
    const asked = make("p", "", make("b", "", say("asked", one)), ` ${one.question}`);
    const line = make("li", "notice person", asked);
    if (one.answer) line.append(make("p", "", make("b", "", say("answered", one)), ` ${one.answer}`));
    if (!one.for_me) return line;
    const button = make("button", "", say("answer"));
    Object.assign(button, { type: "button" });
    button.dataset.answers = one.id;
    line.append(button);
    return line;
  }
}
