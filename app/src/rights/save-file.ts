import { minuteMs } from "../../../core/clock.ts";

export type FileToSave = {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
};

/** Hands a file to the browser, which keeps it or asks where to. */
export const saveFile = ({ name, type, content }: FileToSave): void => {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read it only after a while.
  setTimeout(() => URL.revokeObjectURL(url), minuteMs);
};
