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
