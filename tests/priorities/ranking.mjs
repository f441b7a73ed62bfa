// Ranks, says and lays out each board on standard input with the browser's modules. Writes the answers.
const tools = new URL("../../docs/assets/tools/priorities/", import.meta.url);
const { rank, words } = await import(new URL("ranking.js", tools).href);
const { layout } = await import(new URL("layout.js", tools).href);

let given = "";
for await (const part of process.stdin.setEncoding("utf8")) given += part;
const answers = JSON.parse(given).map((board) => {
  const result = rank(board);
  return { result, words: words(result), layout: layout(result) };
});
process.stdout.write(JSON.stringify(answers));
