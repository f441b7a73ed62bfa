// Starts the slides. Without this, and on a narrow window, they are a column to read.
(() => {
  const {Reveal, RevealNotes} = /** @type {{Reveal: any, RevealNotes: any}} */ (/** @type {unknown} */ (window));
  const deck = document.querySelector(".deck");
  const still = new URLSearchParams(location.search).has("receiver"); // the small slides in the facilitator's own window
  if (!deck || !Reveal || !(still || matchMedia("(min-width: 600px)").matches)) return;
  const button = document.querySelector(".notes-shown");
  document.documentElement.classList.add("live");
  document.documentElement.classList.toggle("still", still);
  deck.classList.add("reveal");
  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0.02,
    maxScale: 4,
    center: false,
    hash: !still,
    progress: false,
    controlsTutorial: false,
    transition: "none",
    scrollActivationWidth: null,
    embedded: true,
    showNotes: Boolean(button) && !still,
    plugins: RevealNotes ? [RevealNotes] : [],
  });
  button?.addEventListener("click", () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    Reveal.configure({showNotes: shown});
    Reveal.layout();
  });
})();
