// A front end as it uses the typed client: what compiles here is what the schema promises about types and nulls.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import * as made from "./made/graphql";

declare function ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;

export async function showGaps(): Promise<string[]> {
  const data = await ask(made.GapsDocument, { parties: ["610000", "310000"], asOf: "2016" });
  // A root field is null where it failed; below it, nothing is that the contract does not let be missing.
  // @ts-expect-error the root may be null
  data.policyGaps.tasks;
  if (data.policyGaps == null) return [];
  return data.policyGaps.tasks.map((gap) => {
    const kind: made.GapKind = gap.kind;
    const statuses = gap.statuses.map((one) => `${one.party.name.toUpperCase()}: ${one.status.toLowerCase()}`);
    return `${gap.task.number.toFixed()} ${gap.task.theme.id} ${kind} ${statuses.join()}`;
  });
}

export async function showProfile(): Promise<string> {
  const data = await ask(made.ProfileDocument, { id: "610000" });
  const party = data.party;
  if (party == null) return "";
  const documents = party.documents.edges.map((edge) => edge.node.title.length);
  // @ts-expect-error an English name may be missing
  party.nameEn.length;
  return party.__typename === "Region" ? `${party.code} ${documents.join()}` : party.kind;
}

export async function refuseWrongVariables(): Promise<void> {
  // @ts-expect-error parties are needed
  await ask(made.GapsDocument, {});
  // @ts-expect-error a list
  await ask(made.MatrixDocument, { parties: true });
}
