import { randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { JsonObject } from "../template/assembly.ts";
import type { Declared } from "../template/declared.ts";

/** A secret of the template with the value that it has on this machine. */
type Secret = { readonly name: string; readonly arn: string; readonly value: string };

export type SecretStore = {
  /** By name or ARN. */
  readonly find: (id: string) => Secret | undefined;
};

type Generation = {
  readonly PasswordLength?: number;
  readonly ExcludePunctuation?: boolean;
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly IncludeSpace?: boolean;
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
};

const alphabetOf = (generation: Generation): string =>
  [
    generation.ExcludeLowercase ? "" : "abcdefghijklmnopqrstuvwxyz",
    generation.ExcludeUppercase ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    generation.ExcludeNumbers ? "" : "0123456789",
    generation.ExcludePunctuation ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    generation.IncludeSpace ? " " : "",
  ]
    .join("")
    .split("")
    .filter((character) => !generation.ExcludeCharacters?.includes(character))
    .join("");

/** A random text as Secrets Manager makes it, inside of the template's JSON where there is one. */
export const generateSecret = (generation: Generation): string => {
  const alphabet = alphabetOf(generation);
  const password = Array.from(
    { length: generation.PasswordLength ?? 32 },
    () => alphabet[randomInt(alphabet.length)],
  ).join("");
  if (generation.SecretStringTemplate === undefined || generation.GenerateStringKey === undefined) return password;
  const template = JSON.parse(generation.SecretStringTemplate) as JsonObject;
  return JSON.stringify({ ...template, [generation.GenerateStringKey]: password });
};

const initialValue = ({ properties }: Declared): string =>
  typeof properties.SecretString === "string"
    ? properties.SecretString
    : generateSecret((properties.GenerateSecretString ?? {}) as Generation);

/**
 * The secrets of the template. Each gets its value at the first start (`supplied` by its name where an operator would fill
 * it in, else generated as the template says) and keeps it in `file`, which only the owner can read.
 */
export const openSecrets = (
  declared: readonly Declared[],
  { file, supplied }: { readonly file: string; readonly supplied: Readonly<Record<string, () => string>> },
): SecretStore => {
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as Record<string, string>;
  const secrets = declared.map((secret): Secret => {
    const value = kept[secret.name] ?? (supplied[secret.name] ?? (() => initialValue(secret)))();
    return { name: secret.name, arn: secret.ref, value };
  });
  const values = Object.fromEntries(secrets.map(({ name, value }) => [name, value]));
  writeFileSync(file, JSON.stringify(values, null, 2), { mode: 0o600 });
  return { find: (id) => secrets.find(({ name, arn }) => name === id || arn === id) };
};
