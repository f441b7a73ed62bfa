// Does with each case on standard input what tests/interchange.py does, with the browser's modules. Writes the outcomes.
const tools = new URL("../../docs/assets/tools/priorities/", import.meta.url);
const load = (name) => import(new URL(`${name}.js`, tools).href);
const [cleaning, csv, files, links, merging, ranking] = await Promise.all(
  ["cleaning", "csv", "files", "links", "merging", "ranking"].map(load),
);

const doing = {
  link: async (given) => {
    const { kind, data, notes } = await links.decode(given);
    return { kind, data, notes };
  },
  file: async (given, board) => table(await files.readFile(given, board)),
  bytes: async (given, board) => table(await files.readFile(Uint8Array.from(atob(given), (one) => one.charCodeAt(0)), board)),
  points: async (given, board) => table({ kind: "points", ...csv.readItems(given, board) }),
  list: async (given, board) => table({ kind: "points", ...csv.readList(given, board) }),
  clean: async ([text, most, least]) => ({ ...cleaning.clean(text, most, least), fold: cleaning.fold(text) }),
  merge: async (given, board) => {
    const said = [];
    for (const one of given) {
      const { data } = one.format ? files.readData(one) : { data: one };
      const merged = "hash" in one ? merging.acceptSeal(board, data) : merging.accept(board, data, one.salt ? one.salt.startsWith("true") : undefined);
      said.push([merged.outcome, merged.said]);
      board = merged.board;
    }
    return { said, ballots: board.ballots, seals: board.seals };
  },
  write: async (given) => {
    const { data } = files.readData(given);
    const slip = merging.slipOf(data);
    return { items: csv.writeItems(data, ranking.rank(data)), digest: merging.digest(data.items), slip, file: files.written(data) };
  },
  hash: async (given) => ({ hash: await (await load("seal")).hashOf(given) }),
  shapes: async () => (await load("shapes")).SHAPES,
  encode: async ({ kind, data }) => ({ payload: await links.encode(kind, data) }),
};

const table = ({ kind, data = null, items = null, ballots = null, refused = [], notes }) => ({
  ...{ kind, data, items, ballots, notes },
  refused: refused.map((one) => [csv.sentence(one), one.text]),
});

let text = "";
for await (const piece of process.stdin) text += piece;
const outcomes = [];
for (const { does, given, board } of JSON.parse(text)) {
  try {
    outcomes.push(await doing[does](given, board));
  } catch (error) {
    outcomes.push(error instanceof cleaning.Refused ? { refused: error.reason } : { threw: `${error.stack}` });
  }
}
process.stdout.write(JSON.stringify(outcomes));
