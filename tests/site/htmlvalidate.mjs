// The built pages against the HTML standard. Each rule that is off or changed has its reason here;
// single faults of Material's own markup are named, by element, in outside.py.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "no-trailing-whitespace": "off", // Jinja leaves the indentation of its own lines; HTML does not mind
    "doctype-style": ["error", { style: "lowercase" }], // Material writes it so; the standard allows both
    "valid-id": ["error", { relaxed: true }], // any id without a space is valid; Material's begin with __
    "presentation-role-style": "off", // `none` and `presentation` mean the same; Material writes the longer
    // Material prints the table of contents twice and shows one of them, by width. axe judges what is shown.
    "unique-landmark": "off",
  },
};
