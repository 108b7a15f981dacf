import type { VNode } from "preact";
import type { MeView } from "../../contracts/http/wallet.ts";
import type { Route, ScreenName } from "./router.ts";
import { Accounts } from "./screens/accounts.tsx";
import { Activity } from "./screens/activity.tsx";
import { Appearance } from "./screens/appearance.tsx";
import { ChangePin } from "./screens/change-pin.tsx";
import { Contact } from "./screens/contact.tsx";
import { Contacts } from "./screens/contacts.tsx";
import { Currency } from "./screens/currency.tsx";
import { Devices } from "./screens/devices.tsx";
import { Draft } from "./screens/draft.tsx";
import { Entry } from "./screens/entry.tsx";
import { Help } from "./screens/help.tsx";
import { Home } from "./screens/home.tsx";
import { Intent } from "./screens/intent.tsx";
import { Language } from "./screens/language.tsx";
import { MyPage } from "./screens/my-page.tsx";
import { Notifications } from "./screens/notifications.tsx";
import { PaySomebody } from "./screens/pay.tsx";
import { SetUp } from "./screens/set-up.tsx";
import { Settings } from "./screens/settings.tsx";
import { Spending } from "./screens/spending.tsx";

type Screens = {
  readonly [Name in ScreenName]: (route: Extract<Route, { screen: Name }>, me: MeView) => VNode;
};

/** What each place shows: a place of the router without its screen does not compile. */
const screens: Screens = {
  home: (_route, me) => <Home me={me} />,
  pay: () => <PaySomebody />,
  draft: ({ id }) => <Draft key={id} id={id} />,
  contacts: () => <Contacts />,
  contact: ({ id }) => <Contact key={id} id={id} />,
  my_page: (_route, me) => <MyPage me={me} />,
  activity: () => <Activity />,
  spending: () => <Spending />,
  entry: ({ id }) => <Entry key={id} id={id} />,
  intent: ({ id }) => <Intent key={id} id={id} />,
  settings: (_route, me) => <Settings me={me} />,
  devices: (_route, me) => <Devices me={me} />,
  accounts: (_route, me) => <Accounts me={me} />,
  language: () => <Language />,
  currency: () => <Currency />,
  appearance: () => <Appearance />,
  notifications: () => <Notifications />,
  help: () => <Help />,
  set_up: (_route, me) => <SetUp me={me} />,
  pin: () => <ChangePin />,
};

export const Screen = ({ route, me }: { readonly route: Route; readonly me: MeView }): VNode => {
  const show = screens[route.screen] as (route: Route, me: MeView) => VNode;
  return show(route, me);
};
