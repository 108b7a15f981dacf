import { type Weather, weathers } from "../../local/simulation/weather.ts";

/** A weather that can be made calm while it blows, so that a run comes to an end. */
export const createSky = (from: Weather): { readonly weather: Weather; readonly calmDown: () => void } => {
  const weather = structuredClone(from) as { -readonly [Part in keyof Weather]: Weather[Part] };
  return {
    weather,
    calmDown: () => {
      // In place: those who blow hold these very objects.
      Object.assign(weather.requests, weathers.calm.requests);
      Object.assign(weather.queue, weathers.calm.queue);
      weather.death = 0;
    },
  };
};
