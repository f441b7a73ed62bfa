/** Fields, files and what is dropped: the small parts that the steps of the board share. */
import { html, nothing } from "../../vendor/lit/lit.min.js";

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>} what stands in the fields, by name
 */
export function fields(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]));
}

/**
 * @param {{ id: string, asks: string, hint?: string, wrong?: string }} about
 * @param {unknown} control
 */
export function field({ id, asks, hint = "", wrong = "" }, control) {
  return html`<div class="g-field">
    <label class="g-field__asks" for=${id}>${asks}</label>
    ${control}
    <p class="g-field__hint ${wrong ? "g-field__hint--wrong" : ""}" id="${id}-hint">${wrong || hint || nothing}</p>
  </div>`;
}

/**
 * @param {string} words
 * @param {(event: Event) => unknown} does
 * @param {string} [look]
 */
export const button = (words, does, look = "md-button") => html`<button type="button" class=${look} @click=${does}>${words}</button>`;

/** A button that looks like a link. @param {string} words @param {(event: Event) => unknown} does */
export const link = (words, does) => button(words, does, "g-link");

/**
 * A button that opens files.
 *
 * @param {string} words
 * @param {string} accept
 * @param {(files: File[]) => unknown} take
 */
export function fileButton(words, accept, take) {
  const ask = (/** @type {Event} */ event) => /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).nextElementSibling)?.click();
  const taken = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    void take([...(input.files ?? [])]);
    input.value = "";
  };
  return html`${button(words, ask)}<input type="file" hidden multiple accept=${accept} aria-label=${words} @change=${taken} />`;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [type]
 */
export function download(name, text, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Copy a link from its field; where the browser forbids it, the link is marked.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement | null} field
 * @returns {Promise<string>} what became of it, for people
 */
export async function copyLink(field) {
  try {
    await navigator.clipboard.writeText(field?.value ?? "");
    return "The link is copied.";
  } catch {
    field?.select();
    return "This browser does not let the page copy. Copy the link from its field.";
  }
}

/** Hosts that nobody else can open; "" is a folder. */
export const HERE_ALONE = /^(localhost|127\.[0-9.]+|\[::1\])?$/;

/**
 * The address of another page of ours for other devices: where the playbook is published, if this machine alone can open it here.
 *
 * @param {string} page from this one
 * @param {string} published where this page is published
 */
export function addressOf(page, published) {
  // Where even the published site is this machine, as in a trial, this address is as good
  const elsewhere = HERE_ALONE.test(location.hostname) && !(location.host && HERE_ALONE.test(new URL(published).hostname));
  return new URL(page, elsewhere ? published : location.href).href;
}

/**
 * @param {number} number
 * @param {string} noun
 */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
