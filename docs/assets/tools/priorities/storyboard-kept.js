/**
 * Storyboards as this device keeps them.
 *
 * @typedef {{ open: string, all: Record<string, import("./storyboard.js").Storyboard> }} State
 */
import { sheet } from "./storyboard.js";

export const STORE = "playbook-before-after";

/** @returns {State | null} */
export function stored() {
  let text = null;
  try {
    text = localStorage.getItem(STORE);
    const { open, all } = JSON.parse(text ?? "");
    for (const board of Object.values(all)) sheet(board, {});
    return all[open] ? { open, all } : null;
  } catch {
    if (text) localStorage.setItem(`${STORE}-aside`, text); // no storyboards of ours: nobody loses them
    return null;
  }
}

/**
 * @param {State} state
 * @returns {boolean} false if this browser does not keep it
 */
export function keep(state) {
  try {
    localStorage.setItem(STORE, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}
