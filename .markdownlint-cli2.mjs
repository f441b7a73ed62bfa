// Markdown style. Each rule that is off, or set otherwise than by default, says why.
export default {
  globs: ["docs/**/*.md", "*.md", ".github/**/*.md"],
  gitignore: true,
  config: {
    default: true,
    MD013: false, // long lines: a sentence is the unit; editors wrap
    MD024: { siblings_only: true }, // two sections may each have a part of the same name
    MD028: false, // two quotations, one after the other, are two people speaking
    MD051: false, // anchors of generated headings exist on the built site only, where they are checked
    MD033: false, // wrappers are HTML (md_in_html); what they contain is checked on the built page
    MD041: false, // the title comes from the macro `opening()`
    MD025: { front_matter_title: "" }, // `title` in front matter is what the macro prints, not a second heading
    MD060: false, // tables are written compact; their columns are aligned by the reader's browser
  },
};
