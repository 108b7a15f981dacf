import type { VNode } from "preact";
import type { MeView } from "../../contracts/http/wallet.ts";
import type { Route, ScreenName } from "./router.ts";
import { Activity } from "./screens/activity.tsx";
import { Home } from "./screens/home.tsx";
import { Intent } from "./screens/intent.tsx";
import { Later } from "./screens/later.tsx";
import { SetUp } from "./screens/set-up.tsx";

type Screens = {
  readonly [Name in ScreenName]: (route: Extract<Route, { screen: Name }>, me: MeView) => VNode;
};

/** What each place shows; what nobody opens the app for comes later. A place of the router without its screen does not compile. */
const screens: Screens = {
  home: (_route, me) => <Home me={me} />,
  pay: () => <Later show={({ PaySomebody }) => <PaySomebody />} />,
  draft: ({ id }) => <Later show={({ Draft }) => <Draft key={id} id={id} />} />,
  contacts: () => <Later show={({ Contacts }) => <Contacts />} />,
  contact: ({ id }) => <Later show={({ Contact }) => <Contact key={id} id={id} />} />,
  my_page: (_route, me) => <Later show={({ MyPage }) => <MyPage me={me} />} />,
  activity: () => <Activity />,
  spending: () => <Later show={({ Spending }) => <Spending />} />,
  entry: ({ id }) => <Later show={({ Entry }) => <Entry key={id} id={id} />} />,
  intent: ({ id }) => <Intent key={id} id={id} />,
  return: ({ id }, me) => <Later show={({ Return }) => <Return key={id} id={id} me={me} />} />,
  report: ({ id }) => <Later show={({ ReportPayment }) => <ReportPayment key={id} id={id} />} />,
  cases: () => <Later show={({ Cases }) => <Cases />} />,
  case: ({ id }) => <Later show={({ CasePage }) => <CasePage key={id} id={id} />} />,
  settings: (_route, me) => <Later show={({ Settings }) => <Settings me={me} />} />,
  devices: (_route, me) => <Later show={({ Devices }) => <Devices me={me} />} />,
  accounts: (_route, me) => <Later show={({ Accounts }) => <Accounts me={me} />} />,
  linking: () => <Later show={({ Linking }) => <Linking />} />,
  join_link: () => <Later show={({ JoinLink }) => <JoinLink />} />,
  join_done: (_route, me) => <Later show={({ JoinDone }) => <JoinDone me={me} />} />,
  top_up: () => <Later show={({ TopUp }) => <TopUp />} />,
  top_up_for: ({ id }) => <Later show={({ TopUp }) => <TopUp key={id} intent={id} />} />,
  top_up_card: ({ id }) => <Later show={({ TopUpCard }) => <TopUpCard key={id} id={id} />} />,
  top_up_done: ({ id }) => <Later show={({ TopUpDone }) => <TopUpDone key={id} id={id} />} />,
  bank_in: () => <Later show={({ BankIn }) => <BankIn />} />,
  pay_out: (_route, me) => <Later show={({ PayOut }) => <PayOut me={me} />} />,
  payout: ({ id }) => <Later show={({ Payout }) => <Payout key={id} id={id} />} />,
  limits: (_route, me) => <Later show={({ Limits }) => <Limits me={me} />} />,
  limit: ({ id }, me) => <Later show={({ Limit }) => <Limit key={id} id={id} me={me} />} />,
  blocked: () => <Later show={({ Blocked }) => <Blocked />} />,
  language: () => <Later show={({ Language }) => <Language />} />,
  currency: () => <Later show={({ Currency }) => <Currency />} />,
  appearance: () => <Later show={({ Appearance }) => <Appearance />} />,
  notifications: () => <Later show={({ Notifications }) => <Notifications />} />,
  privacy: () => <Later show={({ Privacy }) => <Privacy />} />,
  consents: () => <Later show={({ Consents }) => <Consents />} />,
  history: () => <Later show={({ History }) => <History />} />,
  terms: () => <Later show={({ Terms }) => <Terms />} />,
  close_account: (_route, me) => <Later show={({ CloseAccount }) => <CloseAccount me={me} />} />,
  statements: () => <Later show={({ Statements }) => <Statements />} />,
  help: () => <Later show={({ Help }) => <Help />} />,
  set_up: (_route, me) => <SetUp me={me} />,
  pin: () => <Later show={({ ChangePin }) => <ChangePin />} />,
};

export const Screen = ({ route, me }: { readonly route: Route; readonly me: MeView }): VNode => {
  const show = screens[route.screen] as (route: Route, me: MeView) => VNode;
  return show(route, me);
};
