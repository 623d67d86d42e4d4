// The review: one document after the other, by keyboard. What is typed is never lost: it is kept here until it is saved.
"use strict";

import { Dialogs } from "./review_dialogs.js";
import { Outbox, drafts } from "./review_drafts.js";
import { Fields } from "./review_fields.js";
import { Following } from "./review_following.js";
import { actOf } from "./review_keys.js";
import { Lease } from "./review_lease.js";
import { Lines } from "./review_lines.js";
import { Notices } from "./review_notices.js";
import { Lost, Refused, get, post } from "./review_server.js";
import { Sheet } from "./review_sheet.js";
import { State } from "./review_state.js";
import { Sums } from "./review_sums.js";
import { say } from "./review_texts.js";

const LOOK_AGAIN_MS = 1500;
const SETTLED_MS = 150; // a person does not notice it
const DISPELLED_MS = 400; // rather than three more keys
const root = document.querySelector(".rv");
const find = (selector) => root.querySelector(selector);
const { login } = root.dataset;
const notices = new Notices(root);
const kept = drafts(login);
const outbox = new Outbox(login, onTheWay);
const following = new Following(() => outbox.waiting);
const saveButton = find("[data-act=save]");

let state = null;
let active = null; // where a word goes that is clicked: a field's name, or the lines
let warned = false;
let looking = 0;

const sheet = new Sheet(find(".rv-sheet"), takeWord);
const heard = { changed, told: (text) => notices.say(text), done };
const fields = new Fields(find("#doubtful"), find("#others"), {
  ...heard,
  settled: () => sums.settled(DISPELLED_MS),
  focused(name) {
    active = name;
    sheet.light(placeOf(name));
  },
});
const lines = new Lines(find("#lines"), { ...heard, entered: (place) => { active = lines; sheet.light(place); } });
const sums = new Sums(find("#checks"), ({ wrong, suggestions, problems }) => {
  fields.judged(wrong, suggestions);
  lines.judged(wrong, suggestions);
  notices.why(problems, [...state.doubts.values()]);
  head();
});
const lease = new Lease((editing) => {
  const mine = editing === null;
  if (mine === !root.classList.contains("rv-others")) return;
  root.classList.toggle("rv-others", !mine);
  notices.editing(editing);
  allow(mine);
});
const dialogs = new Dialogs(decided);

/** Nothing is left to check among the fields: to the lines where they are doubtful, else to the button that saves. */
function done() {
  if (!state.open("lines")) return saveButton.focus();
  if (state.now.lines.length === 0) return lines.focus();
  find("[data-act=confirm-lines]").focus();
}

function confirmLines() {
  if (state.change(null, (now) => now.confirmed.push("lines"))) changed();
  if (!fields.focusNext("lines")) saveButton.focus();
}

function focusOpen(name) {
  if (name === "lines") done();
  else fields.focus(name);
}

function placeOf(name) {
  const field = state.fields.get(name);
  if (state.changed(name)) return state.now.places[name];
  return { page: field.page, box: field.box };
}

function allow(editing) {
  const may = editing && state.doc.editable;
  for (const input of root.querySelectorAll(".rv-field input")) input.readOnly = !may;
  lines.editable = may;
  for (const input of root.querySelectorAll("#lines input")) input.readOnly = !may;
  for (const button of root.querySelectorAll("[data-edits]")) button.disabled = !may;
}

/** Put a document on the page. */
function open(doc, { push = true } = {}) {
  if (push) history.pushState({}, "", `/review/${doc.id}`);
  document.title = `${doc.title} · Botfarm`;
  root.classList.remove("rv-others");
  root.classList.remove("rv-over");
  find(".rv-empty").hidden = true;
  find(".rv-said").append(find("#saved"));
  state = new State(doc);
  warned = false;
  const draft = kept.get(doc.id);
  if (draft && doc.editable && state.take(draft)) {
    notices.say(say(draft.version === doc.version ? "draft_back" : "draft_older"));
  }
  notices.show(doc);
  fields.show(state, doc.editable);
  lines.show(state, doc.editable);
  sheet.show(doc);
  allow(true);
  head();
  sums.show(state);
  if (doc.editable) begin(doc);
  if (doc.editable) fields.focusFirst();
  else find("h1").focus();
  following.prepare(doc.id);
  clearTimeout(looking);
  if (doc.on_its_way) looking = setTimeout(() => lookAgain(doc), LOOK_AGAIN_MS);
}

