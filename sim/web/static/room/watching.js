// Looks at a room once a second, for as long as it is there. A lost connection is said calmly, and the look is tried again.

import { ask } from "../server.js";

const EVERY = 1000; // milliseconds

export const path = (code, what) => `/api/rooms/${encodeURIComponent(code)}/${what}`;

/** The sentence of a fault that the server has explained. */
export const sentence = (fault) => (fault.sentences || [fault.message]).join(" ");

export class Watch {
  /** what: "look" or "steer". body() is what is sent, told(view) what is done with a change, refused(fault) may mend what is wrong. */
  constructor(code, what, body, told, refused) {
    Object.assign(this, { code, what, body, told, refused, version: 0, seen: null });
  }

  async start() {
    for (;;) {
      try {
        this.tell(await ask(path(this.code, this.what), { ...this.body(), version: this.version }));
      } catch (fault) {
        if (!fault.sentences) throw fault; // a slip of the page itself, which is none of the room's
        if (!(await this.refused(fault))) return;
      }
      await new Promise((done) => setTimeout(done, EVERY));
    }
  }

  /** A view of the room, here or as the answer to something that was done; an older one than the last is left out. */
  tell(view) {
    if (!view.phase || view.version < this.version) return;
    this.version = view.version;
    this.seen = view;
    this.told(view);
  }

  /** Do something in the room, and see at once what came of it. */
  async act(what, body = {}) {
    const view = await ask(path(this.code, what), { ...this.body(), ...body });
    this.tell(view);
    return view;
  }
}
