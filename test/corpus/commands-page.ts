import { format, resolveConfig } from "prettier";
import { type CorpusEntry, corpusFiles, readCorpus } from "./corpus.ts";

const titles: Readonly<Record<CorpusEntry["file"], string>> = {
  fr: "French",
  en: "English",
  es: "Spanish",
  de: "German",
  it: "Italian",
  pt: "Portuguese",
  nl: "Dutch",
  mixed: "Several languages in one post, and currencies",
  adversarial: "What tries to be read wrongly",
};

const introduction = `# What people write, and how Piaf reads it

Written by \`node test/corpus/write-commands-page.ts\` from the posts in \`test/fixtures/posts/\`, which the tests hold the parser to.
Alice writes; the bot is @piaf; her currency is the euro where nothing else is said. "Reply to" names the author of the post that
she answers: a payee where she names none. Invisible characters stand as \`\\u…\`, the end of a line as ↵.

| reading                           | means                                                                        |
| --------------------------------- | ---------------------------------------------------------------------------- |
| \`pay bob=20 carol=10 \\| for lunch\` | bob gets €20 and carol €10; the note is "for lunch"                            |
| \`pay bob=5USD\`                    | five US dollars                                                              |
| \`request bob=15\`                  | bob is asked for €15                                                         |
| \`split me=20 bob=20 carol=20\`     | €60 are shared: bob and carol owe €20 each                                   |
| \`donate\`, \`contribute #pot=10\`    | a donation to an account; €10 into the pot of that hashtag                   |
| \`cancel\`, \`help\`                  | the last command that is pending is taken back; the bot says how it is used |
| \`ask amount_unclear\`              | nothing is certain enough: a question, in the writer's language              |
| \`ignore told\`                     | not for Piaf: a story, a quotation, a question about it, a "don't"          |

Requests, shares and contributions to a pot are read, and not carried out yet: their writer is told so, in public and in the app
(\`verb_not_available\`). Payments and donations are, in euros.

Try one: \`npm run parse -- "@piaf envoie 20€ à @bob pour le ciné"\`.
`;

/** The text of docs/commands.md. */
export const commandsPage = async (): Promise<string> => {
  const corpus = readCorpus();
  const sections = corpusFiles.map((file) => sectionOf(file, corpus));
  const page = [introduction, ...sections].join("\n");
  return format(page, { ...(await resolveConfig("docs/commands.md")), parser: "markdown" });
};

const sectionOf = (file: CorpusEntry["file"], corpus: readonly CorpusEntry[]): string => {
  const entries = corpus.filter((entry) => entry.file === file);
  const rows = entries.map((entry) => `| ${cell(entry.post)} | ${cell(entry.reading)} | ${circumstances(entry)} |`);
  return [
    `## ${titles[file]}`,
    "",
    `${entries.length} posts.`,
    "",
    "| post | reading | |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
};

const circumstances = ({ replyTo, currency }: CorpusEntry): string =>
  [replyTo === undefined ? "" : `reply to @${replyTo}`, currency === undefined ? "" : `writes in ${currency}`]
    .filter((each) => each !== "")
    .join(", ");

/** As code: nothing in it is Markdown, and what cannot be seen is spelled out. */
const cell = (text: string): string => {
  const visible = text
    .replaceAll("\n", "↵")
    .replaceAll("|", "\\|")
    .replaceAll(
      /[\p{Cf}\u0300-\u036F]/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );
  return visible.includes("`") ? `\`\` ${visible} \`\`` : `\`${visible}\``;
};
