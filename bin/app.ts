import { App } from "aws-cdk-lib";
import { addPiaf } from "../lib/piaf.ts";
import { stageOf } from "../lib/stages.ts";

const app = new App();
addPiaf(app, stageOf(app.node.tryGetContext("stage") ?? "dev"));
