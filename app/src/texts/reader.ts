import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Reader } from "./format.ts";

const ReaderContext = createContext<Reader | undefined>(undefined);

export const ReaderProvider = ReaderContext.Provider;

/** The texts and formats of the person who reads. */
export const useReader = (): Reader => {
  const reader = useContext(ReaderContext);
  if (reader === undefined) throw new Error("A component stands outside of what a language was loaded for.");
  return reader;
};
