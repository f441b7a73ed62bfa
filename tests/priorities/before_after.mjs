// Answers vectors of storyboards as the browser would: reads boards, the words and the look, writes what came of it.
import { readFileSync } from "node:fs";
import { sheet } from "../../docs/assets/tools/priorities/storyboard.js";
import { markdown, svg } from "../../docs/assets/tools/priorities/storyboard-prints.js";

const { words, look, boards, measures } = JSON.parse(readFileSync(0, "utf8"));
const answers = boards.map((board) => {
  const page = sheet(board, words);
  return { sheet: page, markdown: markdown(page, look, measures), svg: svg(page, look) };
});
process.stdout.write(JSON.stringify(answers));
