// Writes calendar files as the browser would: reads what they are made of, times as ISO 8601.
import { readFileSync } from "node:fs";
import { calendar } from "../../docs/assets/tools/workshops/calendar.js";

const made = JSON.parse(readFileSync(0, "utf8")).map(({ title, details, days, stamp }) =>
  calendar(
    title,
    details,
    days.map(([begins, ends]) => ({ begins: new Date(begins), ends: new Date(ends) })),
    new Date(stamp),
  ),
);
process.stdout.write(JSON.stringify(made));
