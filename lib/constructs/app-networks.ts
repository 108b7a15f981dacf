/** What the app reads at /app/config.json about the networks whose accounts it links. Reading alone: Piaf posts as the bot. */
export const networksFor = ({ xClientId }: { readonly xClientId: string }) => ({
  x: {
    authorize_url: "https://x.com/i/oauth2/authorize",
    client_id: xClientId,
    scopes: ["tweet.read", "users.read"],
  },
});
