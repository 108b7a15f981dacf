/** Shares of a sum that add up to it exactly: the first ones are a minor unit greater where it does not divide. */
export const splitShares = (total: bigint, shares: number): readonly bigint[] => {
  const count = BigInt(shares);
  return Array.from({ length: shares }, (_, index) => total / count + (BigInt(index) < total % count ? 1n : 0n));
};
