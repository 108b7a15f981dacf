import { texts } from "../message.ts";

export const activityTexts = texts("activity", {
  received: "Received",
  sent: "Sent",
  topUp: "Top-up",
  bankTransfer: "Bank transfer",
  payout: "Payout",
  payoutBack: "Payout that came back",
  nothingYet: "No payments yet",
  nothingYetHint: "What you pay and receive is listed here, with who and why.",
  spending: "Spending",
  search: "Search",
  searchHint: "Name, handle, note",
  filters: "Filters",
  periodAndAmount: "Date and amount",
  from: "From",
  to: "Until",
  min: "At least",
  max: "At most",
  clear: "Clear the filters",
  found: "{count, plural, one {# payment found} other {# payments found}}",
  nothingFound: "Nothing found",
  nothingFoundHint: "Try another word, or clear the filters.",
  further: "Search further back",
});

/** What was spent over time and by person. */
export const spendingTexts = texts("spending", {
  period: "Period",
  month: "30 days",
  quarter: "3 months",
  year: "1 year",
  paid: "Paid",
  received: "Received",
  overTime: "Over time",
  byPerson: "By person",
  times: "{count, plural, one {# payment} other {# payments}}",
  partial: "Only the latest 1,000 payments are counted, since: {day}.",
  asTable: "As a table",
  when: "When",
  nothing: "Nothing in this time",
  nothingHint: "Choose a longer period above.",
});
