import { describe, expect, it } from "vitest";
import { ownPreferences, sharePreferences } from "../../../app/src/preferences.ts";
import type { PageStorage } from "../../../app/src/storage/page-storage.ts";
import type { Preferences } from "../../../contracts/http/people.ts";
import { preferences as contract } from "../../../contracts/http/people.ts";
import { fail, ok } from "../../../core/result.ts";

const storageOfPhone = (): PageStorage => {
  const kept = new Map<string, string>();
  return {
    read: (name) => kept.get(name),
    write: (name, value) => void kept.set(name, value),
    forget: (name) => void kept.delete(name),
  };
};

/** A server that keeps what it is given, while it can be reached. */
const server = (kept: Preferences) => {
  const state = { kept, reachable: true };
  const answer = (value: Preferences) =>
    Promise.resolve(state.reachable ? ok(value) : fail({ kind: "unknown" } as const));
  return {
    state,
    preferences: () => answer(state.kept),
    savePreferences: (given: Preferences) => {
      if (state.reachable) state.kept = given;
      return answer(given);
    },
  };
};

const none = contract.parse({});

describe("what a person has chosen", () => {
  it("is at first what the contract says", () => {
    expect(ownPreferences(storageOfPhone()).store.get()).toEqual(none);
  });

  it("is there again on this phone before the server has answered, and whatever else is stored does no harm", () => {
    const storage = storageOfPhone();
    ownPreferences(storage).set({ ...none, language: "de", appearance: "dark" });
    expect(ownPreferences(storage).store.get()).toMatchObject({ language: "de", appearance: "dark" });
    storage.write("piaf.preferences", "{half");
    expect(ownPreferences(storage).store.get()).toEqual(none);
  });

  it("comes from another device, the choice that was taken back too", async () => {
    const own = ownPreferences(storageOfPhone());
    own.set({ ...none, language: "fr" });
    await sharePreferences(own, server(none)).refresh();
    expect(own.store.get().language).toBeUndefined();
  });

  it("is shown at once and saved; what cannot be saved is as before", async () => {
    const api = server(none);
    const shared = sharePreferences(ownPreferences(storageOfPhone()), api);
    const saving = shared.change({ appearance: "dark" });
    expect(shared.store.get().appearance).toBe("dark");
    expect(await saving).toBe(true);
    expect(api.state.kept.appearance).toBe("dark");
    api.state.reachable = false;
    expect(await shared.change({ appearance: "light" })).toBe(false);
    expect(shared.store.get().appearance).toBe("dark");
  });
});
