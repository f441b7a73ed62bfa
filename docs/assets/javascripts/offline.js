// @ts-check
// Only in the playbook that was taken along (scripts/playbook/publish/offline.py): what a folder without a server needs.
// A browser lets a page from a file load no module and start no worker, and shows a folder as a list of files.
(() => {
  if (location.protocol !== "file:") return;

  // A link to a folder leads to the page in it, also where a tool or the search has made the link.
  for (const event of ["pointerdown", "focusin", "click"]) {
    addEventListener(
      event,
      ({ target }) => {
        const link = target instanceof Element && target.closest("a[href]");
        if (!(link instanceof HTMLAnchorElement) || link.protocol !== "file:" || !link.pathname.endsWith("/")) return;
        link.pathname += "index.html";
      },
      true,
    );
  }

  // The tools' modules stand in one script, and get an address each that the browser takes for the page's own.
  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  /** @type {Promise<void> | undefined} */
  let laidOut;
  const layOut = () =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("modules.js", here).href;
      script.onerror = () => failed(new Error("assets/javascripts/modules.js is missing from the folder"));
      script.onload = () => {
        const modules = /** @type {any} */ (window).playbookModules;
        const imports = Object.fromEntries(
          Object.entries(modules).map(([name, text]) => [name, URL.createObjectURL(new Blob([text], { type: "text/javascript" }))]),
        );
        const map = document.createElement("script");
        map.type = "importmap";
        map.textContent = JSON.stringify({ imports });
        document.head.append(map);
        done(undefined);
      };
      document.head.append(script);
    });
  /** @type {any} */ (window).playbookImport = async (/** @type {string} */ address) => {
    laidOut ??= layOut();
    await laidOut;
    return import("playbook:" + address.slice(new URL("../../", here).href.length));
  };
})();
