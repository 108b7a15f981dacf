const appUri = /^http:\/\/(?:[a-z0-9_-]+\.)?localhost(?::\d{1,5})?\/app\/$/;

/** The app at any local origin, whatever the port: where the provider may send somebody back to. */
export const isAppUri = (uri: string): boolean => appUri.test(uri);
