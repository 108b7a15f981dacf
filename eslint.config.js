import tseslint from "typescript-eslint";

/** The limits of how the code reads, as rules. */
const forbiddenEverywhere = [
  {
    selector: "ExportDefaultDeclaration",
    message: "No default exports: a name that is exported is the name that is imported.",
  },
  { selector: "TSEnumDeclaration", message: "No enum: use a union of string literals." },
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
    message: 'Write `import * as z from "zod"`: the named import brings 350 kB more into a bundle.',
  },
];

const injected = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: "Take a Clock instead: time is injected.",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Take a Clock instead: time is injected.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "Take a random source instead: randomness is injected.",
  },
  {
    selector: "MemberExpression[object.name='crypto'][property.name='randomUUID']",
    message: "Take an id source instead: ids are injected.",
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: "Only env.ts and deps.ts read the environment.",
  },
];

/** @type {import("eslint").Linter.Config[]} */
const config = [
  {
    ignores: [
      "node_modules/",
      "cdk.out/",
      "dist/",
      ".piaf/",
      "coverage/",
      "locales/catalogues/",
      "locales/app/",
      "locales/push/",
    ],
  },
  ...tseslint.configs.strict,
  {
    files: ["**/*.ts", "**/*.tsx"],
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 3],
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-syntax": ["error", ...forbiddenEverywhere, ...injected],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    // Wiring, programs and what runs on one machine may say what time it is.
    files: [
      "functions/*/deps.ts",
      "functions/*/env.ts",
      "local/**",
      "bin/**",
      "lib/**",
      "test/**",
      "bench/**",
      "app/**",
      "*.config.ts",
    ],
    rules: { "no-restricted-syntax": ["error", ...forbiddenEverywhere] },
  },
  { files: ["local/**", "bin/**", "test/**", "bench/**"], rules: { "no-console": "off" } },
  {
    files: ["test/**"],
    rules: { "max-lines-per-function": "off", "max-params": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  // The tools that read these files ask for a default export.
  {
    files: ["*.config.ts", "app/**/*.config.ts", "local/stage/*.config.ts", "test/{mutants,stryker}/*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
];

export default config;
