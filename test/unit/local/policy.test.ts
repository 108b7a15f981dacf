import { describe, expect, it } from "vitest";
import { evaluate } from "../../../local/policy/evaluate.ts";
import { statementsOf } from "../../../local/policy/statement.ts";
import { matchesWildcard } from "../../../local/policy/wildcard.ts";

const wallets = "arn:aws:dynamodb:eu-west-3:000000000000:table/wallets";

const policy = (...statements: object[]) =>
  statementsOf({ Version: "2012-10-17", Statement: statements as never }, "ledger-role");

describe("the evaluation of a role's policy", () => {
  const may = (statements: ReturnType<typeof policy>, action: string, resource = wallets) =>
    evaluate(statements, { action, resource });

  it("grants nothing by default", () => {
    expect(may([], "dynamodb:GetItem")).toBe("not_granted");
  });

  it("allows what a statement names, on the resource it names, and nothing else", () => {
    const statements = policy({ Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:PutItem"], Resource: wallets });
    expect(may(statements, "dynamodb:GetItem")).toBe("allowed");
    expect(may(statements, "dynamodb:UpdateItem")).toBe("not_granted");
    expect(may(statements, "dynamodb:GetItem", `${wallets}-2`)).toBe("not_granted");
    expect(may(statements, "dynamodb:GetItem", `${wallets}/index/by-debit`)).toBe("not_granted");
  });

  it("lets a Deny win over an Allow, in either order", () => {
    const allow = { Effect: "Allow", Action: "dynamodb:*", Resource: "*" };
    const deny = { Effect: "Deny", Action: "dynamodb:DeleteItem", Resource: wallets };
    expect(may(policy(allow, deny), "dynamodb:DeleteItem")).toBe("denied");
    expect(may(policy(deny, allow), "dynamodb:DeleteItem")).toBe("denied");
    expect(may(policy(deny, allow), "dynamodb:GetItem")).toBe("allowed");
  });

  it("understands wildcards in actions and resources; actions in any case, resources in theirs", () => {
    const statements = policy({ Effect: "Allow", Action: "dynamodb:Get*", Resource: `${wallets}/index/*` });
    expect(may(statements, "dynamodb:GetItem", `${wallets}/index/by-debit`)).toBe("allowed");
    expect(may(statements, "dynamodb:getitem", `${wallets}/index/by-debit`)).toBe("allowed");
    expect(may(statements, "dynamodb:GetItem", `${wallets.toUpperCase()}/index/by-debit`)).toBe("not_granted");
    expect(may(statements, "dynamodb:GetItem")).toBe("not_granted");
  });

  it("takes a dot for a dot, and a question mark for one character", () => {
    expect(matchesWildcard("a.c", "abc")).toBe(false);
    expect(matchesWildcard("secret:x-??????", "secret:x-piaf00")).toBe(true);
    expect(matchesWildcard("secret:x-??????", "secret:x-piaf000")).toBe(false);
  });
});

describe("a policy with something that is not evaluated here", () => {
  const statement = { Effect: "Allow", Action: "dynamodb:GetItem", Resource: "*" };

  it.each([
    ["a condition", { Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } } }, "Condition"],
    ["NotResource", { NotResource: wallets }, "NotResource"],
    ["NotAction", { NotAction: "dynamodb:GetItem" }, "NotAction"],
  ])("stops with the name of %s", (_, extra, name) => {
    expect(() => policy({ ...statement, ...extra })).toThrow(name);
  });

  it("stops with the name of an action that is not known, such as one that AWS does not have", () => {
    expect(() => policy({ ...statement, Action: "dynamodb:TransactWriteItems" })).toThrow(
      "local/ does not know the action dynamodb:TransactWriteItems in the policy of ledger-role.",
    );
    expect(() => policy({ ...statement, Action: ["dynamodb:GetItem", "s3:PutObject"] })).toThrow("s3:PutObject");
  });
});
