/** Ids of a network's posts grow with time: the longer one, or the greater of equal length, is the later. */
export const isLaterPost = (id: string, { than }: { readonly than: string }): boolean =>
  id.length === than.length ? id > than : id.length > than.length;
