import type { VNode } from "preact";

const paths = {
  home: "M4 11.2 12 4l8 7.2V20h-5.2v-5.6H9.2V20H4z",
  activity: "M4 7h16M4 12h16M4 17h10",
  settings:
    "M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 5.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM9 14.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  check: "M5 12.8l4.6 4.6L19 7.6",
  cross: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  key: "M8 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM11.5 12H20v3M16.5 12v2.5",
  alert:
    "M12 8v5M12 16.6h.01M10.6 4.6 3.2 17.6A1.6 1.6 0 0 0 4.6 20h14.8a1.6 1.6 0 0 0 1.4-2.4L13.4 4.6a1.6 1.6 0 0 0-2.8 0z",
  info: "M12 11v5.5M12 7.6h.01M12 3.6a8.4 8.4 0 1 1 0 16.8 8.4 8.4 0 0 1 0-16.8z",
  eye: "M2.8 12s3.4-6.2 9.2-6.2 9.2 6.2 9.2 6.2-3.4 6.2-9.2 6.2S2.8 12 2.8 12zM12 9.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z",
  eye_off:
    "M4 4l16 16M9.9 6.1c.7-.2 1.4-.3 2.1-.3 5.8 0 9.2 6.2 9.2 6.2a16 16 0 0 1-2.6 3.3M6.4 7.6A15 15 0 0 0 2.8 12s3.4 6.2 9.2 6.2c1.5 0 2.8-.4 4-1M10.1 10.2a2.6 2.6 0 0 0 3.6 3.7",
  language:
    "M12 3.6a8.4 8.4 0 1 1 0 16.8 8.4 8.4 0 0 1 0-16.8zM3.8 12h16.4M12 3.8c5 4.6 5 11.8 0 16.4-5-4.6-5-11.8 0-16.4z",
  currency: "M17 7.4A6.4 6.4 0 0 0 7.4 12 6.4 6.4 0 0 0 17 16.6M4.6 10.4h8M4.6 13.6h8",
  appearance: "M12 3.6a8.4 8.4 0 1 1 0 16.8 8.4 8.4 0 0 1 0-16.8zM12 3.8v16.4M12 7.5l5.6-2M12 12h8.2M12 16.5l5.6 2",
  help: "M12 3.6a8.4 8.4 0 1 1 0 16.8 8.4 8.4 0 0 1 0-16.8zM9.6 9.6a2.4 2.4 0 1 1 2.6 2.6v1.2M12.1 16.4h.01",
  link: "M10 14a3.6 3.6 0 0 0 5.2 0l3-3a3.7 3.7 0 0 0-5.2-5.2l-1 1M14 10a3.6 3.6 0 0 0-5.2 0l-3 3A3.7 3.7 0 0 0 11 18.2l1-1",
  lock: "M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
  write: "M5 19l.9-3.7L15.6 5.6l2.8 2.8-9.7 9.700zM13.8 7.4l2.8 2.8",
  shield: "M12 3.8l6.8 2.4v5.200c0 4.2-2.8 7.3-6.8 8.8-4-1.5-6.8-4.6-6.8-8.800V6.200zM9 12l2.2 2.200L15.2 10",
  question: "M9.3 9.2A2.8 2.8 0 1 1 12 12.4v1.4M12 17h.01",
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside a text that says the same; not read aloud. */
export const Icon = ({ name }: { readonly name: IconName }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

/** A small sparrow, the mark of Piaf. */
export const Mark = (): VNode => (
  <svg class="mark" viewBox="0 0 64 64" aria-hidden="true">
    <rect class="mark-ground" width="64" height="64" rx="18" />
    <path class="mark-bird" d="M13 37c0-12 9-21 20-21 7 0 12 4 14 9l7 3-7 3c0 12-9 19-20 19H15l6-5c-5-1-8-4-8-8z" />
    <circle class="mark-eye" cx="39" cy="26" r="2.4" />
  </svg>
);
