type Event = { readonly at: number; readonly order: number; readonly fire: () => void };

export type EventQueue = {
  readonly add: (at: number, fire: () => void) => void;
  /** Takes the earliest event that is due by then; of the same instant the one that was added first. */
  readonly take: (by: number) => { readonly at: number; readonly fire: () => void } | undefined;
  readonly isEmpty: () => boolean;
};

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** Lifts the last event of a binary heap to its place. */
const lift = (heap: Event[], event: Event): void => {
  let place = heap.length - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent] as Event;
    if (isBefore(above, event)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = event;
};

/** Sinks an event from the root of a binary heap to its place. */
const sink = (heap: Event[], event: Event): void => {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
    const below = heap[child] as Event;
    if (isBefore(event, below)) break;
    heap[place] = below;
    place = child;
  }
  heap[place] = event;
};

/** What is to happen, in the order of time: a binary heap. */
export const createEventQueue = (): EventQueue => {
  const heap: Event[] = [];
  let added = 0;
  return {
    add: (at, fire) => {
      const event = { at, order: (added += 1), fire };
      heap.push(event);
      lift(heap, event);
    },
    take: (by) => {
      const first = heap[0];
      if (first === undefined || first.at > by) return undefined;
      const last = heap.pop() as Event;
      if (heap.length > 0) sink(heap, last);
      return first;
    },
    isEmpty: () => heap.length === 0,
  };
};
