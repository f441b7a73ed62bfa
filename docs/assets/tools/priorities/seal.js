/** Sealing: the SHA-256 of a ballot is shown first, the ballot later. Whoever changes the ballot in between is found out. */

/** @typedef {{ board: string, voter: string, group: string, number: number, tiers: string[][], salt?: string | null }} Sealed */

/** Why there is no sealing here, or "" if there is: browsers give SHA-256 only to pages that came over https. */
export const WHY_NOT = globalThis.crypto?.subtle ? "" : "Sealing works only over https, or on paper.";

/** A fresh salt, so that nobody finds a ballot by hashing all rankings there are. */
export const saltOf = () => crypto.randomUUID();

/**
 * The hash of a ballot with its salt. The order within a tier does not count.
 *
 * @param {Sealed} ballot
 * @returns {Promise<string>} SHA-256 as 64 hexadecimal digits
 * @throws {Error} WHY_NOT
 */
export async function hashOf({ board, voter, group, number, tiers, salt = "" }) {
  if (WHY_NOT) throw new Error(WHY_NOT);
  const text = JSON.stringify([board, voter, group, number, tiers.map((tier) => [...tier].sort()), salt]);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Whether a ballot is the one that was sealed.
 *
 * @param {Sealed} ballot
 * @param {string} hash
 * @throws {Error} WHY_NOT
 */
export const verify = async (ballot, hash) => Boolean(ballot.salt) && (await hashOf(ballot)) === hash.toLowerCase();

/**
 * A hash in groups of four, so that people can read it to one another.
 *
 * @param {string} hash
 */
export const inFours = (hash) => hash.replace(/.{4}(?=.)/g, "$& ");
