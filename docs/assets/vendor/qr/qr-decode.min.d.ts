// Types of qr-decode.min.js: those of the npm package that it is made from.
export { decodeQR } from "qr/decode.js";
