import type {
  CreateTableCommandInput,
  DeleteTableCommandInput,
  DescribeTableCommandInput,
  UpdateTimeToLiveCommandInput,
} from "@aws-sdk/client-dynamodb";
import { type Database, tableOf } from "./database.ts";
import { tableExists } from "./errors.ts";
import { createStoredTable } from "./stored-table.ts";
import { tableShapeOf } from "./table-shape.ts";

/** Tables are there at once: what makes them is no part of what is simulated. */
export const createTable = (database: Database, input: CreateTableCommandInput): object => {
  const shape = tableShapeOf(input);
  if (database.tables.has(shape.name)) throw tableExists(shape.name);
  database.tables.set(shape.name, createStoredTable(shape, database));
  return { TableDescription: { TableName: shape.name, TableStatus: "ACTIVE" } };
};

export const describeTable = (database: Database, { TableName }: DescribeTableCommandInput): object => {
  const { shape } = tableOf(database, TableName);
  return { Table: { TableName: shape.name, TableStatus: "ACTIVE" } };
};

export const deleteTable = (database: Database, { TableName }: DeleteTableCommandInput): object => {
  database.tables.delete(tableOf(database, TableName).shape.name);
  return {};
};

/** Taken, and nothing is ever deleted by it: on AWS that may last for days. */
export const updateTimeToLive = (database: Database, input: UpdateTimeToLiveCommandInput): object => {
  tableOf(database, input.TableName);
  return { TimeToLiveSpecification: input.TimeToLiveSpecification };
};
