// Files dropped anywhere on the desk, or chosen, go up one by one, each with its progress and what became of it.
// Without this script the form sends them all at once, and a page says the same.
"use strict";

const AT_A_TIME = 2;
const form = document.getElementById("drop");
const list = document.getElementById("sent");
const waiting = [];
let running = 0;

function line(file) {
  const row = document.createElement("li");
  const name = document.createElement("b");
  const said = document.createElement("span");
  const bar = document.createElement("progress");
  name.textContent = file.name;
  said.textContent = form.dataset.waits;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  row.append(name, bar, said);
  list.prepend(row);
  return { row, name, said, bar };
}

function finish(shown, good, sentence, address) {
  shown.bar.remove();
  shown.row.className = good ? "done" : "bad";
  shown.said.textContent = sentence;
  if (!address) return;
  const link = document.createElement("a");
  link.href = `/documents/${encodeURIComponent(address)}`;
  link.textContent = shown.name.textContent;
  shown.name.replaceChildren(link);
}

function lost(file, shown) {
  finish(shown, false, form.dataset.lost);
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = form.dataset.again;
  again.addEventListener("click", () => { shown.row.remove(); add([file]); });
  shown.row.append(again);
}

function answered(request, file, shown) {
  if (request.status === 413) return finish(shown, false, form.dataset.tooLarge);
  try {
    const outcome = JSON.parse(request.responseText).files[0];
    finish(shown, outcome.taken, outcome.sentence, outcome.document);
  } catch {
    lost(file, shown);
  }
}

function send(file, shown) {
  running += 1;
  shown.said.textContent = "";
  const body = new FormData();
  body.append("token", form.elements.token.value);
  body.append("file", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("accept", "application/json");
  request.upload.addEventListener("progress", (sent) => { if (sent.lengthComputable) shown.bar.value = sent.loaded / sent.total; });
  request.addEventListener("load", () => answered(request, file, shown));
  request.addEventListener("error", () => lost(file, shown));
  request.addEventListener("loadend", () => { running -= 1; next(); });
  request.send(body);
}

function next() {
  while (running < AT_A_TIME && waiting.length > 0) send(...waiting.shift());
}

function add(files) {
  for (const file of files) {
    const shown = line(file);
    if (file.size > Number(form.dataset.largest)) finish(shown, false, form.dataset.tooLarge);
    else waiting.push([file, shown]);
  }
  next();
}

function entriesOf(folder) {
  const reader = folder.createReader();
  const found = [];
  return new Promise((done, failed) => {
    const more = () => reader.readEntries((some) => { found.push(...some); if (some.length > 0) more(); else done(found); }, failed);
    more();
  });
}

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const inside = await entriesOf(entry);
  return (await Promise.all(inside.map(filesOf))).flat();
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...transfer.files];
  if (entries.every((entry) => entry.isFile)) return add(files);
  add((await Promise.all(entries.map(filesOf))).flat());
}

if (form) {
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.remove("over");
    dropped(event.dataTransfer);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(form.elements.file.files);
    form.elements.file.value = "";
  });
  addEventListener("beforeunload", (event) => { if (running > 0 || waiting.length > 0) event.preventDefault(); });
}