/** What is being read or judged comes back by itself. */
async function lookAgain(doc) {
  const now = await get(`/review/${doc.id}/state`).catch(() => doc);
  if (state?.doc !== doc) return;
  if (now.version === doc.version && now.why_not === doc.why_not) looking = setTimeout(() => lookAgain(doc), LOOK_AGAIN_MS);
  else open(now, { push: false });
}

/** Say that we edit it; who kept an older state of it looks at the newest. */
async function begin(doc) {
  await lease.take(doc.id);
  if (lease.version && lease.version !== doc.version && state.doc === doc && !state.touched) openById(doc.id, false);
}

async function openById(id, push = true) {
  try {
    open(await get(`/review/${id}/state`), { push });
  } catch (error) {
    notices.alert(error instanceof Refused ? error.message : say("not_reached"));
  }
}

async function showNext() {
  const { id } = state.doc;
  try {
    const doc = await following.after(id);
    if (doc) {
      open(doc);
      await painted();
      performance.mark("review-next-shown", { detail: doc.id });
    } else nothingWaits();
  } catch (error) {
    nothingWaits(error instanceof Lost);
  }
}

function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

function nothingWaits(lost = false) {
  root.classList.add("rv-over");
  state = null;
  const empty = find(".rv-empty");
  empty.hidden = false;
  empty.querySelector("p").textContent = say(lost ? "next_lost" : "nothing_waits");
  empty.append(find("#saved")); // how the last saving went is still told
  empty.querySelector("a").focus();
}

function head() {
  const left = state.openFields.length;
  find("#left").textContent = left ? say("to_check", { count: left }) : say("all_checked");
  lines.doubted(state.open("lines"), state.doubts.get("lines") ?? "");
  find("[data-act=undo]").disabled = state.past.length === 0;
  fields.refresh();
}

/** After every change: keep it, show it, and have the sums told. */
function changed() {
  warned = false;
  if (state.touched) kept.put(state.doc.id, state.draft);
  else kept.remove(state.doc.id);
  head();
  sums.soon();
}

function back(act) {
  if (!state || root.classList.contains("rv-others")) return;
  if (!state[act]()) return notices.say(say(act === "undo" ? "nothing_to_undo" : "nothing_to_redo"));
  lines.refresh();
  changed();
  if (typeof active === "string") {
    fields.rows.get(active)?.input.select();
    sheet.light(placeOf(active));
  }
  notices.say(say(act === "undo" ? "undone" : "redone"));
}

function takeWord(text, place, append) {
  if (!state?.doc.editable || root.classList.contains("rv-others")) return;
  if (active === lines && state.now.lines.length > 0) return lines.take(text, append);
  const name = typeof active === "string" ? active : state.openFields[0];
  if (!state.fields.has(name)) return;
  const there = append ? state.value(name).trim() : "";
  const before = append ? placeOf(name) : null;
  fields.set(name, there ? `${there} ${text}` : text, there ? joined(before, place) : place);
  fields.focus(name);
  sheet.light(placeOf(name));
}

function joined(one, other) {
  if (!one?.box || one.page !== other.page) return other;
  const [a, b] = [one.box, other.box];
  return { page: one.page, box: [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] };
}

