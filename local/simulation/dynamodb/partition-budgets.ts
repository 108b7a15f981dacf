/** What every partition key takes in a second: a bucket of tokens each, full when it has been idle. */
export type PartitionBudgets = {
  /** Whether the partition takes a request now; a request larger than what is left is taken, and has to be earned back. */
  readonly hasRoom: (partition: string, nowMs: number) => boolean;
  readonly take: (partition: string, units: number, nowMs: number) => void;
};

type Bucket = { tokens: number; atMs: number };

/** Beyond so many, those that are full again are forgotten: they are as good as new. */
const mostKept = 50_000;

const unlimited: PartitionBudgets = { hasRoom: () => true, take: () => undefined };

export const createPartitionBudgets = (rate: {
  readonly unitsPerSecond: number;
  readonly burstSeconds: number;
}): PartitionBudgets => {
  if (!Number.isFinite(rate.unitsPerSecond)) return unlimited;
  const buckets = new Map<string, Bucket>();
  const full = rate.unitsPerSecond * rate.burstSeconds;
  let sweepAt = mostKept;
  const refill = (bucket: Bucket, nowMs: number): Bucket => {
    const earned = ((nowMs - bucket.atMs) * rate.unitsPerSecond) / 1_000;
    bucket.tokens = Math.min(full, bucket.tokens + earned);
    bucket.atMs = nowMs;
    return bucket;
  };
  const sweep = (nowMs: number): void => {
    for (const [partition, bucket] of buckets) if (refill(bucket, nowMs).tokens >= full) buckets.delete(partition);
    sweepAt = Math.max(mostKept, 2 * buckets.size);
  };
  const bucketAt = (partition: string, nowMs: number): Bucket => {
    const known = buckets.get(partition);
    if (known !== undefined) return refill(known, nowMs);
    if (buckets.size >= sweepAt) sweep(nowMs);
    const bucket = { tokens: full, atMs: nowMs };
    buckets.set(partition, bucket);
    return bucket;
  };
  return {
    hasRoom: (partition, nowMs) => !buckets.has(partition) || bucketAt(partition, nowMs).tokens > 0,
    take: (partition, units, nowMs) => void (bucketAt(partition, nowMs).tokens -= units),
  };
};
