import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "./avatar.tsx";
import { personOf, phoneOwners } from "./cast.ts";

/** Each phone is on an origin of its own, so that two phones share neither keys nor session. */
const appOf = (handle: string): string => {
  const port = location.port === "" ? "" : `:${location.port}`;
  return `http://${handle}.localhost${port}/app/`;
};

/**
 * Whether it has ever been in sight, or nearly. A whole app starts in each phone; where the page is as narrow as a phone
 * they are below it, and it need not wait for them.
 */
const useNear = (element: RefObject<Element | null>): boolean => {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), {
      rootMargin: "25%",
    });
    if (element.current !== null) watch.observe(element.current);
    return () => watch.disconnect();
  }, []);
  return isNear;
};

/** The real phone app in a frame that looks like a phone. */
export const Phone = ({ first, side }: { first: string; side: "left" | "right" }) => {
  const [owner, setOwner] = useState(first);
  const { name } = personOf(owner);
  const frame = useRef<HTMLIFrameElement>(null);
  const isNear = useNear(frame);
  return (
    <section id={`phone-${side}`} class="phone" aria-label={`${name}’s phone`}>
      <header class="phone-owner">
        <Avatar handle={owner} small />
        <label>
          <span class="visually-hidden">Whose phone</span>
          <select value={owner} onChange={(event) => setOwner(event.currentTarget.value)}>
            {phoneOwners.map((person) => (
              <option key={person.handle} value={person.handle}>
                {person.name}’s phone
              </option>
            ))}
          </select>
        </label>
        <a href={appOf(owner)} target="_blank" rel="noopener">
          Open alone
        </a>
      </header>
      <div class="phone-case">
        <iframe
          ref={frame}
          key={owner}
          title={`${name}’s phone: the app`}
          {...(isNear && { src: appOf(owner) })}
          allow="publickey-credentials-get *; publickey-credentials-create *"
        />
      </div>
    </section>
  );
};
