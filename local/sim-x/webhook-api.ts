import * as z from "zod";
import { type Clock, dayMs, instant, minuteMs } from "../../core/clock.ts";
import { type SimAnswer, type SimRequest, type SimRoute, jsonOf } from "./answer.ts";
import type { SimCredentials } from "./api-v2.ts";
import { appTokenOf, isApp } from "./app-token.ts";
import type { Deliveries } from "./deliveries.ts";

/** The webhook as X keeps it. */
const webhookId = "1500000000000000001";

type WebhookApiParts = {
  readonly webhookUrl: string;
  readonly credentials: SimCredentials;
  readonly consumerSecret: string;
  readonly clock: Clock;
  readonly deliveries: Deliveries;
};

const minute = z.string().regex(/^\d{12}$/);
const newReplay = z.object({ webhook_id: z.literal(webhookId), from_date: minute, to_date: minute });

/** What an app does about its webhook: with its own bearer token, in nobody's name. */
export const webhookRoutes = (parts: WebhookApiParts): readonly SimRoute[] => {
  const asApp =
    (answer: SimRoute["answer"]): SimRoute["answer"] =>
    (request, id) =>
      isApp(request, parts.credentials)
        ? answer(request, id)
        : { status: 401, json: { title: "Unauthorized", type: "about:blank", status: 401, detail: "Unauthorized" } };
  return [
    { method: "POST", path: /^oauth2\/token$/, answer: (request) => giveToken(parts, request) },
    {
      method: "GET",
      path: /^2\/webhooks$/,
      answer: asApp(() => ({ status: 200, json: { data: [webhookOf(parts)], meta: { result_count: 1 } } })),
    },
    {
      method: "PUT",
      path: /^2\/webhooks\/(\d+)$/,
      answer: asApp(async (_request, id) => {
        if (id !== webhookId) return invalid("There is no such webhook.");
        return (await isProven(parts))
          ? { status: 200, json: { data: { attempted: true } } }
          : invalid("CRC check failed.");
      }),
    },
    { method: "POST", path: /^2\/webhooks\/replay$/, answer: asApp((request) => beginReplay(parts, request)) },
  ];
};

const isProven = ({ deliveries }: WebhookApiParts): Promise<boolean> =>
  deliveries.register().then(
    () => true,
    () => false,
  );

const webhookOf = ({ webhookUrl, deliveries }: WebhookApiParts) => ({
  id: webhookId,
  url: webhookUrl,
  valid: deliveries.isValid(),
  created_at: "2026-11-24T12:00:00.000Z",
});

const invalid = (detail: string): SimAnswer => ({
  status: 400,
  json: { title: "Invalid Request", type: "about:blank", status: 400, detail },
});

/** OAuth 2.0, client credentials: the app's keys for a token that speaks for nobody. */
const giveToken = ({ credentials, consumerSecret }: WebhookApiParts, request: SimRequest): SimAnswer => {
  const keys = [credentials.appKey, consumerSecret].map(encodeURIComponent).join(":");
  const expected = `Basic ${Buffer.from(keys).toString("base64")}`;
  const grant = new URLSearchParams(request.body.toString()).get("grant_type");
  if (request.headers.authorization !== expected || grant !== "client_credentials")
    return { status: 403, json: { errors: [{ code: 99, message: "Unable to verify your credentials" }] } };
  return { status: 200, json: { token_type: "bearer", access_token: appTokenOf(credentials) } };
};

const beginReplay = ({ clock, deliveries }: WebhookApiParts, request: SimRequest): SimAnswer => {
  const wanted = newReplay.safeParse(jsonOf(request.body));
  if (!wanted.success) return invalid("One or more parameters to your request was invalid.");
  const [fromMs, toMs] = [timeOf(wanted.data.from_date), timeOf(wanted.data.to_date)];
  if (fromMs < clock() - dayMs || toMs <= fromMs || toMs > clock())
    return invalid("from_date must be within 24 hours and before to_date; neither may be in the future.");
  const id = String(clock());
  // The minute that has begun counts as a whole.
  void deliveries.replay({ id, webhookId, fromMs, toMs: toMs + minuteMs });
  return { status: 200, json: { data: { job_id: id, created_at: instant(clock()) } } };
};

const timeOf = (minuteText: string): number => {
  const [, year, month, day, hour, minutes] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(minuteText) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minutes));
};
