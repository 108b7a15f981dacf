/** A start that cannot go on, for a reason that the person at the keyboard can remedy: the message is one sentence that says how. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
