import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "./en.ts";
import { createReader, type Reader } from "./format.ts";

const ReaderContext = createContext<Reader>(createReader({ texts: en, locale: "en", clock: Date.now }));

export const ReaderProvider = ReaderContext.Provider;

/** The texts and formats of the person who reads. */
export const useReader = (): Reader => useContext(ReaderContext);
