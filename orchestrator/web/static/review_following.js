// The document after this one: fetched beforehand with its picture and its words, so that it is there when it is wanted.
"use strict";

import { get } from "./review_server.js";
import { ready, words } from "./review_sheet.js";

const MOST_TRIES = 20;

export class Following {
  /** `onTheirWay()`: the ids of documents that are being saved; the farm may still name them as waiting. */
  constructor(onTheirWay) {
    this.onTheirWay = onTheirWay;
    this.prepared = null;
  }

  /** Fetch what comes after this document while this one is looked at. */
  prepare(id) {
    const fetched = this.#ask(id);
    this.prepared = { id, fetched };
    fetched.then(async (doc) => {
      const [first] = doc?.pages ?? [];
      if (!first) return;
      await ready(first.address);
      await words(first.words);
    }).catch(() => {}); // asked for again when it is wanted
  }

  /** The document after this one; null where none waits. */
  after(id) {
    if (this.prepared?.id !== id) return this.#ask(id);
    return this.prepared.fetched.catch(() => this.#ask(id));
  }

  async #ask(id) {
    const passed = new Set([id, ...this.onTheirWay()]);
    const gone = new Set();
    let after = id;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { document: doc } = await get(`/review/next?after=${encodeURIComponent(after)}`);
      if (!doc || !passed.has(doc.id)) return doc;
      if (gone.has(doc.id)) return null; // once around
      gone.add(doc.id);
      after = doc.id;
    }
    return null;
  }
}
