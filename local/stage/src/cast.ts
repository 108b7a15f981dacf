import { bot, people, phones, type SeededPerson } from "../../seed/people.ts";

/** Who may write on the simulated X: everybody but the bot, which answers by itself. */
export const writers: readonly SeededPerson[] = people;

/** Whose phones can be held. */
export const phoneOwners: readonly SeededPerson[] = people.filter(({ handle }) => phones.includes(handle));

const everybody = [bot, ...people];

/** Somebody by handle; who is not seeded goes by the handle alone. */
export const personOf = (handle: string): { readonly handle: string; readonly name: string } =>
  everybody.find((person) => person.handle === handle) ?? { handle, name: handle };

export const isBot = (handle: string): boolean => handle === bot.handle;

/** Each of the cast has a hue of its own, so that a face is known before the name is read. */
export const hueOf = (handle: string): number => {
  const place = everybody.findIndex((person) => person.handle === handle);
  return place < 0 ? 0 : (160 + place * 67) % 360;
};
