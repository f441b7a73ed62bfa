/** What the page has drawn (scripts/playbook/pages/design_form_parts.py), filled: the front matter, what is empty, the document. */
import { gaps, isSomebody } from "./draft.js";

/** @typedef {import("../design.js").PlaybookDesign} Host */

/**
 * Say at a field that it is wrong, or no more. The page has the words.
 *
 * @param {Host} host
 * @param {string} key
 * @param {boolean} is
 */
export function mark(host, key, is) {
  const about = /** @type {HTMLElement} */ (host.querySelector(`#d-${key}-wrong`));
  about.textContent = is ? (about.dataset["says"] ?? "") : "";
  host.querySelector(`#d-${key}`)?.setAttribute("aria-invalid", String(is));
}

/** @param {Host} host */
export function fill(host) {
  const { front } = host.draft;
  const all = (/** @type {string} */ key) => [front[key] ?? []].flat().map(String);
  const each = (/** @type {string} */ selector) => /** @type {NodeListOf<any>} */ (host.querySelectorAll(selector));
  const left = Object.fromEntries(["pain_points", "measures", "toolbelt"].map((key) => [key, all(key)]));
  const { pain_points: points = [] } = left;
  for (const control of each("[name]")) {
    const { type, value, dataset } = control;
    const [name = ""] = control.name.split("[");
    if (type === "checkbox") {
      control.checked = left[name]?.includes(value);
      left[name] = left[name]?.filter((one) => one !== value) ?? [];
      control.parentNode.hidden = dataset.of && !control.checked && !points.includes(dataset.of);
    } else {
      const shown = { template: host.own.id, id: String(Number(all("id")[0]?.slice(3)) || ""), review_by: host.reviewed }[/** @type {"id"} */ (name)] ?? all(name)[0] ?? "";
      if (value !== shown) control.value = shown;
    }
  }
  for (const list of each("[data-chosen]")) {
    const key = list.dataset.chosen;
    copies(list, all(key), (item, who) => {
      const [said, button] = item.querySelectorAll("span,button");
      said.textContent = button.lastChild.textContent = host.known.roles[who] ?? who;
      Object.assign(button, { name: key, value: who });
    });
  }
  for (const place of each("[data-names]")) place.textContent = all(place.dataset.names).join(", ") || "none";
  for (const offer of each("[data-offer]")) offer.hidden = !points.includes(offer.dataset.offer);
  each("[data-page]")[0].href = host.known.pages[host.own.id];
  mark(host, "owner", all("owner").some((who) => who && !isSomebody(who, host.known)));
  mark(host, "status", front.status === "accepted" && !front.accepted);
  mark(host, "review_by", host.reviewed !== "" && host.reviewed <= front.created);
  // What a file has brought along that has no field
  const kept = { ...left, ...host.draft.more };
  const said = Object.entries(kept).flatMap(([key, value]) => (value?.length ? (key && `${key}: `) + String(value).slice(0, 80) : []));
  const open = gaps(host.draft, host.known);
  copies(each(".g-fill__open")[0], open, (item, { at, words }) => Object.assign(item.querySelector("a"), { href: `#d-${at}`, textContent: words }));
  const texts = { kept: said.join("; "), left: host.say(open[0] ? "left" : "full_up", open.length), said: host.said, trouble: host.trouble, file: host.file, text: host.text, paper: host.text.replace(/<!-- .* -->\n\n/g, "") };
  for (const [name, text] of Object.entries(texts)) {
    const [place] = each(`[data-${name}]`);
    if (place.textContent !== text) place.textContent = text; // of the rest, a screen reader would speak again
  }
  host.toggleAttribute("data-used", host.isUsed);
}

/**
 * Fill a list with copies of what stands in the template behind it.
 *
 * @template One
 * @param {HTMLElement} list
 * @param {One[]} all
 * @param {(item: any, one: One) => void} put
 */
function copies(list, all, put) {
  const { content } = /** @type {HTMLTemplateElement} */ (list.nextElementSibling);
  list.replaceChildren(
    ...all.map((one) => {
      const item = content.cloneNode(true);
      put(item, one);
      return item;
    }),
  );
}
