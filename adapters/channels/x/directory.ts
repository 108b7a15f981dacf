import * as z from "zod";
import { type Result, fail, ok } from "../../../core/result.ts";
import type { ChannelDirectory, DirectoryFault } from "../channel.ts";
import { handle, id, name, picture } from "./fields.ts";
import { type XApiSettings, createXApi } from "./x-api.ts";
import type { ChannelUser } from "../../../core/channel/channel-event.ts";

/** What X allows; anything else would ask X for another resource. */
const wellFormed = /^\w{1,15}$/;

const userAnswer = z.object({
  data: z.object({ id, username: handle.min(1), name, profile_image_url: picture }).optional(),
  errors: z.array(z.object({ type: z.string().optional() })).default([]),
});

/** X answers 200 for a user whom it does not have, and says so inside. */
const notFound = "resource-not-found";

/** `GET /2/users/…`, in the name of the app alone: nobody's account is used for it. */
export const createXDirectory = (settings: XApiSettings): ChannelDirectory => {
  const api = createXApi(settings);
  const ask = async (path: string): Promise<Result<ChannelUser, DirectoryFault>> => {
    const query = { "user.fields": "name,profile_image_url,username" };
    const answer = await api.asApp({ method: "GET", path, query });
    if (answer?.status === 404) return fail("unknown");
    return answer?.status === 200 ? userIn(answer.body) : fail("unavailable");
  };
  return {
    find: async (asked) => (wellFormed.test(asked) ? ask(`/2/users/by/username/${asked}`) : fail("unknown")),
    byId: async (asked) => (id.safeParse(asked).success ? ask(`/2/users/${asked}`) : fail("unknown")),
  };
};

const userIn = (body: unknown): Result<ChannelUser, DirectoryFault> => {
  const answer = userAnswer.safeParse(body);
  if (!answer.success) return fail("unavailable");
  const { data, errors } = answer.data;
  if (data === undefined) return fail(errors.some(({ type }) => type?.endsWith(notFound)) ? "unknown" : "unavailable");
  return ok({ id: data.id, handle: data.username, name: data.name, picture: data.profile_image_url });
};
