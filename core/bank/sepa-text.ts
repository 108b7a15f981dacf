/** Letters without a form that Unicode takes apart. */
const spelled: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "SS",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ł: "l",
  Ł: "L",
  þ: "th",
  Þ: "TH",
  ð: "d",
  Ð: "D",
  ı: "i",
  "’": "'",
};

/**
 * The text in the letters that every bank of SEPA takes (EPC217-08): accents go, and what cannot be written becomes a space.
 * `longest` in characters.
 */
export const sepaText = (text: string, longest: number): string =>
  [...text.normalize("NFD").replaceAll(/\p{M}/gu, "")]
    .map((letter) => spelled[letter] ?? letter)
    .join("")
    .replaceAll(/[^A-Za-z0-9/?:().,'+ -]/g, " ")
    .replaceAll(/ +/g, " ")
    .slice(0, longest)
    .trim();
