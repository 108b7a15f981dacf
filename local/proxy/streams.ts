/** The stream of a table as the template knows it and as the engine does: the engine chooses region and label itself. */
export type StreamName = { readonly declaredArn: string; readonly engineArn: string };

type Body = Readonly<Record<string, unknown>>;

/** An iterator of the engine begins with the ARN of its stream. */
const engineArnOf = (iterator: unknown): string => String(iterator).split("|")[0] ?? "";

/** The body with the template's ARN of the stream in it, also where the call names the stream by an iterator only. */
export const withDeclaredStream = (streams: readonly StreamName[], body: Body): Body => {
  if (body.ShardIterator === undefined) return body;
  const stream = streams.find(({ engineArn }) => engineArn === engineArnOf(body.ShardIterator));
  return { ...body, StreamArn: stream?.declaredArn ?? engineArnOf(body.ShardIterator) };
};

/** The body as the engine takes it. */
export const withEngineStream = (streams: readonly StreamName[], body: Body): Body => {
  const { StreamArn, ...others } = body;
  if (body.ShardIterator !== undefined) return others;
  const stream = streams.find(({ declaredArn }) => declaredArn === StreamArn);
  return { ...others, StreamArn: stream?.engineArn ?? StreamArn };
};
