import { afterAll, beforeAll, expect, test } from "vitest";
import { createXDirectory } from "../../../adapters/channels/x/directory.ts";
import { readXSecret, startSimulatedX, xSecret } from "../../support/simulated-x.ts";

let x: Awaited<ReturnType<typeof startSimulatedX>>;

beforeAll(async () => {
  x = await startSimulatedX({});
});
afterAll(() => x.stop());

const directory = (secret: () => Promise<unknown> = readXSecret) =>
  createXDirectory({ readSecret: secret, apiUrl: x.apiUrl });

test("tells who goes by a handle, however it is capitalised", async () => {
  const found = { ok: true, value: { id: "1400000000000000102", handle: "bob", name: "Bob" } };
  expect(await directory().find("bob")).toMatchObject(found);
  expect(await directory().find("BOB")).toMatchObject(found);
});

test.each(["nobody_at_all", "", "two words", "../me", "bob?x=1", "a_handle_that_is_too_long", "böb"])(
  "nobody goes by %j",
  async (handle) => expect(await directory().find(handle)).toEqual({ ok: false, fault: "unknown" }),
);

test("says that the network is off, never that there is nobody, for whatever else X answers", async () => {
  for (const fault of ["rate_limited", "server_error", "no_credit"]) {
    await x.call("PUT", "settings", { faults: { [fault]: 1 } });
    expect(await directory().find("bob")).toEqual({ ok: false, fault: "unavailable" });
  }
  const stranger = directory(async () => ({ ...xSecret, app_key: "another app" }));
  expect(await stranger.find("bob")).toEqual({ ok: false, fault: "unavailable" });
  const nowhere = createXDirectory({ readSecret: readXSecret, apiUrl: "http://127.0.0.1:9" });
  expect(await nowhere.find("bob")).toEqual({ ok: false, fault: "unavailable" });
});

test("asks for the app's token once, and anew when X takes it no more", async () => {
  const tokens: unknown[] = [];
  const counted = directory(() => {
    tokens.push("asked");
    return readXSecret();
  });
  await counted.find("bob");
  await counted.find("carol");
  expect(tokens).toHaveLength(1);
});
