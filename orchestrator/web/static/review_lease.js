// Who edits: the open page says every half minute that it is still there, and hears when somebody took over.
"use strict";

import { Refused, post } from "./review_server.js";

const ALIVE_MS = 30_000;

export class Lease {
  /** `heard(editing)`: null while it is ours, else who edits it. */
  constructor(heard) {
    this.heard = heard;
    this.id = "";
    this.version = "";
    this.timer = setInterval(() => this.#ask("keep"), ALIVE_MS);
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.#ask("keep"); });
  }

  /** Begin to edit this document; `over` takes it from whoever has it. */
  async take(id, over = false) {
    if (this.id && this.id !== id) this.leave();
    this.id = id;
    this.version = "";
    await this.#ask(over ? "take_over" : "take");
  }

  /** Let it go, so that others need not wait. */
  leave() {
    if (!this.id) return;
    post(`/review/${this.id}/editing`, { act: "release" }, { keepalive: true }).catch(() => {});
    this.id = "";
  }

  /** It was saved or decided: nothing is left to edit. */
  forget() {
    this.id = "";
  }

  async #ask(act) {
    const { id } = this;
    if (!id) return;
    try {
      const { version } = await post(`/review/${id}/editing`, { act });
      if (id === this.id) {
        this.version = version;
        this.heard(null);
      }
    } catch (error) {
      if (error instanceof Refused && error.body.editing && id === this.id) this.heard(error.body.editing);
    }
  }
}
