import { crc32, deflateSync } from "node:zlib";
import type { Page } from "playwright-core";

type Pixels = { readonly width: number; readonly height: number; readonly rgba: Buffer };

/** Decoded by the browser that took the picture. */
const pixelsOf = async (page: Page, png: Buffer): Promise<Pixels> => {
  const { width, height, rgba } = await page.evaluate<{ width: number; height: number; rgba: string }>(`(async () => {
    const bytes = Uint8Array.fromBase64("${png.toString("base64")}");
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { width, height } = bitmap;
    const drawing = new OffscreenCanvas(width, height).getContext("2d");
    drawing.drawImage(bitmap, 0, 0);
    return { width, height, rgba: new Uint8Array(drawing.getImageData(0, 0, width, height).data.buffer).toBase64() };
  })()`);
  return { width, height, rgba: Buffer.from(rgba, "base64") };
};

/** One number a colour, without the opacity. */
const coloursOf = ({ rgba }: Pixels): Uint32Array => {
  const colours = new Uint32Array(rgba.length / 4);
  for (let at = 0; at < colours.length; at += 1) colours[at] = rgba.readUInt32BE(at * 4) >>> 8;
  return colours;
};

/** Colours that differ by less than this in each channel share one place in the palette. */
const blurBits = 3;
const blurOf = (colour: number): number => {
  const [red, green, blue] = channelsOf(colour);
  return ((red >> blurBits) << 16) | ((green >> blurBits) << 8) | (blue >> blurBits);
};

const channelsOf = (colour: number): readonly [number, number, number] => [
  colour >> 16,
  (colour >> 8) & 255,
  colour & 255,
];

/** The colours most used, at most 256: of those that look alike only the one most used. */
const paletteOf = (colours: Uint32Array): readonly number[] => {
  const uses = new Map<number, number>();
  for (const colour of colours) uses.set(colour, (uses.get(colour) ?? 0) + 1);
  const kept = new Map<number, { colour: number; uses: number }>();
  for (const [colour, count] of [...uses].sort(([, a], [, b]) => b - a)) {
    const alike = kept.get(blurOf(colour));
    if (alike === undefined) kept.set(blurOf(colour), { colour, uses: count });
    else alike.uses += count;
  }
  return [...kept.values()]
    .sort((a, b) => b.uses - a.uses)
    .slice(0, 256)
    .map(({ colour }) => colour);
};

const nearestIn = (palette: readonly number[]): ((colour: number) => number) => {
  const distance = (a: number, b: number): number => {
    const [one, other] = [channelsOf(a), channelsOf(b)];
    return one.reduce((sum, value, channel) => sum + (value - (other[channel] ?? 0)) ** 2, 0);
  };
  const known = new Map(palette.map((colour, place) => [colour, place]));
  return (colour) => {
    const place =
      known.get(colour) ??
      palette.reduce((best, each, at) => {
        return distance(each, colour) < distance(palette[best] ?? 0, colour) ? at : best;
      }, 0);
    known.set(colour, place);
    return place;
  };
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** The same picture as a PNG of at most 256 colours: a third of the bytes, for screens of flat colours no eye sees why. */
export const indexed = async (page: Page, png: Buffer): Promise<Buffer> => {
  const pixels = await pixelsOf(page, png);
  const { width, height } = pixels;
  const colours = coloursOf(pixels);
  const palette = paletteOf(colours);
  const places = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, at) => {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = places(colour);
  });
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(channelsOf))),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
