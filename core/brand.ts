declare const brand: unique symbol;

/** A string that only its own constructor makes: two kinds of id cannot be confused. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };
