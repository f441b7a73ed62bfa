/** The playbook's records. scripts/playbook/publish/design_data.py makes the module when the site is built. */
import type { Records } from "./written.js";

declare const records: Records;
export default records;
