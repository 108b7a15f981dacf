import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import * as z from "zod";
import type { Account } from "./accounts.ts";

/** Where a page is: `host` without its port is the relying party, as on Cognito the domain is. */
export type Place = { readonly host: string; readonly origin: string };

/** Passkeys to sign in with, as Cognito's managed pages offer them. They sign in and pay nothing: the payment key is another. */
export type Passkeys = {
  /** Whether anybody could sign in by one there. */
  some(place: Place): boolean;
  /** What a browser needs to make one for the account that has just proved itself in this sign-in. */
  offer(signIn: string, account: Account, place: Place): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Keeps what the browser has made. `false`: nothing was offered in this sign-in, or it is not what was. */
  add(signIn: string, made: unknown, place: Place): Promise<boolean>;
  /** The subject for whom one was offered in this sign-in. */
  offeredTo(signIn: string): string | undefined;
  /** What a browser needs to sign in by one. */
  ask(signIn: string, place: Place): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** The subject whose passkey answered what was asked, once. */
  subjectOf(signIn: string, answer: unknown, place: Place): Promise<string | undefined>;
};

const keptPasskeys = z.array(
  z.object({ id: z.string(), subject: z.string(), relyingParty: z.string(), publicKey: z.string() }),
);

/** What is kept is kept in `file`, if there is one. */
export const createPasskeys = (file?: string): Passkeys => {
  let kept = file !== undefined && existsSync(file) ? keptPasskeys.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
  const offered = new Map<string, { readonly challenge: string; readonly subject: string }>();
  const asked = new Map<string, string>();
  const keep = (next: typeof kept): void => {
    kept = next;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  };
  return {
    some: ({ host }) => kept.some(({ relyingParty }) => relyingParty === host),
    offer: async (signIn, { subject, handle }, { host }) => {
      const options = await generateRegistrationOptions({
        rpName: "Piaf",
        rpID: host,
        userName: handle,
        userID: new TextEncoder().encode(subject),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        supportedAlgorithmIDs: [-7, -257],
      });
      offered.set(signIn, { challenge: options.challenge, subject });
      return options;
    },
    offeredTo: (signIn) => offered.get(signIn)?.subject,
    add: async (signIn, made, place) => {
      const offer = offered.get(signIn);
      const credential = offer && (await credentialIn(made, offer.challenge, place));
      if (credential === undefined) return false;
      offered.delete(signIn);
      const publicKey = Buffer.from(credential.publicKey).toString("base64url");
      keep([...kept, { id: credential.id, subject: offer?.subject ?? "", relyingParty: place.host, publicKey }]);
      return true;
    },
    ask: async (signIn, { host }) => {
      // By name, since here the app's payment keys are the same relying party's: the browser must not offer those.
      const allowCredentials = kept.filter(({ relyingParty }) => relyingParty === host).map(({ id }) => ({ id }));
      const options = await generateAuthenticationOptions({
        rpID: host,
        userVerification: "required",
        allowCredentials,
      });
      asked.set(signIn, options.challenge);
      return options;
    },
    subjectOf: async (signIn, answer, place) => {
      const challenge = asked.get(signIn);
      const response = answer as AuthenticationResponseJSON;
      const passkey = kept.find(({ id, relyingParty }) => id === response.id && relyingParty === place.host);
      asked.delete(signIn);
      if (challenge === undefined || passkey === undefined) return undefined;
      const { verified } = await verifyAuthenticationResponse({
        ...expected(challenge, place),
        response,
        credential: { id: passkey.id, publicKey: Buffer.from(passkey.publicKey, "base64url"), counter: 0 },
      }).catch(() => ({ verified: false }));
      return verified ? passkey.subject : undefined;
    },
  };
};

const expected = (challenge: string, { host, origin }: Place) => ({
  ...{ expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: host, requireUserVerification: true },
});

const credentialIn = async (made: unknown, challenge: string, place: Place) => {
  const response = made as RegistrationResponseJSON;
  const checked = await verifyRegistrationResponse({ ...expected(challenge, place), response }).catch(() => undefined);
  return checked?.registrationInfo?.credential;
};
