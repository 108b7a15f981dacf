import type { ComponentChildren, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { secondMs, type Clock } from "../../../core/clock.ts";
import type { SpokenLanguage } from "../../../locales/languages.ts";
import { loadCatalogue } from "./catalogue.ts";
import { createReader, type Reader } from "./format.ts";
import { readingLocale } from "./locale.ts";
import { ReaderProvider } from "./reader.ts";

/** Shows what is inside in the person's language: nothing before its catalogue is there, then the old one until the new is. */
export const Localized = (props: {
  /** What the person chose; else the phone's. */
  readonly language: SpokenLanguage | undefined;
  readonly clock: Clock;
  readonly children: ComponentChildren;
}): VNode | null => {
  const { language, clock, children } = props;
  const [reader, setReader] = useState<Reader>();
  useEffect(() => {
    const reading = readingLocale(navigator.languages, language);
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      try {
        const catalogue = await loadCatalogue(reading.language);
        if (!wanted) return;
        document.documentElement.lang = reading.language;
        setReader(createReader({ ...reading, catalogue, clock }));
      } catch {
        if (wanted) timer = setTimeout(() => void load(), secondMs);
      }
    };
    void load();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [language, clock]);
  return reader === undefined ? null : <ReaderProvider value={reader}>{children}</ReaderProvider>;
};
