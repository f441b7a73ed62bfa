/**
 * Undo and redo: states as they were, each with what was done after it. States share what did not change.
 *
 * @template State
 */
export class History {
  constructor() {
    /** @type {{ state: State, said: string }[]} */
    this.past = [];
    /** @type {{ state: State, said: string }[]} */
    this.future = [];
  }

  /**
   * @param {State} state as it was before the change
   * @param {string} said what the change is called
   */
  push(state, said) {
    this.past = [...this.past.slice(-99), { state, said }];
    this.future = [];
  }

  /**
   * @param {State} now
   * @param {"undo" | "redo"} way
   * @returns {{ state: State, said: string } | undefined} the state to go to, and what was taken back or done again
   */
  go(now, way) {
    const [from, to] = way === "undo" ? [this.past, this.future] : [this.future, this.past];
    const step = from.pop();
    if (step) to.push({ state: now, said: step.said });
    return step;
  }
}
