// @ts-check
// The search worker (12 kB) starts when somebody opens the search, not with every page.
// Material's bundle makes one `Worker` and posts to it; what it posts before is kept in order.
(() => {
  const Real = window.Worker;

  class SearchLater extends EventTarget {
    /** @type {Worker | undefined} */ #worker;
    /** @type {unknown[]} */ #kept = [];

    /** @param {string | URL} url */
    constructor(url) {
      super();
      const start = () => this.#start(url);
      document.getElementById("__search")?.addEventListener("change", start, { once: true });
      document.forms.namedItem("search")?.addEventListener("focusin", start, { once: true });
    }

    /** @param {unknown} message */
    postMessage(message) {
      if (this.#worker) this.#worker.postMessage(message);
      else this.#kept.push(message);
    }

    /** @param {string | URL} url */
    #start(url) {
      if (this.#worker) return;
      const worker = new Real(url);
      worker.addEventListener("message", (event) => this.dispatchEvent(new MessageEvent("message", { data: event.data })));
      for (const message of this.#kept) worker.postMessage(message);
      this.#worker = worker;
    }
  }

  window.Worker = /** @type {typeof Worker} */ (
    new Proxy(Real, {
      construct: (_target, [url, options]) =>
        String(url).includes("/workers/search.") ? new SearchLater(url) : new Real(url, options),
    })
  );
})();
