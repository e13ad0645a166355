// Questions to the server. Of a kind at most one is on its way; while it is, only the newest of the others waits, and older ones are dropped.

import { say } from "./words.js";

const PATIENCE = [500, 1000, 2000, 4000, 8000];
const CLIENT = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A question that was refused, with the server's sentences. */
export class Refused extends Error {
  constructor(sentences, status) {
    super(sentences.join(" "));
    this.sentences = sentences;
    this.status = status;
  }
}

const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Says calmly that the connection is lost, and takes it back. */
export function notice(text) {
  const place = document.getElementById("notice");
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}

async function once(path, body, signal) {
  const asked = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ client: CLIENT, ...body }) };
  return fetch(path, { ...asked, signal, cache: "no-store" });
}

/** The answer as a Response; tried again while the connection is lost or the server is busy. */
async function patiently(path, body, signal) {
  for (let tries = 0; ; tries += 1) {
    let wait = PATIENCE[Math.min(tries, PATIENCE.length - 1)];
    try {
      const answer = await once(path, body, signal);
      if (answer.status !== 429 && answer.status !== 503) {
        notice("");
        return answer;
      }
      wait = Math.max(wait, 1000 * Number(answer.headers.get("Retry-After") || 1));
      notice(say("notice.busy"));
    } catch (fault) {
      if (fault.name === "AbortError") throw fault;
      notice(say("notice.lost"));
    }
    await pause(wait);
    if (signal?.aborted) throw new DOMException("", "AbortError");
  }
}

/** Ask, and have the answer as plain data. Throws Refused where the server says no. */
export async function ask(path, body, signal) {
  const answer = await patiently(path, body, signal);
  if (answer.ok) return answer.json();
  const said = await answer.json().catch(() => ({}));
  throw new Refused(said.sentences || [say("notice.failed")], answer.status);
}

/** Ask for a file, and have it as a Blob. */
export async function fetchFile(path, body) {
  const answer = await patiently(path, body);
  if (answer.ok) return answer.blob();
  const said = await answer.json().catch(() => ({}));
  throw new Refused(said.sentences || [say("notice.failed")], answer.status);
}

/** Asks the same kind of question again and again, of which only the latest counts. told(answer), failed(fault). */
export class Latest {
  constructor(path, told, failed) {
    Object.assign(this, { path, told, failed, waiting: null, going: null });
  }

  /** Ask as soon as the question before it is answered. */
  ask(body) {
    this.waiting = body;
    if (!this.going) this.go();
  }

  /** Forget what was asked: its answer would be of no use. */
  drop() {
    this.waiting = null;
    this.going?.abort();
  }

  async go() {
    while (this.waiting) {
      const body = this.waiting;
      this.waiting = null;
      this.going = new AbortController();
      let answer = null;
      try {
        answer = await ask(this.path, body, this.going.signal);
      } catch (fault) {
        if (fault.name !== "AbortError" && fault.status !== 409) this.failed(fault);
      }
      this.going = null;
      if (answer) this.told(answer, body);
    }
  }
}
