/** A change of an item as `GetRecords` gives it, and as Lambda hands it to a function. */
export type StreamRecord = {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: object;
  };
};

export const sequenceOf = ({ dynamodb }: StreamRecord): string => dynamodb.SequenceNumber;

export const createdMs = ({ dynamodb }: StreamRecord): number => dynamodb.ApproximateCreationDateTime * 1_000;
