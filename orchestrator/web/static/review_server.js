// Questions to the farm: what a person did goes as JSON with the page's token; each way to fail has its own name.
"use strict";

const TOKEN = document.querySelector("[data-token]")?.dataset.token ?? "";
const PATIENCE_MS = 20_000;

/** The farm said no; `body` is what it said. Trying again as it is changes nothing. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.error ?? String(status));
    this.status = status;
    this.body = body;
  }
}

/** The farm was not reached, or cannot answer just now. Trying again later is right. */
export class Lost extends Error {}

/** Nobody is logged in any more. What was typed stays. */
export class LoggedOut extends Lost {}

export async function get(address) {
  return answered(() => fetch(address, { headers: { accept: "application/json" }, ...common() }));
}

export async function post(address, body, { keepalive = false } = {}) {
  const headers = { "content-type": "application/json", accept: "application/json", "x-form-token": TOKEN };
  return answered(() =>
    fetch(address, { method: "POST", headers, body: JSON.stringify(body), keepalive, ...common() }),
  );
}

function common() {
  return { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS), cache: "no-store" };
}

async function answered(asked) {
  let answer;
  try {
    answer = await asked();
  } catch (error) {
    throw new Lost(String(error));
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new LoggedOut();
  if ([408, 429, 500, 502, 503, 504].includes(answer.status)) throw new Lost(String(answer.status));
  let body;
  try {
    body = await answer.json();
  } catch (error) {
    if (answer.ok) throw new Lost(String(error));
    body = {};
  }
  if (!answer.ok) throw new Refused(answer.status, body);
  return body;
}
