import { hueOf, isBot, personOf } from "./cast.ts";
import bird from "../../../app/public/icon.svg";

/** A face: the initial on the person's own colour, the bird for the bot. Its owner's name stands beside it. */
export const Avatar = ({ handle, small = false }: { handle: string; small?: boolean }) => {
  const size = small ? "avatar avatar-small" : "avatar";
  if (isBot(handle)) return <img class={size} src={bird} alt="" width="40" height="40" />;
  return (
    <span class={size} aria-hidden="true" style={{ "--hue": hueOf(handle) }}>
      {personOf(handle).name.slice(0, 1)}
    </span>
  );
};
