import type { Account } from "./accounts.ts";

/** Nothing from elsewhere, nothing inline. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'self' http://localhost:*";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

const page = (parts: { title: string; body: string; script?: string }): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${parts.title} · Piaf</title>
<link rel="stylesheet" href="/oidc/sign-in.css">
${parts.script === undefined ? "" : `<script src="${parts.script}" defer></script>`}
</head>
<body><main>${parts.body}</main></body>
</html>
`;

const choice = ({ handle, name = handle }: Account): string => `<li>
<button name="person" value="${escapeHtml(handle)}">
<span class="initial" aria-hidden="true">${escapeHtml(name.slice(0, 1))}</span>
<span class="who"><strong>${escapeHtml(name)}</strong><small>${escapeHtml(handle.includes("@") ? handle : `@${handle}`)}</small></span>
</button>
</li>`;

const passkeyScriptPath = "/oidc/passkey.js";

/** A form that the browser's own dialog fills: `way` is what to ask of its credentials, with what `options` say. */
const passkeyForm = (parts: { way: "create" | "get"; options: object; label: string; failed: boolean }): string =>
  `<form method="post" data-way="${parts.way}" data-options="${escapeHtml(JSON.stringify(parts.options))}">
<input type="hidden" name="${parts.way === "create" ? "passkey" : "assertion"}">
<p role="alert"${parts.failed ? "" : " hidden"}>That did not work. Try again, or go on without.</p>
<button class="plain main">${parts.label}</button>
</form>`;

/** The seeded people to choose from. No password: everybody here is made up. `passkey`: somebody has one to sign in with. */
export const signInPage = (
  accounts: readonly Account[],
  passkey?: { readonly options: object; readonly failed: boolean },
): string =>
  page({
    title: "Sign in",
    ...(passkey && { script: passkeyScriptPath }),
    body: `<h1>Who is holding this phone?</h1>
<p>These people live on this machine only. Choose one to sign in.</p>
<form method="post"><ul>${accounts.map(choice).join("\n")}</ul></form>
${passkey === undefined ? "" : `<h2>Back again?</h2>${passkeyForm({ way: "get", label: "Sign in with a passkey", ...passkey })}`}
<h2>New here?</h2>
<form method="post">
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="email" maxlength="254" required>
<button class="plain main">Send me a code</button>
</form>`,
  });

/** Where the code is typed. It stands on the page, since no mail leaves this machine. */
export const codePage = (sent: { readonly email: string; readonly code?: string; readonly wrong: boolean }): string =>
  page({
    title: "Your code",
    body: `<h1>Check your mail</h1>
<p>A code is on its way to ${escapeHtml(sent.email)}.</p>
${sent.code === undefined ? "" : `<p class="mail" role="status">No mail leaves this machine: your code is <strong>${sent.code}</strong></p>`}
${sent.wrong ? `<p role="alert">That is not the code. Look again, or go back for a new one.</p>` : ""}
<form method="post">
<label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required autofocus>
<button class="plain main">Continue</button>
<button class="plain" name="then" value="passkey">Continue, and add a passkey</button>
</form>`,
  });

/** After the code: a passkey, to need none the next time. */
export const passkeyPage = (passkey: { readonly options: object; readonly failed: boolean }): string =>
  page({
    title: "Add a passkey",
    script: passkeyScriptPath,
    body: `<h1>Sign in without a code next time</h1>
<p>Your fingerprint, your face or the code of this device will do. It signs you in and pays nothing.</p>
${passkeyForm({ way: "create", label: "Create a passkey", ...passkey })}
<form method="post"><button class="plain" name="without" value="passkey">Not now</button></form>`,
  });

/** Asks the browser for a credential when the button is pressed, and sends the form with it. */
export const passkeyScript = `for (const form of document.querySelectorAll("form[data-way]"))
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { way, options } = form.dataset;
    try {
      const parse = way === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
      const publicKey = PublicKeyCredential[parse](JSON.parse(options));
      form.querySelector("input").value = JSON.stringify(await navigator.credentials[way]({ publicKey }));
      form.submit();
    } catch {
      form.querySelector("[role=alert]").hidden = false;
    }
  });
`;

/** Says why the sign-in cannot go on, and where to begin again. */
export const refusalPage = (reason: string): string =>
  page({
    title: "Sign in again",
    body: `<h1>You are not signed in</h1>
<p>${escapeHtml(reason)}</p>
<p><a href="/app/">Open the app</a> and begin again.</p>`,
  });

/** `form` comes from oidc-provider, with its token against forgery; the script sends it at once. */
export const signOutPage = (form: string): string =>
  page({
    title: "Sign out",
    script: "/oidc/sign-out.js",
    body: `<h1>Signing out</h1>${form}
<button class="plain" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
  });

export const signOutScript = `document.querySelector("button[form='op.logoutForm']").click();\n`;

export const stylesheet = `:root {
  color-scheme: light dark;
  --ground: light-dark(#f7f5f0, #16150f);
  --card: light-dark(#ffffff, #211f18);
  --ink: light-dark(#1c1a14, #f4f1e8);
  --quiet: light-dark(#625d50, #b0aa9a);
  --line: light-dark(#e4dfd3, #38352b);
  --accent: light-dark(#0b6e4f, #5fd3a5);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100dvh;
  display: grid;
  place-items: center;
  padding: 1.5rem;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}
main { width: min(100%, 24rem); }
h1 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.2; letter-spacing: -0.01em; }
p { margin: 0 0 1.5rem; color: var(--quiet); }
a { color: var(--accent); }
ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.5rem; }
button {
  width: 100%;
  min-height: 3.75rem;
  display: flex;
  align-items: center;
  gap: 0.875rem;
  padding: 0.5rem 0.875rem;
  border: 1px solid var(--line);
  border-radius: 1rem;
  background: var(--card);
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
}
button:hover { border-color: var(--accent); }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1.125rem; }
label { display: block; margin-bottom: 0.25rem; font-weight: 600; }
input {
  width: 100%;
  min-height: 3rem;
  margin-bottom: 0.75rem;
  padding: 0.5rem 0.875rem;
  border: 1px solid var(--quiet);
  border-radius: 0.75rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.main { background: var(--accent); color: var(--card); font-weight: 600; }
.mail { padding: 0.75rem; border: 1px dashed var(--quiet); border-radius: 0.75rem; }
.plain { justify-content: center; }
.plain + .plain, form + form { margin-top: 0.75rem; }
[role=alert] { color: inherit; }
.initial {
  flex: none;
  width: 2.5rem;
  height: 2.5rem;
  display: grid;
  place-items: center;
  border-radius: 50%;
  background: color-mix(in oklab, var(--accent) 15%, transparent);
  color: var(--accent);
  font-weight: 600;
}
.who { display: grid; }
.who small { color: var(--quiet); }
`;
