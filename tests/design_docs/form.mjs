// Writes and reads documents as the browser's form does: cases come in, what became of each goes out.
import { readFileSync } from "node:fs";
import { gaps, markdown } from "../../docs/assets/tools/design/draft.js";
import { read } from "../../docs/assets/tools/design/read.js";
import { fileName, written } from "../../docs/assets/tools/design/written.js";

const { known, sections = [], documents = [], names = [], files = [] } = JSON.parse(readFileSync(0, "utf8"));
const opened = (text) => {
  try {
    const draft = read(text, known);
    return { draft, again: markdown(draft, known), open: gaps(draft, known).map(({ words }) => words) };
  } catch (error) {
    if (error.name !== "Refused") throw error;
    return { refused: error.reason };
  }
};
process.stdout.write(
  JSON.stringify({
    documents: documents.map(({ front, answers, stage, today }) => written(known, sections, front, answers, stage, today)),
    names: names.map(({ number, title }) => fileName(number, title)),
    files: files.map(opened),
  }),
);
