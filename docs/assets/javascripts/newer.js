// @ts-check
// On an older edition, and on `dev`: does the newest edition have this page? Asks once, the same server only,
// when Material shows the banner. Without an answer the banner keeps its link to the newest edition's front page.
(() => {
  const banner = document.querySelector("[data-md-component=outdated]");
  const text = banner?.querySelector("[data-g-newer]");
  if (!(banner instanceof HTMLElement) || !text) return;

  /** @param {"gone" | "none" | "page" | "front"} name @param {boolean} shown */
  const show = (name, shown) => text.querySelector(`[data-g-newer-${name}]`)?.toggleAttribute("hidden", !shown);

  /** @param {"page" | "front"} name @returns {HTMLAnchorElement | null} */
  const link = (name) => text.querySelector(`a[data-g-newer-${name}]`);

  /** @param {HTMLAnchorElement} to @returns {Promise<boolean | undefined>} undefined: no answer */
  const there = async (to) => {
    try {
      const { ok, status } = await fetch(to.href, { method: "HEAD", mode: "same-origin" });
      return ok || (status === 404 || status === 410 ? false : undefined);
    } catch {
      return undefined;
    }
  };

  const ask = async () => {
    const [page, front] = [link("page"), link("front")];
    if (!page || !front) return;
    const found = await there(page);
    if (found) {
      page.hash = location.hash;
      show("page", true);
      show("front", false);
    } else if (found === false) {
      const released = page.href !== front.href && (await there(front)) !== false;
      show(released ? "gone" : "none", true);
      show("front", released);
    }
  };

  if (!banner.hidden) void ask();
  else
    new MutationObserver((_changes, observer) => {
      if (banner.hidden) return;
      observer.disconnect();
      void ask();
    }).observe(banner, { attributeFilter: ["hidden"] });
})();