/** Save, and go on at once: the save is kept until it is through, and what is refused comes back with its reason. */
async function save() {
  if (!state?.doc.editable || root.classList.contains("rv-others")) return;
  const { doc } = state;
  if (!state.touched) return notices.alert(say("nothing_to_save"));
  const open = state.openFields;
  if (open.length > 0 && !warned) {
    warned = true;
    focusOpen(open[0]);
    return notices.alert(say("still_open", { count: open.length }));
  }
  performance.mark("review-save");
  const wrong = Object.entries((await sums.settled(SETTLED_MS)) ?? {});
  if (state?.doc !== doc) return;
  if (wrong.length > 0) {
    const [[where, why]] = wrong;
    if (state.fields.has(where)) fields.focus(where);
    else lines.focusCell(where);
    return notices.alert(why);
  }
  kept.put(doc.id, state.draft);
  lease.forget();
  outbox.add(doc.id, { title: doc.title, changes: state.changes });
  showNext();
}

/** What becomes of a save. */
function onTheWay(event, { id, title }, answer) {
  if (event === "saved") kept.remove(id);
  if (event === "refused") notices.refused(id, title, answer.message);
  notices.saving(event, { id, title, waiting: outbox.waiting.length });
}

function decided(act, answer) {
  kept.remove(state.doc.id);
  notices.say(answer.said);
  if (act === "answer") return openById(state.doc.id, false);
  lease.forget();
  showNext();
}

async function turn(by) {
  const { page } = sheet;
  if (!page || !state.doc.editable) return;
  const { id } = state.doc;
  try {
    await post(`/review/${id}/rotate`, { page: page.number, rotation: (page.rotation + by + 360) % 360 });
  } catch (error) {
    return notices.alert(error instanceof Refused ? error.message : say("not_reached"));
  }
  kept.remove(id);
  notices.say(say("turned"));
  openById(id, false);
}

async function takeBack() {
  const { id } = state.doc;
  try {
    await post(`/review/${id}/take-back`, {});
    openById(id, false);
  } catch (error) {
    notices.alert(error instanceof Refused ? error.message : say("not_reached"));
  }
}

async function undoSaving() {
  const id = notices.lastSaved;
  if (!id) return;
  try {
    await post(`/review/${id}/undo`, {});
    notices.say(say("saving_undone"));
    await openById(id);
  } catch (error) {
    notices.alert(error instanceof Refused ? error.message : say("not_reached"));
  }
}

const ACTS = {
  save, undo: () => back("undo"), redo: () => back("redo"), skip: showNext,
  "set-aside": () => ask("set-aside"), reject: () => ask("reject"), ask: () => ask("ask"), split: () => ask("split"),
  help: () => ask("help"), lines: () => lines.focus(), "add-line": () => lines.add(), "confirm-lines": confirmLines,
  "page-back": () => sheet.step(-1), "page-on": () => sheet.step(1),
  nearer: () => sheet.zoomBy(1), farther: () => sheet.zoomBy(-1), fit: () => sheet.fit(),
  "turn-left": () => turn(-90), "turn-right": () => turn(90), "undo-saving": undoSaving, "take-back": takeBack,
  "take-over": async () => { await lease.take(state.doc.id, true); openById(state.doc.id, false); },
};

function ask(act) {
  const button = find(`[data-act="${act}"]`);
  if (state && !button?.disabled) dialogs.open(act, state.doc);
}

function act(name) {
  if (state || name === "undo-saving") ACTS[name]?.();
}

document.addEventListener("keydown", (event) => {
  if (dialogs.isOpen || event.isComposing) return;
  const asked = actOf(event);
  if (!asked) return;
  event.preventDefault();
  act(asked);
});
root.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-act]");
  if (button) act(button.dataset.act);
  const { open: again, answers } = event.target.closest("[data-open], [data-answers]")?.dataset ?? {};
  if (again) openById(again);
  if (answers) dialogs.open("answer", state.doc, state.doc.questions.find((one) => one.id === Number(answers)));
});
addEventListener("popstate", () => openById(location.pathname.split("/").at(-1), false));
addEventListener("beforeunload", (event) => {
  if (notices.isLost && outbox.waiting.length > 0) event.preventDefault();
});

open(JSON.parse(document.getElementById("review-document").textContent), { push: false });
outbox.hurry();
