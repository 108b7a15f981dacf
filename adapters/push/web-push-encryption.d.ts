/** The part of web-push that is used: the whole of it brings ASN.1 and proxies, and sends over https alone. */
declare module "web-push/src/encryption-helper.js" {
  const helper: {
    /** RFC 8291. Throws where a key is malformed. */
    encrypt(
      userPublicKey: string,
      userAuth: string,
      payload: string,
      contentEncoding: "aes128gcm",
    ): { readonly cipherText: Buffer };
  };
  export = helper;
}
