import { expect, it } from "vitest";
import { operations } from "../../contracts/http/openapi.ts";
import { synthesize } from "./support/synthesized.ts";

it("declares exactly the operations that the OpenAPI document describes, open where it says so", () => {
  const routes = synthesize("dev")
    .every("AWS::ApiGatewayV2::Route")
    .map(({ Properties }) => Properties as { RouteKey: string; AuthorizationType?: string })
    .filter(({ RouteKey }) => RouteKey.includes(" /v1/"));
  const declared = routes.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType !== "JWT"]);
  const described = Object.entries(operations).map(([route, { open }]) => [route, open === true]);
  expect(declared.sort()).toEqual(described.sort());
});
