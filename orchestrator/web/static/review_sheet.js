// The picture of a page: where a value stands is lit, a click on a word takes it, a frame drawn around words takes all.
"use strict";

import { get } from "./review_server.js";
import { make, say } from "./review_texts.js";

const SVG = "http://www.w3.org/2000/svg";
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const DRAWN_PX = 4;
const SHARP_UP_TO = 1.9; // pixels of the screen for a point of the page; the usual picture has 1.5

const wordsOf = new Map();

/** The words of a page; asked for once, and again where that failed. */
export function words(address) {
  if (!wordsOf.has(address)) {
    if (wordsOf.size > 200) wordsOf.clear();
    const asked = get(address).then(({ words: found }) => found);
    asked.catch(() => wordsOf.delete(address));
    wordsOf.set(address, asked);
  }
  return wordsOf.get(address);
}

/** Have a picture ready, so that it shows at once. */
export async function ready(address) {
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function framed(rect, [x0, y0, x1, y1], margin = 1.5) {
  rect.setAttribute("x", x0 - margin);
  rect.setAttribute("y", y0 - margin);
  rect.setAttribute("width", Math.max(x1 - x0, 1) + 2 * margin);
  rect.setAttribute("height", Math.max(y1 - y0, 1) + 2 * margin);
  rect.removeAttribute("hidden");
}

function around(boxes) {
  const [x0, y0, x1, y1] = [0, 1, 2, 3].map((at) => boxes.map((box) => box[at]));
  return [Math.min(...x0), Math.min(...y0), Math.max(...x1), Math.max(...y1)];
}

export class Sheet {
  /** `taken(text, place, append)` hears of words that were taken; a place is a page's number and a box in points. */
  constructor(root, taken) {
    this.root = root;
    this.view = root.querySelector(".rv-view");
    this.taken = taken;
    this.zoom = 1;
    this.svg = shape("svg", { role: "img" });
    this.image = shape("image", { preserveAspectRatio: "none" });
    this.doubts = shape("g", { class: "rv-doubts" });
    this.lit = shape("rect", { class: "rv-lit", rx: 2 });
    this.hover = shape("rect", { class: "rv-word", rx: 1 });
    this.frame = shape("rect", { class: "rv-frame" });
    this.svg.append(this.image, this.doubts, this.hover, this.lit, this.frame);
    this.note = make("p", "rv-nopage");
    this.view.replaceChildren(this.svg, this.note);
    this.image.addEventListener("error", () => this.#cannotShow());
    this.#listen();
  }

  show(doc) {
    this.doc = doc;
    this.number = 0;
    this.lit.setAttribute("hidden", "");
    const pages = doc.pages.length;
    this.root.classList.toggle("rv-none", pages === 0);
    this.view.querySelector("iframe")?.remove();
    if (pages > 0) return this.turnTo(1);
    this.svg.setAttribute("hidden", "");
    this.note.textContent = doc.cannot_show || say("no_pages");
    if (doc.as_text) {
      const frame = make("iframe", "rv-text");
      Object.assign(frame, { src: doc.as_text, title: say("as_text") });
      frame.setAttribute("sandbox", "");
      this.note.textContent = "";
      this.view.append(frame);
    }
    this.#label();
  }

  get page() {
    return this.doc?.pages[this.number - 1];
  }

  turnTo(number) {
    if (number === this.number || !this.doc?.pages[number - 1]) return;
    this.number = number;
    const { width, height, address } = this.page;
    this.svg.removeAttribute("hidden");
    this.note.textContent = "";
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.image.setAttribute("width", width);
    this.image.setAttribute("height", height);
    this.image.setAttribute("href", address);
    for (const rect of [this.lit, this.hover, this.frame]) rect.setAttribute("hidden", "");
    this.words = [];
    const { words: asked } = this.page;
    words(asked).then((found) => { if (this.page?.words === asked) this.words = found; }, () => {});
    this.#doubts();
    this.#label();
    this.#size();
    this.view.scrollTo(0, 0);
  }

  step(by) {
    this.turnTo(this.number + by);
  }

  /** Light the place of a value, turning to its page; no place lights nothing. */
  light(place) {
    this.lit.setAttribute("hidden", "");
    if (!place?.box || !this.doc?.pages[place.page - 1]) return;
    this.turnTo(place.page);
    framed(this.lit, place.box, 3);
    this.#bringIntoView(place.box);
  }

  zoomBy(steps) {
    const at = ZOOMS.findIndex((zoom) => zoom >= this.zoom - 0.001);
    this.zoom = ZOOMS[Math.min(Math.max(at + steps, 0), ZOOMS.length - 1)];
    this.#size();
  }

  /** The page's whole width; asked again, the whole page. */
  fit() {
    const { width, height } = this.page ?? { width: 1, height: 1 };
    const whole = Math.min(1, (this.view.clientHeight / this.view.clientWidth) * (width / height));
    this.zoom = Math.abs(this.zoom - 1) < 0.001 ? whole : 1;
    this.#size();
  }

  #size() {
    this.svg.style.width = `${this.zoom * 100}%`;
    this.#sharpen();
    const percent = this.root.querySelector("[data-zoom]");
    if (percent) percent.textContent = `${Math.round(this.zoom * 100)} %`;
    if (!this.lit.hasAttribute("hidden")) this.#bringIntoView(this.#boxOf(this.lit));
  }

  /** Looked at closely, the page is drawn anew with more pixels. */
  #sharpen() {
    if (!this.page) return;
    const pixels = this.zoom * this.view.clientWidth * devicePixelRatio;
    const wanted = pixels > this.page.width * SHARP_UP_TO ? `${this.page.address}&fine=true` : this.page.address;
    if (this.image.getAttribute("href") === wanted) return;
    const { page } = this;
    ready(wanted).then((there) => { if (there && page === this.page) this.image.setAttribute("href", wanted); });
  }

  #label() {
    const count = this.doc.pages.length;
    const words = count ? say("page_of", { number: this.number, count }) : "";
    this.root.querySelector("[data-page]").textContent = words;
    this.svg.setAttribute("aria-label", words);
    this.root.querySelector("[data-act=page-back]").disabled = this.number <= 1;
    this.root.querySelector("[data-act=page-on]").disabled = this.number >= count;
    for (const button of this.root.querySelectorAll("[data-pages]")) button.hidden = count < 2;
  }

  #doubts() {
    const here = this.doc.fields.filter((field) => field.doubtful && field.box && field.page === this.number);
    this.doubts.replaceChildren(...here.map(({ box }) => {
      const rect = shape("rect", { rx: 2 });
      framed(rect, box, 2);
      return rect;
    }));
  }

  #cannotShow() {
    this.note.textContent = say("page_not_drawn");
  }

  #boxOf(rect) {
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
    return [x, y, x + width, y + height];
  }

  #bringIntoView([x0, y0, x1, y1]) {
    const scale = this.svg.clientWidth / this.page.width || this.view.clientWidth / this.page.width;
    const { scrollLeft: left, scrollTop: top, clientWidth: wide, clientHeight: high } = this.view;
    const seen = x0 * scale > left && x1 * scale < left + wide && y0 * scale > top + 20 && y1 * scale < top + high - 20;
    if (!seen) this.view.scrollTo(((x0 + x1) * scale - wide) / 2, ((y0 + y1) * scale - high) / 2);
  }

  #point(event) {
    const { left, top, width } = this.svg.getBoundingClientRect();
    const scale = this.page.width / width;
    return [(event.clientX - left) * scale, (event.clientY - top) * scale];
  }

  #wordAt([x, y]) {
    const holding = this.words.filter(({ box }) => x >= box[0] - 1 && x <= box[2] + 1 && y >= box[1] - 1 && y <= box[3] + 1);
    const size = ({ box }) => (box[2] - box[0]) * (box[3] - box[1]);
    return holding.sort((one, other) => size(one) - size(other))[0];
  }

  #wordsIn([x0, y0, x1, y1]) {
    return this.words.filter(({ box }) => {
      const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
      return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    });
  }

  #listen() {
    let from = null;
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      event.preventDefault(); // the field keeps the focus
      from = { at: this.#point(event), x: event.clientX, y: event.clientY };
      this.svg.setPointerCapture(event.pointerId);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (from) return this.#draw(from, event);
      const word = this.#wordAt(this.#point(event));
      if (word) framed(this.hover, word.box, 1);
      else this.hover.setAttribute("hidden", "");
    });
    this.svg.addEventListener("pointerleave", () => this.hover.setAttribute("hidden", ""));
    this.svg.addEventListener("pointercancel", () => { from = null; this.frame.setAttribute("hidden", ""); });
    this.svg.addEventListener("pointerup", (event) => {
      const drawn = from && !this.frame.hasAttribute("hidden") ? this.#boxOf(this.frame) : null;
      this.frame.setAttribute("hidden", "");
      if (drawn) this.#take(this.#wordsIn(drawn), event.shiftKey);
      from = null;
      this.drew = Boolean(drawn);
    });
    this.svg.addEventListener("click", (event) => {
      const word = this.drew ? null : this.#wordAt(this.#point(event));
      this.drew = false;
      if (word) this.#take([word], event.shiftKey);
    });
  }

  #draw(from, event) {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < DRAWN_PX) return;
    const to = this.#point(event);
    framed(this.frame, around([[...from.at, ...from.at], [...to, ...to]]), 0);
  }

  #take(found, append) {
    if (found.length === 0) return;
    const box = around(found.map((word) => word.box));
    this.taken(found.map((word) => word.text).join(" "), { page: this.number, box }, append);
  }
}
