// Types of lit.min.js: those of the npm packages that it is made from.
export { LitElement, html, nothing, svg } from "lit";
export type { TemplateResult, PropertyDeclarations, PropertyValues } from "lit";
export { live } from "lit/directives/live.js";
export { repeat } from "lit/directives/repeat.js";
