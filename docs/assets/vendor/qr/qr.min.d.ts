// Types of qr.min.js: those of the npm package that it is made from.
export { encodeQR } from "qr";
