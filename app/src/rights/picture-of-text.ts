/** A line of text as the phone's own fonts draw it. Sizes in points. */
type TextPicture = { readonly png: Uint8Array; readonly width: number; readonly height: number };

/** How a line is drawn whose letters the PDF's own fonts do not have. */
export type PictureOf = (text: string, size: number) => Promise<TextPicture>;

/** So many points of the screen to one of the page: sharp in print. */
const sharpness = 4;

/** Drawn by the browser, which knows every script that the phone shows, in the right order and joined as it should be. */
export const pictureOfText: PictureOf = async (text, size) => {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("The browser draws nothing.");
  const font = `${size * sharpness}px system-ui, sans-serif`;
  pen.font = font;
  canvas.width = Math.max(1, Math.ceil(pen.measureText(text).width));
  canvas.height = Math.ceil(size * sharpness * 1.4);
  // A canvas that gets its size forgets its font.
  pen.font = font;
  pen.textBaseline = "middle";
  pen.fillText(text, 0, canvas.height / 2);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("The browser keeps no picture.");
  const png = new Uint8Array(await blob.arrayBuffer());
  return { png, width: canvas.width / sharpness, height: canvas.height / sharpness };
};
