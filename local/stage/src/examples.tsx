/** Posts worth trying: what people wrote in 2014, what they would write today, and what must not pay. */
const examples = [
  { label: "2014", text: "@piaf #envoyer 12,99€ @bob pour le ciné" },
  { label: "English", text: "@piaf pay @bob 5 € for lunch" },
  { label: "No wallet yet", text: "@piaf envoie 20 € à @dave" },
  { label: "No amount", text: "@piaf paye @carol" },
  { label: "Just talk", text: "J’ai testé @piaf avec @bob, 10 € en une seconde !" },
] as const;

export const Examples = ({ onChoose }: { onChoose: (text: string) => void }) => (
  <div class="examples" role="group" aria-label="Examples">
    {examples.map(({ label, text }) => (
      <button key={label} type="button" class="chip" title={text} onClick={() => onChoose(text)}>
        {label}
      </button>
    ))}
  </div>
);
