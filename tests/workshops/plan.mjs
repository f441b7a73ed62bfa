// Answers vectors of plans as the browser would: reads questions, writes each plan or why there is none.
import { readFileSync } from "node:fs";
import { PlanError, plan, shortest } from "../../docs/assets/tools/workshops/plan.js";

const tried = (does) => {
  try {
    return does();
  } catch (error) {
    if (error instanceof PlanError) return { what: error.what, mend: error.mend };
    throw error;
  }
};
const answers = JSON.parse(readFileSync(0, "utf8")).map(({ steps, minutes, days }) => ({
  plan: tried(() => plan(steps, minutes, days)),
  shortest: tried(() => shortest(steps, days)),
}));
process.stdout.write(JSON.stringify(answers));
