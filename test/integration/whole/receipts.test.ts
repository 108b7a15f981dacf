import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ReceiptView, receipt as receiptSchema, stageKeys } from "../../../contracts/http/receipt.ts";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import { type Device, enrolDevice } from "../../support/device.ts";
import { blocksOf, pageAt } from "../../support/pages.ts";
import { until } from "../../support/until.ts";
import { startWholePiaf, type WholePiaf } from "../../support/whole-piaf.ts";

let piaf: WholePiaf;
let alice: Device;
let bob: Device;
let carol: Device;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "piaf-receipts-"));
  piaf = await startWholePiaf();
  [alice, bob, carol] = await Promise.all([
    enrolDevice(piaf, "alice"),
    enrolDevice(piaf, "bob"),
    enrolDevice(piaf, "carol"),
  ]);
}, 90_000);
afterAll(async () => {
  await piaf.stop();
  rmSync(folder, { recursive: true });
});

/** Pays by a post, and finds the transfer as the payer does. */
const pay = async (text: string): Promise<string> => {
  await piaf.post({ as: "alice", text });
  const proposal = await until("the proposal", async () =>
    (await alice.open()).find(({ source }) => source.text === text),
  );
  expect((await alice.approve(proposal)).status).toBe(200);
  const entry = await until("the payment in the activity", async () => {
    const { data } = (await alice.call("GET", "/v1/activity")).body as unknown as { data: ActivityEntry[] };
    return data.find(({ intent }) => intent === proposal.id);
  });
  return entry.transfer;
};

const receiptFor = (device: Device, transfer: string) => device.call("GET", `/v1/receipts/${transfer}`);

const verify = async (receipt: unknown): Promise<{ readonly code: number; readonly lines: readonly string[] }> => {
  const [receiptFile, keysFile] = [join(folder, "receipt.json"), join(folder, "keys.json")];
  writeFileSync(receiptFile, JSON.stringify(receipt));
  // Open to everybody: nobody signs in to verify.
  writeFileSync(keysFile, JSON.stringify((await piaf.call({ path: "/v1/keys.json" })).body));
  const { stdout, code } = await promisify(execFile)("node", ["bin/verify.ts", receiptFile, "--keys", keysFile]).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
  return { code, lines: stdout.trimEnd().split("\n") };
};

const today = () => new Date().toISOString().slice(0, 10);

const closeToday = async (): Promise<void> => {
  expect(await piaf.invoke("clockwork", { task: "close", day: today() })).toMatchObject({ ok: true });
};

/** The commands of docs/proof.md, as they stand there, on this Piaf's port and with files in the test's folder. */
const runThePage = async (): Promise<string> => {
  const [commands = ""] = blocksOf(pageAt("docs/proof.md"), "sh");
  const here = commands
    .replaceAll("localhost:4400", `localhost:${piaf.port}`)
    .replaceAll(
      /npm run -s (token|close)( -- \w+)?/g,
      (command) => `${command}${command.includes(" -- ") ? "" : " --"} --port ${piaf.port}`,
    )
    .replaceAll(/(?<=[ >])(receipt|keys)\.json/g, (name) => join(folder, name));
  return (await promisify(execFile)("bash", ["-ec", here])).stdout.trimEnd();
};

describe("the receipt of a payment", () => {
  it("says that it is not yet in a root, and after the close verifies by the published keys alone", async () => {
    const transfer = await pay("@piaf pay 3€ @bob for the receipt");
    const open = await receiptFor(alice, transfer);
    expect(open.status).toBe(200);
    expect(receiptSchema.safeParse(open.body).error).toBeUndefined();
    const before = await verify(open.body);
    expect(before.code).toBe(1);
    expect(before.lines.slice(0, 4).every((line) => line.startsWith("✓"))).toBe(true);
    expect(before.lines.at(-1)).toContain("not yet in a root");

    await closeToday();
    const closed = (await receiptFor(alice, transfer)).body as unknown as ReceiptView;
    const after = await verify(closed);
    expect(after.lines.at(-1)).toMatch(
      /^Verified: tr_\w+, 300 minor units of EUR, by the keys of the stage "local"\.$/,
    );
    expect(after.code).toBe(0);

    const tampered = await verify({ ...closed, transfer: { ...closed.transfer, amount: 30_000 } });
    expect(tampered.code).toBe(1);
    expect(tampered.lines.filter((line) => line.startsWith("✗"))).toHaveLength(2);

    // The payee has the same proof; a stranger learns nothing, not even that there is such a payment.
    expect((await receiptFor(bob, transfer)).body).toEqual(closed);
    expect(await receiptFor(carol, transfer)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await receiptFor(alice, "tr_nothing")).toMatchObject({ status: 404 });
  });

  it("is what docs/proof.md says, word for word", async () => {
    const [shown = ""] = blocksOf(pageAt("docs/proof.md"), "text");
    const printed = (await runThePage()).split("\n").slice(1).join("\n");
    expect(printed.replace(/tr_\w+, \d+/, "")).toBe(shown.trimEnd().replace(/tr_…, \d+/, ""));
  });

  it("is signed by keys that are published for everybody, in their own form", async () => {
    const { status, body } = await piaf.call({ path: "/v1/keys.json" });
    expect(status).toBe(200);
    expect(stageKeys.parse(body)).toEqual(body);
    expect(body["relying_parties"]).toContain("alice.localhost");
  });
});

it("closes the day with every balance explained", async () => {
  const { Item } = await piaf.dynamodb.send(
    new GetItemCommand({
      TableName: piaf.tableName("closes"),
      Key: { pk: { S: "close" }, sk: { S: today() } },
    }),
  );
  expect(unmarshall(Item!)["findings"]).toMatchObject({ EUR: { difference: "0", unexplained: 0, sum: "0" } });
});
