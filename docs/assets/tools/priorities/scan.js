/**
 * <playbook-scan>: reads a QR code with the camera or from a photo. Each text that is found is sent as `scanned` with
 * { detail: { text } }. The camera stays on for the next one, but for `.once`. Pictures stay on the device and are not kept.
 */
import { LitElement, html, nothing } from "../../vendor/lit/lit.min.js";
import { fileButton } from "./forms.js";

/**
 * @typedef {HTMLVideoElement | ImageBitmap} Picture
 * @typedef {(picture: Picture, most: number) => Promise<string>} Reader "" if there is no code in the picture
 */

const PAUSE = 120; // ms between two looks: a phone stays cool
const SIZES = [1600, 1000, 2600]; // px: a code that fills a photo reads better from a smaller one, a far one from a larger
const LARGEST = 30_000_000;
const HIDDEN = "The camera was switched off while nobody saw its picture.";
const OTHERWISE = "Or photograph the code and choose the photo here.";

/** @type {Record<string, string>} What keeps the camera from us, by the name of the error. */
const WHY = {
  NotAllowedError: "The browser may not use the camera. Allow it in the settings of this page and try again.",
  NotFoundError: "This device has no camera.",
  NotReadableError: "Another program uses the camera. Close it and try again.",
  none: "The browser gives the camera only to pages that came over https.",
};

export class PlaybookScan extends LitElement {
  static properties = { once: { type: Boolean }, state: { state: true }, said: { state: true } };

  constructor() {
    super();
    this.once = false;
    /** @type {"off" | "asks" | "on"} */
    this.state = "off";
    this.said = "";
    /** @type {MediaStream | null} */
    this.stream = null;
    this.unseen = () => document.hidden && this.close(HIDDEN);
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.unseen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.unseen);
    this.close();
  }

  /** @param {string} [why] */
  close(why = "") {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    if (this.state !== "off") this.said = why;
    this.stream = null;
    this.state = "off";
  }

  async open() {
    this.state = "asks";
    this.said = "";
    try {
      if (!navigator.mediaDevices) throw Object.assign(new Error(), { name: "none" });
      const video = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
      const stream = await navigator.mediaDevices.getUserMedia({ video });
      if (/** @type {string} */ (this.state) !== "asks" || !this.isConnected) {
        for (const track of stream.getTracks()) track.stop(); // closed while the browser asked
        return;
      }
      this.stream = stream;
      this.state = "on";
      await this.updateComplete;
      await this.look(stream);
    } catch (error) {
      const { name = "" } = /** @type {Error} */ (error);
      this.close();
      this.said = `${WHY[name] ?? `The camera does not start (${name}).`} ${OTHERWISE}`;
    }
  }

  /** @param {MediaStream} stream */
  async look(stream) {
    const video = this.querySelector("video");
    if (!video) return;
    video.srcObject = stream;
    await video.play();
    const read = await reader();
    let last = "";
    while (this.stream === stream) {
      if (video.checkVisibility?.() === false) return this.close(HIDDEN);
      if (!stream.active) return this.close(`The camera stopped. ${OTHERWISE}`);
      const text = video.videoWidth ? await read(video, SIZES[0] ?? 0) : "";
      if (text && text !== last && this.stream === stream) {
        last = text;
        if (this.once) this.close();
        this.found(text);
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  /** @param {string} text */
  found(text) {
    this.said = this.state === "on" ? "Read. Hold up the next one." : "Read.";
    this.dispatchEvent(new CustomEvent("scanned", { detail: { text }, bubbles: true }));
  }

  /** @param {File} file */
  async photo(file) {
    this.said = "Reading the photo …";
    try {
      if (file.size > LARGEST) throw new RangeError();
      const picture = await createImageBitmap(file);
      let text = "";
      try {
        for (const read of [await reader(), await vendored()]) {
          for (const most of SIZES) text ||= await read(picture, most);
        }
      } finally {
        picture.close();
      }
      if (text) this.found(text);
      else this.said = `There is no code to be read in ${file.name}. Take it straight on, without glare.`;
    } catch {
      this.said = `${file.name} is no photo that this browser can open.`;
    }
  }

  render() {
    const on = this.state === "on";
    return html`
      ${on ? html`<video class="g-scan__picture" aria-label="What the camera sees" playsinline muted></video>` : nothing}
      <div class="g-scan__do">
        <button type="button" class="md-button" @click=${() => (this.state === "off" ? this.open() : this.close())}>
          ${{ off: "Scan with the camera", asks: "Do not use the camera", on: "Switch the camera off" }[this.state]}
        </button>
        ${fileButton("Choose a photo of the code", "image/*", async (files) => {
          for (const file of files) await this.photo(file);
        })}
      </div>
      <p class="g-scan__said" role="status">
        ${this.said || { off: "", asks: "Allow the camera when the browser asks.", on: "Hold the code so that it fills half the picture." }[this.state]}
      </p>
    `;
  }
}

/** @returns {Promise<Reader>} the browser's own, where there is one */
async function reader() {
  const Own = /** @type {any} */ (globalThis).BarcodeDetector;
  const formats = /** @type {string[]} */ ((await Own?.getSupportedFormats().catch(() => [])) ?? []);
  if (!formats.includes("qr_code")) return vendored();
  const detector = new Own({ formats: ["qr_code"] });
  return async (picture) => (await detector.detect(picture).catch(() => []))[0]?.rawValue ?? "";
}

/** @returns {Promise<Reader>} */
async function vendored() {
  const { decodeQR } = await import("../../vendor/qr/qr-decode.min.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (picture, most) => {
    const [wide, high] = picture instanceof ImageBitmap ? [picture.width, picture.height] : [picture.videoWidth, picture.videoHeight];
    const scale = Math.min(1, most / Math.max(wide, high));
    canvas.width = Math.max(1, Math.round(wide * scale));
    canvas.height = Math.max(1, Math.round(high * scale));
    context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { data = null } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    try {
      return data ? decodeQR({ width: canvas.width, height: canvas.height, data }) : "";
    } catch {
      return ""; // no code in this picture
    }
  };
}

customElements.define("playbook-scan", PlaybookScan);
