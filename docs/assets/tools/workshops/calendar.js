/** A workshop as a calendar file (RFC 5545), with its times in UTC. */

/** @param {string} text as a value: what would end it or begin another is escaped, controls are gone */
const escaped = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, "")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");

/** @param {Date} date @returns {string} such as `20270301T080000Z` */
const utc = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");

/** @param {string} line @returns {string} in parts of 75 octets at most; none is cut within a character */
function folded(line) {
  let out = "";
  let octets = 0;
  for (const char of line) {
    const size = new TextEncoder().encode(char).length;
    if (octets + size > 75) {
      out += "\r\n ";
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}

/**
 * @param {string} title
 * @param {string} details what participants should know; line breaks are kept
 * @param {readonly { begins: Date, ends: Date }[]} days
 * @param {Date} stamp when the file was made
 * @returns {string} an event for each day; the same event has the same UID, so that a second import changes the first
 */
export function calendar(title, details, days, stamp) {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40);
  const events = days.flatMap(({ begins, ends }, at) => [
    "BEGIN:VEVENT",
    `UID:${utc(begins)}-${slug}@mlops-team-playbook`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(begins)}`,
    `DTEND:${utc(ends)}`,
    `SUMMARY:${escaped(title + (days.length > 1 ? `, day ${at + 1} of ${days.length}` : ""))}`,
    `DESCRIPTION:${escaped(details)}`,
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MLOps Team Playbook//Workshops//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
