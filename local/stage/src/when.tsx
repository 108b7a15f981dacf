const clockTime = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The time of day; the date is a hover away. */
export const When = ({ at }: { at: string }) => {
  const date = new Date(at);
  return (
    <time dateTime={at} title={dayAndTime.format(date)}>
      {clockTime.format(date)}
    </time>
  );
};
