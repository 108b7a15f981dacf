import { render, type VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { spokenLanguages, type SpokenLanguage } from "../../locales/languages.ts";
import { Segmented } from "../src/components/choice.tsx";
import { Heading } from "../src/components/page.tsx";
import { Toasts } from "../src/components/toast.tsx";
import { showIn } from "../src/styles/appearance.ts";
import "../src/styles/main.css";
import { Localized } from "../src/texts/localized.tsx";
import { controls } from "./controls.tsx";
import { feedback } from "./feedback.tsx";
import { joining } from "./joining.tsx";
import "./kit.css";
import { money } from "./money.tsx";

const appearances = ["system", "light", "dark"] as const;

const Kit = (): VNode => {
  const [appearance, setAppearance] = useState<(typeof appearances)[number]>("system");
  const [language, setLanguage] = useState<SpokenLanguage>("en");
  useLayoutEffect(() => showIn(appearance), [appearance]);
  return (
    <Localized language={language} clock={Date.now}>
      <main class="page">
        <Heading>Piaf: the components</Heading>
        <Segmented
          label="Appearance"
          options={appearances.map((value) => ({ value, label: value }))}
          value={appearance}
          onChange={setAppearance}
        />
        <Segmented
          label="Language"
          options={spokenLanguages.map((value) => ({ value, label: value }))}
          value={language}
          onChange={setLanguage}
        />
        {[...controls, ...money, ...joining, ...feedback].map(({ name, states }) => (
          <section key={name} class="specimen">
            <h2>{name}</h2>
            {states}
          </section>
        ))}
      </main>
      <Toasts />
    </Localized>
  );
};

const root = document.getElementById("kit");
if (root !== null) render(<Kit />, root);
