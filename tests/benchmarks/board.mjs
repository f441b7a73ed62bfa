// Ranks the board on standard input so many times, cold and warm. Writes the milliseconds of each, with words and layout.
const tools = new URL("../../docs/assets/tools/priorities/", import.meta.url);
const { rank, words } = await import(new URL("ranking.js", tools).href);
const { layout } = await import(new URL("layout.js", tools).href);

let given = "";
for await (const part of process.stdin.setEncoding("utf8")) given += part;
const board = JSON.parse(given);
const times = [];
for (let run = 0; run < 40; run += 1) {
  const start = performance.now();
  const result = rank(board);
  const ranked = performance.now();
  words(result);
  layout(result);
  times.push([ranked - start, performance.now() - ranked]);
}
process.stdout.write(JSON.stringify(times));
