/**
 * <playbook-scan>: reads a QR code with the camera or from a photo. Each text that is found is sent as `scanned` with
 * { detail: { text } }. The camera stays on for the next one, while its picture is seen. Pictures stay on the device and are not kept.
 */
import { LitElement, html, nothing } from "../../vendor/lit/lit.min.js";
import { button, fileButton } from "./forms.js";

/** @typedef {(picture: HTMLVideoElement | ImageBitmap, most: number) => Promise<string>} Reader "" if there is no code in the picture */

const PAUSE = 120; // ms between two looks: a phone stays cool
const SIZES = [1600, 1000, 2600]; // px: a code that fills a photo reads better from a smaller one, a far one from a larger
const HIDDEN = "The camera was switched off while nobody saw its picture.";

/** @type {Record<string, string>} What keeps the camera from us, by the name of the error. */
const WHY = {
  NotAllowedError: "This page may not use the camera. Allow it in the browser’s settings.",
  NotFoundError: "This device has no camera.",
  NotReadableError: "Another program uses the camera.",
  TypeError: "The browser gives the camera only to pages over https.",
};

export class PlaybookScan extends LitElement {
  static properties = { on: {}, said: {} };

  constructor() {
    super();
    /** The camera is on, or the browser asks whether it may be. */
    this.on = false;
    this.said = "";
    /** @type {MediaStream | null} */
    this.stream = null;
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.close();
  }

  /** @param {string} [why] */
  close(why = "") {
    stop(this.stream);
    if (this.on) this.said = why;
    this.stream = null;
    this.on = false;
  }

  async open() {
    this.on = true;
    this.said = "";
    document.addEventListener("visibilitychange", () => this.close(HIDDEN), { once: true });
    try {
      const video = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
      const stream = await navigator.mediaDevices.getUserMedia({ video });
      if (!this.on || this.stream || !this.isConnected) return stop(stream); // closed while the browser asked
      this.stream = stream;
      await this.look(stream);
    } catch (error) {
      const { name } = /** @type {Error} */ (error);
      this.close();
      this.said = WHY[name] ?? `The camera does not start (${name}).`;
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
      if (!stream.active) return this.close("The camera stopped.");
      const text = await read(video, 1600);
      if (text && text !== last && this.stream === stream) {
        last = text;
        this.found(text);
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  /** @param {string} text */
  found(text) {
    this.said = this.on ? "Read. Hold up the next one." : "Read.";
    this.dispatchEvent(new CustomEvent("scanned", { detail: { text }, bubbles: true }));
  }

  /** @param {File} file */
  async photo(file) {
    this.said = "Reading the photo …";
    try {
      const picture = await createImageBitmap(file);
      let text = "";
      for (const read of [await reader(), await vendored()]) {
        for (const most of SIZES) text ||= await read(picture, most);
      }
      picture.close();
      if (text) this.found(text);
      else this.said = `There is no code to be read in ${file.name}. Take it straight on, without glare.`;
    } catch {
      this.said = `${file.name} is no photo that this browser can open.`;
    }
  }

  render() {
    const { on } = this;
    return html`
      ${on ? html`<video class="g-scan__picture" aria-label="What the camera sees" playsinline muted></video>` : nothing}
      <div class="g-scan__do">
        ${button(on ? "Switch the camera off" : "Scan with the camera", () => (on ? this.close() : this.open()))}
        ${fileButton("Choose a photo of the code", "image/*", async (files) => {
          for (const file of files) await this.photo(file);
        })}
      </div>
      <p class="g-scan__said" role="status">
        ${this.said || (on ? "Allow the camera if the browser asks. Hold the code so that it fills half the picture." : "")}
      </p>
    `;
  }
}

/** @param {MediaStream | null} stream */
function stop(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
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
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  return async (/** @type {any} */ picture, most) => {
    const { videoWidth: wide = picture.width, videoHeight: high = picture.height } = picture;
    const scale = Math.min(1, most / Math.max(wide, high));
    canvas.width = Math.ceil(wide * scale);
    canvas.height = Math.ceil(high * scale);
    try {
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return ""; // no code in this picture
    }
  };
}

customElements.define("playbook-scan", PlaybookScan);
