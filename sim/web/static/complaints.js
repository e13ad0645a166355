// What was wrong with a question, sentence by sentence; read aloud when it appears.

import { make } from "./elements.js";

export class Complaints {
  constructor(say) {
    this.say = say;
    this.element = make("ul", { class: "complaints", role: "alert", hidden: true });
  }

  show(sentences) {
    this.element.replaceChildren(...sentences.map((sentence) => make("li", {}, sentence)));
    this.element.hidden = !sentences.length;
  }

  clear() {
    this.show([]);
  }

  /** What the server has said, or that it could not be asked. */
  failed(fault) {
    this.show(fault.sentences || [this.say("notice.failed")]);
  }
}
