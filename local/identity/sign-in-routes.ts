import { text } from "node:stream/consumers";
import type { Provider } from "oidc-provider";
import type { Clock } from "../../core/clock.ts";
import type { Account, Accounts } from "./accounts.ts";
import { isAppUri } from "./app-uri.ts";
import { createEmailCodes, type EmailCodes } from "./email-codes.ts";
import { codePage, refusalPage, pagePolicy, signInPage, signOutScript, stylesheet } from "./pages.ts";
import { authTime } from "./provider-configuration.ts";

type Parts = {
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly codes: EmailCodes;
  readonly clock: Clock;
};
/** The provider is a Koa application. */
export type Middleware = Parameters<Provider["use"]>[0];
type Context = Parameters<Middleware>[0];

const files: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  "/sign-in.css": { type: "text/css", body: stylesheet },
  "/sign-out.js": { type: "text/javascript", body: signOutScript },
};

const show = (context: Context, html: string): void => {
  context.type = "html";
  context.body = html;
};

/** The account that a form names or proves; without one, the page that comes next. */
const readForm = (parts: Parts, signIn: string, form: URLSearchParams): Account | string => {
  const { accounts, codes } = parts;
  const email = form.get("email")?.trim() ?? "";
  if (mailAddress.test(email)) return codePage({ email, code: codes.issue(signIn, email), wrong: false });
  const code = form.get("code");
  const proved = code === null ? undefined : codes.redeem(signIn, code);
  if (proved !== undefined) return accounts.join(proved);
  const asked = code === null ? undefined : codes.emailOf(signIn);
  if (asked !== undefined) return codePage({ email: asked, wrong: true });
  return accounts.byHandle(form.get("person") ?? "") ?? signInPage(accounts.all());
};

/** No more than that somebody could be written to. */
const mailAddress = /^[^\s@]{1,64}@[^\s@]{1,189}$/;

/** Shows who can sign in, takes the choice or an e-mail address with its code, and lets the provider go on. */
const chooseAccount = async (parts: Parts, context: Context): Promise<void> => {
  const { provider, accounts, clock } = parts;
  const signIn = await provider.interactionDetails(context.req, context.res).then(
    ({ uid }) => uid,
    () => undefined,
  );
  if (signIn === undefined) {
    show(context, refusalPage("This sign-in has expired."));
    context.status = 400;
    return;
  }
  const account =
    context.method === "POST"
      ? readForm(parts, signIn, new URLSearchParams(await text(context.req)))
      : signInPage(accounts.all());
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
