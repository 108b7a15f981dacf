/** The screens that nobody opens the app for: one file of their own, so that the first load need not bring them. */
export { Accounts } from "./accounts.tsx";
export { Appearance } from "./appearance.tsx";
export { ChangePin } from "./change-pin.tsx";
export { Contact } from "./contact.tsx";
export { Contacts } from "./contacts.tsx";
export { Currency } from "./currency.tsx";
export { Devices } from "./devices.tsx";
export { Draft } from "./draft.tsx";
export { Help } from "./help.tsx";
export { Language } from "./language.tsx";
export { MyPage } from "./my-page.tsx";
export { Notifications } from "./notifications.tsx";
export { PaySomebody } from "./pay.tsx";
export { Settings } from "./settings.tsx";
export { Spending } from "./spending.tsx";
