import { text } from "node:stream/consumers";
import type { Provider } from "oidc-provider";
import type { Clock } from "../../core/clock.ts";
import type { Account, Accounts } from "./accounts.ts";
import { isAppUri } from "./app-uri.ts";
import { createEmailCodes, type EmailCodes } from "./email-codes.ts";
import {
  codePage,
  pagePolicy,
  passkeyPage,
  passkeyScript,
  refusalPage,
  signInPage,
  signOutScript,
  stylesheet,
} from "./pages.ts";
import type { Passkeys, Place } from "./passkeys.ts";
import { authTime } from "./provider-configuration.ts";

type Parts = {
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly codes: EmailCodes;
  readonly passkeys: Passkeys;
  readonly clock: Clock;
};
/** The provider is a Koa application. */
export type Middleware = Parameters<Provider["use"]>[0];
type Context = Parameters<Middleware>[0];

const files: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  "/sign-in.css": { type: "text/css", body: stylesheet },
  "/passkey.js": { type: "text/javascript", body: passkeyScript },
  "/sign-out.js": { type: "text/javascript", body: signOutScript },
};

const show = (context: Context, html: string): void => {
  context.type = "html";
  context.body = html;
};

/** A sign-in under way, and where its page is. */
type SignIn = { readonly id: string; readonly place: Place };

/** Who is there to choose from; by passkey too, where somebody has one. */
const firstPage = async ({ accounts, passkeys }: Parts, { id, place }: SignIn, failed = false): Promise<string> => {
  const options = passkeys.some(place) ? await passkeys.ask(id, place) : undefined;
  return signInPage(accounts.all(), options && { options, failed });
};

/** The account that a form names or proves; without one, the page that comes next. */
const readForm = async (parts: Parts, signIn: SignIn, form: URLSearchParams): Promise<Account | string> => {
  const { accounts, codes } = parts;
  const byPasskey = await readPasskey(parts, signIn, form);
  if (byPasskey !== undefined) return byPasskey;
  const email = form.get("email")?.trim() ?? "";
  if (mailAddress.test(email)) return codePage({ email, code: codes.issue(signIn.id, email), wrong: false });
  const code = form.get("code");
  const proved = code === null ? undefined : codes.redeem(signIn.id, code);
  if (proved !== undefined) {
    const account = accounts.join(proved);
    return form.get("then") === "passkey" ? offerPasskey(parts, signIn, { account }) : account;
  }
  const asked = code === null ? undefined : codes.emailOf(signIn.id);
  if (asked !== undefined) return codePage({ email: asked, wrong: true });
  return accounts.byHandle(form.get("person") ?? "") ?? firstPage(parts, signIn);
};

const offerPasskey = async (
  { passkeys }: Parts,
  { id, place }: SignIn,
  { account, failed = false }: { readonly account: Account; readonly failed?: boolean },
): Promise<string> => passkeyPage({ options: await passkeys.offer(id, account, place), failed });

/** What a form says that has to do with passkeys: one to sign in with, one that was made after the code, or that none is wanted. */
const readPasskey = async (
  parts: Parts,
  signIn: SignIn,
  form: URLSearchParams,
): Promise<Account | string | undefined> => {
  const { accounts, passkeys } = parts;
  const { id, place } = signIn;
  const assertion = form.get("assertion");
  if (assertion !== null) {
    const subject = await passkeys.subjectOf(id, parsed(assertion), place);
    return accounts.bySubject(subject ?? "") ?? firstPage(parts, signIn, true);
  }
  // Its owner has proved himself already, by the code.
  const owner = accounts.bySubject(passkeys.offeredTo(id) ?? "");
  if (owner === undefined || form.has("without")) return owner;
  const made = form.get("passkey");
  if (made === null) return undefined;
  const isKept = await passkeys.add(id, parsed(made), place);
  return isKept ? owner : offerPasskey(parts, signIn, { account: owner, failed: true });
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) ?? {};
  } catch {
    return {};
  }
};

/** No more than that somebody could be written to. */
const mailAddress = /^[^\s@]{1,64}@[^\s@]{1,189}$/;

/** Shows who can sign in, takes the choice or an e-mail address with its code, and lets the provider go on. */
const chooseAccount = async (parts: Parts, context: Context): Promise<void> => {
  const { provider, clock } = parts;
  const id = await provider.interactionDetails(context.req, context.res).then(
    ({ uid }) => uid,
    () => undefined,
  );
  if (id === undefined) {
    show(context, refusalPage("This sign-in has expired."));
    context.status = 400;
    return;
  }
  const signIn = { id, place: { host: context.hostname, origin: context.origin } };
  const account =
    context.method === "POST"
      ? await readForm(parts, signIn, new URLSearchParams(await text(context.req)))
      : await firstPage(parts, signIn);
  if (typeof account === "string") {
    show(context, account);
    return;
  }
  const login = { accountId: account.subject, ts: authTime(clock) };
  context.status = 303;
  context.redirect(await provider.interactionResult(context.req, context.res, { login }));
};

/**
 * On a phone's own origin no session of the provider counts (its owner is signed in at once), so that ending it is to go
 * back to the app, without the cookies that an iframe of another site does not get.
 */
const leavePhone = (context: Context): void => {
  const { post_logout_redirect_uri: target, state } = context.query;
  if (typeof target !== "string" || !isAppUri(target)) {
    context.redirect("/app/");
    return;
  }
  const uri = new URL(target);
  if (typeof state === "string") uri.searchParams.set("state", state);
  context.status = 303;
  context.redirect(uri.href);
};

/** What the provider leaves to its host: the page to sign in on, its files, and leaving a phone. */
export const signInRoutes = (given: Omit<Parts, "codes">): Middleware => {
  const parts: Parts = { ...given, codes: createEmailCodes() };
  return async (context, next) => {
    // Set first: the provider adds the hash of its own script where it has one.
    context.set({ "Content-Security-Policy": pagePolicy, "Cache-Control": "no-store" });
    const file = files[context.path];
    if (file !== undefined) {
      context.type = file.type;
      context.body = file.body;
    } else if (context.path.startsWith("/sign-in/")) {
      await chooseAccount(parts, context);
    } else if (context.path === "/session/end" && parts.accounts.byHost(context.host) !== undefined) {
      leavePhone(context);
    } else {
      await next();
    }
  };
};
