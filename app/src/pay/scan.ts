/** Chromium's on phones, and Safari's: TypeScript does not know it yet. */
type BarcodeDetector = { detect(image: ImageBitmap): Promise<readonly { readonly rawValue: string }[]> };
type Detectors = {
  readonly BarcodeDetector?: new (options: { readonly formats: readonly string[] }) => BarcodeDetector;
};

/** Where the browser reads codes. Elsewhere the phone's own camera opens the link that is in the code. */
export const canScan = (page: object = globalThis): boolean => (page as Detectors).BarcodeDetector !== undefined;

/** What the code in a picture says; `undefined` where there is none. The picture does not leave the phone. */
export const codeIn = async (picture: Blob, page: object = globalThis): Promise<string | undefined> => {
  const { BarcodeDetector } = page as Detectors;
  if (BarcodeDetector === undefined) return undefined;
  try {
    const image = await createImageBitmap(picture);
    const [code] = await new BarcodeDetector({ formats: ["qr_code"] }).detect(image);
    image.close();
    return code?.rawValue;
  } catch {
    return undefined;
  }
};
