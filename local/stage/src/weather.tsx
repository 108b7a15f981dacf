import { useCallback, useEffect, useState } from "preact/hooks";
import { changeSettings, faultNames, readSettings, type Fault, type Faults, type Settings } from "./simulated-x.ts";
import type { Announce } from "./use-announcer.ts";

type Choice<Value> = { readonly value: Value; readonly label: string; readonly hint: string };

const families: readonly Choice<Settings["family"]>[] = [
  { value: "xaa", label: "X Activity API", hint: "the one that stays" },
  { value: "aaa", label: "Account Activity API", hint: "ends in January 2027" },
];

const faultChoices: readonly Choice<Fault | "none">[] = [
  { value: "none", label: "All is well", hint: "the bot replies" },
  { value: "rate_limited", label: "429", hint: "too many requests" },
  { value: "duplicate", label: "403", hint: "duplicate content" },
  { value: "server_error", label: "5xx", hint: "X is down" },
  { value: "time_out", label: "Silence", hint: "no answer in time" },
  { value: "no_credit", label: "No credit", hint: "X wants to be paid" },
];

/** Long enough to outlast the retries of one reply. */
const brokenCalls = 5;

/** The next calls meet this fault, and no other. */
export const faultsWith = (broken: Fault | "none"): Faults =>
  Object.fromEntries(faultNames.map((name) => [name, name === broken ? brokenCalls : 0])) as Faults;

const faultOf = ({ faults }: Settings): Fault | "none" => faultNames.find((name) => faults[name] > 0) ?? "none";

const Choices = <Value extends string>(props: {
  legend: string;
  name: string;
  choices: readonly Choice<Value>[];
  chosen: Value;
  onChoose: (choice: Choice<Value>) => void;
}) => (
  <fieldset>
    <legend>{props.legend}</legend>
    {props.choices.map((choice) => (
      <label key={choice.value}>
        <input
          type="radio"
          name={props.name}
          checked={choice.value === props.chosen}
          onChange={() => props.onChoose(choice)}
        />
        <span>
          {choice.label} <small>{choice.hint}</small>
        </span>
      </label>
    ))}
  </fieldset>
);

/** What the network is like: which family of webhooks it sends, and how it fails when the bot writes back. */
export const Weather = ({
  announce,
  changes,
}: {
  announce: Announce;
  /** How often something was done on the stage. */ changes: number;
}) => {
  const [settings, setSettings] = useState<Settings | undefined>();
  const read = useCallback(() => void announce(async () => setSettings(await readSettings()), undefined), [announce]);
  useEffect(read, [read]);
  useEffect(() => {
    // Something else on the stage may have changed it. That it cannot be read is said when the panel is opened.
    void readSettings().then(setSettings, () => undefined);
  }, [changes]);
  if (settings === undefined) return null;
  const change = (wanted: Partial<Settings>, done: string) =>
    void announce(async () => setSettings(await changeSettings(wanted)), done);
  const fault = faultOf(settings);
  return (
    <details
      class="weather"
      onToggle={(event) => event.currentTarget.open && read()}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.open = false;
      }}
    >
      <summary>Network weather{fault !== "none" && <span class="badge badge-fault">fault</span>}</summary>
      <div class="weather-panel card">
        <Choices
          legend="X tells Piaf through the"
          name="family"
          choices={families}
          chosen={settings.family}
          onChoose={({ value, label }) => change({ family: value }, `X now speaks the ${label}.`)}
        />
        <Choices
          legend="When Piaf writes back"
          name="fault"
          choices={faultChoices}
          chosen={fault}
          onChoose={({ value, hint }) =>
            change(
              { faults: faultsWith(value) },
              value === "none" ? "The bot replies again." : `The next replies meet: ${hint}. Money goes on.`,
            )
          }
        />
      </div>
    </details>
  );
};
