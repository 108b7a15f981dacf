/** One page of a list. `cursor` is opaque: it comes from the page before. */
export type PageRequest = { readonly limit: number; readonly cursor?: string | undefined };

export type Page<Item> = { readonly items: readonly Item[]; readonly cursor: string | undefined };
