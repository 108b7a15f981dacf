import type { ScanCommandInput } from "@aws-sdk/client-dynamodb";
import { chargeRead } from "./admission.ts";
import { checkedItem } from "./attribute-value.ts";
import { type Database, type Operation, tableOf } from "./database.ts";
import { throttled, validationError } from "./errors.ts";
import { filterOf, projectionOf } from "./expressions/compiled.ts";
import { checkProjection } from "./expressions/projection.ts";
import { scopeOf } from "./expressions/scope.ts";
import { sourceOf, type Source } from "./query.ts";
import { readPage, selectsCount } from "./read-page.ts";
import type { Entry } from "./sorted-entries.ts";
import type { StoredTable } from "./stored-table.ts";
import { itemIdOf, keyNamesOf } from "./table-shape.ts";
import { readUnits } from "./write-units.ts";

/** FNV-1a: scatters the items, as DynamoDB scatters them by the hash of their key. */
const hashOf = (text: string): number => {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash >>> 0;
};

const placeOf = (id: string): string => hashOf(id).toString(16).padStart(8, "0") + id;

type Order = { readonly generation: number; readonly places: readonly string[] };
const orders = new WeakMap<StoredTable, Order>();

/** The places of a table's items in the order of a scan; sorted anew only when items have come or gone. */
const placesOf = (table: StoredTable): readonly string[] => {
  const known = orders.get(table);
  if (known?.generation === table.generation()) return known.places;
  const places = [...table.ids()].map(placeOf).sort();
  orders.set(table, { generation: table.generation(), places });
  return places;
};

const firstAfter = (places: readonly string[], place: string): number => {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((places[middle] ?? "") <= place) from = middle + 1;
    else to = middle;
  }
  return from;
};

const tableEntries = (table: StoredTable, after: string): readonly Entry[] => {
  const places = placesOf(table);
  // A page holds 1 MB at most: more than so many items it never shows.
  const page = places.slice(firstAfter(places, after));
  return page.flatMap((place) => {
    const id = place.slice(8);
    const item = table.item(id);
    return item === undefined ? [] : [{ partition: "", sort: undefined, id, item }];
  });
};

const indexEntries = (database: Database, { index }: Source, after: string): readonly Entry[] => {
  const entries = [...(index?.entriesAt(database.nowMs()).all() ?? [])].flat();
  const placed = entries.map((entry) => ({ entry, place: placeOf(entry.id) }));
  return placed
    .filter(({ place }) => place > after)
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ entry }) => entry);
};

const entriesOf = (database: Database, input: ScanCommandInput, source: Source): readonly Entry[] => {
  const { ExclusiveStartKey: start, Segment: segment = 0, TotalSegments: segments = 1 } = input;
  if (segment >= segments) {
    throw validationError("The Segment parameter is zero-based and must be less than parameter TotalSegments");
  }
  const after = start === undefined ? "" : placeOf(itemIdOf(source.table.shape.keys, checkedItem(start)));
  const entries =
    source.index === undefined ? tableEntries(source.table, after) : indexEntries(database, source, after);
  return segments === 1 ? entries : entries.filter(({ id }) => hashOf(id) % segments === segment);
};

export const scan: Operation<ScanCommandInput> = {
  parameters: new Set([
    "TableName",
    "IndexName",
    "FilterExpression",
    "ProjectionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "Limit",
    "ExclusiveStartKey",
    "ConsistentRead",
    "Segment",
    "TotalSegments",
    "Select",
  ]),
  items: () => 0,
  isWrite: false,
  run: (database, input, disturbance) => {
    const source = sourceOf(tableOf(database, input.TableName), input.IndexName);
    const { table, index } = source;
    const isConsistent = input.ConsistentRead === true;
    if (index !== undefined && isConsistent) {
      throw validationError("Consistent reads are not supported on global secondary indexes");
    }
    const filter = input.FilterExpression === undefined ? undefined : filterOf(input.FilterExpression);
    const projection = input.ProjectionExpression === undefined ? undefined : projectionOf(input.ProjectionExpression);
    const scope = scopeOf(
      input,
      [filter, projection].filter((expression) => expression !== undefined),
    );
    filter?.check(scope);
    if (projection !== undefined) checkProjection(projection, scope);
    if (disturbance === "throttle") throw throttled(database.random.chance(0.5));
    const moment = database.nowMs() - database.lagMs();
    const page = readPage(
      entriesOf(database, input, source),
      ({ id, item }) => (index === undefined && !isConsistent ? table.itemBefore(id, moment) : item),
      {
        limit: input.Limit,
        filter: filter && ((item) => filter.test(item, scope)),
        projection: projection && { projection, scope },
        keyNames: [...new Set([...keyNamesOf(table.shape.keys), ...keyNamesOf(source.keys)])],
        countOnly: selectsCount(input.Select),
      },
    );
    // A scan reads across the partitions: it is metered, and no partition's budget pays for it alone.
    chargeRead(database, { table, index, partition: "", units: readUnits(page.bytes, isConsistent) });
    return page.answer;
  },
};
