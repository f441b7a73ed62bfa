/**
 * <playbook-checklist>: the tasks of a path, ticked and kept on this device, with what is due, late, waiting or old.
 *
 * The page has drawn all of it (scripts/playbook/pages/checklist.py): for each task a box and a note, and the sentences.
 * What is kept is what is saved as a file: the first or last day, and when each task was done. A task that the path no
 * longer has stays in it.
 *
 * @typedef {{ format: string, path: string, start: string, done: Record<string, string> }} Kept
 * @typedef {Record<"forget" | "no" | "other" | "taken" | "unkept", string>} Says
 */

const DAY = 864e5;

/** @param {number} time in UTC */
const iso = (time) => new Date(time).toISOString().slice(0, 10);

/**
 * The date of a working day, as in scripts/playbook/publish/onboarding/tasks.py; a start on a weekend is moved first.
 *
 * @param {string} start
 * @param {number} day
 * @param {boolean} leaves
 */
export function due(start, day, leaves) {
  let time = Date.parse(start);
  let left = leaves ? day + Number(day < 0) : day - 1;
  const rests = () => new Date(time).getUTCDay() % 6 === 0;
  while (rests()) time += leaves ? -DAY : DAY;
  for (const step = Math.sign(left); left; left -= step) do time += step * DAY; while (rests());
  return iso(time);
}

/** @param {string} day */
const words = (day) => new Date(day).toLocaleDateString("en-GB", { dateStyle: "full", timeZone: "UTC" });

customElements.define(
  "playbook-checklist",
  class extends HTMLElement {
    connectedCallback() {
      /** @type {{ blank: Kept, leaves: boolean, says: Says }} */
      const { blank, leaves, says } = JSON.parse(this.querySelector("script")?.textContent ?? "");
      this.replaceChildren(/** @type {HTMLTemplateElement} */ (this.querySelector("template")).content);
      const whole = /** @type {HTMLElement} */ (this.closest(".g-checklist"));
      const all = (/** @type {string} */ selector) => /** @type {any[]} */ ([...whole.querySelectorAll(selector)]);
      const [who, first, count, next, gone, saves, file, said] = all("[data-part]");
      const boxes = all("[type=checkbox]");
      const today = () => iso(Date.now() - new Date().getTimezoneOffset() * 6e4);
      let kept = blank;

      /** Read a file of ours, or throw. @param {string | null} text */
      const read = (text) => {
        const found = JSON.parse(text ?? "");
        const isOurs = [...Object.values(found.done), found.start].every((day) => !day || iso(Date.parse(day)) === day);
        if (!isOurs || found.format !== blank.format) throw Error();
        return { ...found, done: { ...found.done } }; // what has no keys to take would lose them
      };

      const show = () => {
        const { start, done } = kept;
        let [ticked, shown, late] = [0, 0, 0];
        for (const box of boxes) {
          const row = box.closest("tr");
          const [by, ...notes] = row.querySelector("small").children;
          const was = done[box.value];
          const on = start && due(start, Number(box.dataset.day), leaves);
          const isLate = !was && on && on < today();
          box.checked = was;
          row.hidden = who.value && who.value !== box.dataset.owner;
          by.textContent = was ? `done ${words(was)}` : on ? `due ${words(on)}${isLate ? ", late" : ""}` : "";
          if (!row.hidden) {
            shown++;
            if (was) ticked++;
            if (isLate) late++;
          }
          for (const note of notes) note.hidden = was || done[note.dataset.after] || today() < note.dataset.stale;
        }
        count.textContent = `${ticked} of ${shown} done${late ? `, ${late} late` : ""}`;
        const [open] = all("tr:not([hidden],:has(:checked,[data-after]:not([hidden]))) label");
        next.textContent = open?.textContent ?? "";
        next.href = `#${open?.id}`;
        first.value = start || first.value; // one that is being typed stays
        gone.textContent = Object.keys(done)
          .filter((id) => boxes.every(({ value }) => value !== id))
          .join(", ");
        saves.href = `data:,${encodeURIComponent(JSON.stringify(kept))}`;
      };
      const recall = () => {
        kept = { ...blank, done: {} };
        try {
          kept = read(localStorage.getItem(saves.download));
        } catch {
          // nothing is kept, or it is not ours
        }
        show();
      };
      const keep = () => {
        said.textContent = "";
        try {
          localStorage.setItem(saves.download, JSON.stringify(kept));
        } catch {
          said.textContent = says.unkept;
        }
        show();
      };
      /** Take in what stands in the file that was chosen; of two days the earlier one stays. */
      const take = async () => {
        const [given] = file.files;
        let becomes = says.taken;
        try {
          const found = read(given.size < 1e6 ? await given.text() : "");
          if (found.path === blank.path) {
            for (const [id, day] of Object.entries(found.done)) if (day < (kept.done[id] ?? "~")) kept.done[id] = day;
            kept.start ||= found.start;
            keep();
          } else becomes = says.other;
        } catch {
          becomes = says.no;
        }
        file.value = "";
        said.textContent = `${given.name}: ${becomes}`;
      };

      const does = /** @type {Record<string, () => void>} */ ({
        open: () => file.click(),
        print: () => print(),
        forget() {
          if (!confirm(says.forget)) return;
          kept = { ...blank, done: {} };
          first.value = "";
          keep();
        },
      });
      whole.addEventListener("click", ({ target }) => does[/** @type {any} */ (target).name]?.());
      whole.addEventListener("change", ({ target }) => {
        const { checked, type, value } = /** @type {HTMLInputElement} */ (target);
        if (target === file) return void take();
        if (checked) kept.done[value] = today();
        else if (type === "checkbox") delete kept.done[value];
        else kept.start = first.validity.valid ? first.value : "";
        keep();
      });
      addEventListener("storage", recall);
      recall();
    }
  },
);
