import type { ConsentList, HistoryList } from "../../contracts/http/rights.ts";
import type { HolderId } from "../../core/ids.ts";
import type { DossierPart, DossierRecord } from "../../core/rights/dossier.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import type { HttpAnswer } from "../_shared/problem.ts";
import type { RightsDeps } from "./rights-deps.ts";

/** So many of the latest are shown; the export has all. */
const shown = 100;

/** `GET /v1/me/consents`: what the caller has agreed to, and taken back, in which text; newest first. */
export const listConsents = async ({ caller }: SignedInRequest, deps: RightsDeps): Promise<HttpAnswer> => {
  const records = await latest(["consents", "app_consents"], caller.holder, deps);
  const body: ConsentList = { data: records.map(consentView) };
  return { status: 200, body };
};

/** `GET /v1/me/history`: sign-ins, and keys that came and went; newest first. */
export const listHistory = async ({ caller }: SignedInRequest, deps: RightsDeps): Promise<HttpAnswer> => {
  const records = await latest(["history", "sign_ins"], caller.holder, deps);
  const labels = new Map(records.map(({ data }) => [data["key"], textIn(data, "label")]));
  const body: HistoryList = {
    data: records.map(({ kind, data }) => ({
      at: String(data["at"]),
      did: kind === "sign-in" ? "signed_in" : kind === "key_enrolled" ? "key_enrolled" : "key_revoked",
      ...present({
        label: textIn(data, "label") ?? labels.get(data["key"]),
        device: textIn(data, "device"),
        browser: textIn(data, "browser"),
      }),
    })),
  };
  return { status: 200, body };
};

const latest = async (
  parts: readonly DossierPart[],
  holder: HolderId,
  { dossier }: RightsDeps,
): Promise<readonly DossierRecord[]> => {
  const found: DossierRecord[] = [];
  for (const part of parts) {
    let cursor: string | undefined;
    do {
      const page = await dossier.read(part, holder, cursor);
      found.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return found.toSorted((one, other) => String(other.data["at"]).localeCompare(String(one.data["at"]))).slice(0, shown);
};

/** What was agreed to with a link names the account; everything else names itself. */
const consentView = ({ data }: DossierRecord): ConsentList["data"][number] => {
  const channel = textIn(data, "channel");
  const isGiven = data["did"] === "linked" || data["did"] === "agreed";
  return {
    at: String(data["at"]),
    what: channel !== undefined ? "link" : data["what"] === "notifications" ? "notifications" : "terms",
    did: isGiven ? "agreed" : "withdrawn",
    ...present({ text: textIn(data, "text"), channel, by: textIn(data, "by") }),
  };
};

const textIn = (data: DossierRecord["data"], name: string): string | undefined => {
  const value = data[name];
  return typeof value === "string" ? value : undefined;
};

const present = <Values extends Record<string, string | undefined>>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: string;
  };
