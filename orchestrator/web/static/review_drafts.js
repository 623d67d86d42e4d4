// What is typed and not yet saved, kept in this browser, and what waits to be sent until it is through.
"use strict";

import { LoggedOut, Lost, Refused, post } from "./review_server.js";

const OLDEST_MS = 7 * 24 * 3600 * 1000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/** Pieces of JSON in the browser's store by name; a browser that keeps nothing keeps them for this page. */
class Shelf {
  constructor(prefix) {
    this.prefix = prefix;
    this.here = new Map();
  }

  put(name, piece) {
    const text = JSON.stringify({ at: Date.now(), piece });
    this.here.set(name, text);
    try {
      localStorage.setItem(this.prefix + name, text);
    } catch {
      // Full, or forbidden: the page itself still knows.
    }
  }

  get(name) {
    return this.#read(this.here.get(name) ?? this.#kept(this.prefix + name));
  }

  remove(name) {
    this.here.delete(name);
    try {
      localStorage.removeItem(this.prefix + name);
    } catch {
      // Nothing was kept there.
    }
  }

  names() {
    try {
      const kept = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      return [...new Set([...this.here.keys(), ...kept.map((key) => key.slice(this.prefix.length))])];
    } catch {
      return [...this.here.keys()];
    }
  }

  forgetOld() {
    for (const name of this.names()) if (this.get(name) === null) this.remove(name);
  }

  #kept(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  #read(text) {
    try {
      const { at, piece } = JSON.parse(text);
      return Date.now() - at < OLDEST_MS ? piece : null;
    } catch {
      return null;
    }
  }
}

export function drafts(login) {
  const shelf = new Shelf(`botfarm-draft:${login}:`);
  shelf.forgetOld();
  return shelf;
}

/**
 * Saves on their way, oldest first. `told(event, save, answer)` hears of each: "sending", "saved", "refused", and of
 * "lost" and "loggedout" while the farm does not answer; then it is tried again until it is through.
 */
export class Outbox {
  constructor(login, told) {
    this.shelf = new Shelf(`botfarm-save:${login}:`);
    this.shelf.forgetOld();
    this.told = told;
    this.pause = FIRST_PAUSE_MS;
    this.running = null;
    this.timer = 0;
    addEventListener("online", () => this.hurry());
  }

  get waiting() {
    return this.shelf.names();
  }

  add(id, save) {
    this.shelf.put(id, save);
    this.hurry();
  }

  drop(id) {
    this.shelf.remove(id);
  }

  /** Try now; resolves when nothing waits or the farm was not reached. */
  hurry() {
    clearTimeout(this.timer);
    this.running ??= this.#alone().finally(() => { this.running = null; });
    return this.running;
  }

  /** Two tabs of one browser have the same saves to send; one of them at a time does, where the browser can tell. */
  async #alone() {
    if (!navigator.locks) return this.#sendAll();
    return navigator.locks.request(this.shelf.prefix, () => this.#sendAll());
  }

  async #sendAll() {
    let id;
    while ((id = this.waiting[0]) !== undefined) {
      const save = this.shelf.get(id);
      if (save === null) {
        this.shelf.remove(id);
        continue;
      }
      try {
        this.told("sending", { id, ...save });
        const answer = await post(`/review/${id}/save`, save.changes);
        this.shelf.remove(id);
        this.pause = FIRST_PAUSE_MS;
        this.told("saved", { id, ...save }, answer);
      } catch (error) {
        if (error instanceof Lost) {
          this.told(error instanceof LoggedOut ? "loggedout" : "lost", { id, ...save });
          this.timer = setTimeout(() => this.hurry(), this.pause);
          this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
          return;
        }
        this.shelf.remove(id);
        if (!(error instanceof Refused)) throw error;
        this.told("refused", { id, ...save }, error);
      }
    }
  }
}
