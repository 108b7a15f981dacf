import type { HolderKind } from "../../core/limits/limits.ts";

/** Somebody of the simulated world: an account on the simulated X and, where `subject` is set, one at the identity provider. */
export type SeededPerson = {
  readonly handle: string;
  readonly name: string;
  /** The permanent id on the simulated X. */
  readonly userId: string;
  /** The subject at the identity provider; absent for who is on X only. */
  readonly subject?: string;
  /** What the wallet starts with, in euro cents; absent for who has no wallet. */
  readonly seedMinor?: bigint;
  /** Without it a person. */
  readonly kind?: HolderKind;
};

export const bot: SeededPerson = { handle: "piaf", name: "Piaf", userId: "1400000000000000001" };

export const people: readonly SeededPerson[] = [
  { handle: "alice", name: "Alice", userId: "1400000000000000101", subject: "alice", seedMinor: 10_000n },
  { handle: "bob", name: "Bob", userId: "1400000000000000102", subject: "bob", seedMinor: 5_000n },
  { handle: "carol", name: "Carol", userId: "1400000000000000103", subject: "carol", seedMinor: 5_000n },
  { handle: "dave", name: "Dave", userId: "1400000000000000104" },
  {
    handle: "corner_bakery",
    name: "Corner Bakery",
    userId: "1400000000000000105",
    subject: "corner_bakery",
    kind: "company",
    seedMinor: 0n,
  },
  {
    handle: "food_for_all",
    name: "Food for All",
    userId: "1400000000000000106",
    subject: "food_for_all",
    kind: "association",
    seedMinor: 0n,
  },
];

/** The people who have a phone on this machine, each on an origin of its own. */
export const phones: readonly string[] = ["alice", "bob", "carol"];
