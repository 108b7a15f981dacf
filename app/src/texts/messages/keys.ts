import { texts } from "../message.ts";

export const pinTexts = texts("pin", {
  enter: "Enter your PIN",
  label: "PIN",
  choose: "Choose a PIN",
  chooseHint: "Six digits. You will enter it for each payment.",
  repeat: "Repeat the PIN",
  differ: "The two PINs are not the same.",
  sixDigits: "A PIN has six digits.",
  tooSimple: "That PIN is too easy to guess. Choose another.",
  fresh: "New PIN",
  earlierTitle: "You already have a PIN",
  earlierHint: "This phone is set up with the PIN that you chose before. If you do not remember it, set a new one.",
  change: "Change the PIN",
  changeHint: "You will be asked to sign in once more, then to repeat the new PIN.",
  repeatHint: "Enter the new PIN once more to finish.",
  changed: "The new PIN is set.",
});

export const setUpTexts = texts("setUp", {
  welcome: "Welcome, {name}",
  title: "Set up this phone",
  hint: "A payment key on this phone signs each payment. Nobody can pay without it, not even we.",
  usePasskey: "Create a passkey",
  passkeyHint: "With your fingerprint, your face or the phone’s code.",
  usePin: "Use a PIN instead",
  usePinOnly: "Create a key with a PIN",
  pinHint: "This device cannot verify you itself, so a six digit PIN does.",
  freshSignIn: "You will be asked to sign in once more, so that we know it is you.",
  busy: "Setting up…",
  failed: "The phone could not be set up. Please try again.",
  keyAlreadyHere: "This phone already holds one of your keys.",
  keyNotMade: "No key was made. Please try again.",
  notSetUp: "This phone cannot approve payments yet.",
});

export const keysTexts = texts("keys", {
  title: "Payment keys",
  hint: "Each of these can approve payments from your wallet.",
  thisDevice: "this phone",
  passkey: "Passkey",
  deviceKey: "Key with PIN",
  addedOn: "Added {moment}",
  afterSignIn: "After signing in",
  byEarlierKey: "Confirmed by another of your keys",
  addAnother: "Add a key on this phone",
  reducedUntil: "Lower limits until {moment}",
  removeKey: "Remove {label}",
  removeTitle: "Remove “{label}”?",
  removeHint: "It will not be able to approve payments any more.",
  newKeyTitle: "A new payment key was added",
  newKeyHint: "{label}, {moment}. If this was not you, remove it now.",
  newKeyMine: "It was me",
  newKeyReview: "Look at keys",
});

/** How a new key is called. */
export const deviceTexts = texts("device", {
  android: "Android phone",
  iphone: "iPhone",
  ipad: "iPad",
  mac: "Mac",
  windows: "Windows PC",
  other: "Browser",
});
