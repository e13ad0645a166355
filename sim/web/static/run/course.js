// The course of one run as the server tells it, with what the parts of the view look up in it.

const DAY = 86400000;

export class Course {
  constructor(answer) {
    Object.assign(this, answer);
    this.paragraphs = answer.told.filter((one) => one.said[0]?.kind !== "quiet");
    this.choices = new Set(answer.decided);
  }

  /** The first day on which something happens. */
  get firstDay() {
    return this.paragraphs[0]?.first ?? 0;
  }

  date(day) {
    return Date.parse(this.start) + day * DAY;
  }

  /** The paragraph of a day, or the last one before it. */
  upTo(day) {
    let found = null;
    for (const one of this.paragraphs) {
      if (one.first > day) break;
      found = one;
    }
    return found;
  }

  /** The nearest day before (-1) or after (1) a day on which something happens. */
  beside(day, direction) {
    const days = this.paragraphs.map((one) => one.first);
    return direction > 0 ? days.find((one) => one > day) ?? this.days : days.findLast((one) => one < day) ?? 0;
  }

  /** Which agreement is in force at the end of a day: its number and since when, or nothing. */
  inForce(day) {
    const isLast = day === this.days;
    const found = this.in_force.findLast(([, since, ended]) => since <= day && (isLast ? this.closes_with !== null : day < ended));
    return found ? { rung: found[0], since: found[1] } : null;
  }
}
