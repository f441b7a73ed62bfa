/** What the tools share whose controls the page has drawn, which they fill. */

/**
 * Put what the page has drawn for `tool` into it, in a template. From then on an event calls the method of `tool` that
 * `data-click`, `data-input` or `data-change` names, with the control.
 *
 * @param {HTMLElement} tool
 */
export function draw(tool) {
  tool.replaceChildren(/** @type {HTMLTemplateElement} */ (tool.querySelector("template")).content);
  for (const kind of ["click", "input", "change"]) {
    tool.addEventListener(kind, (event) => {
      const target = /** @type {Element} */ (event.target);
      const does = /** @type {HTMLElement | null} */ (target.closest(`[data-${kind}]`))?.dataset[kind];
      if (does) /** @type {any} */ (tool)[does](target.closest("button") ?? target);
    });
  }
}

/** @param {string} text @returns {Promise<boolean>} whether the browser has let the page copy it */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
