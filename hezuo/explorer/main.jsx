// GraphiQL for the browser: schema docs, history, and the contract's operations as tabs that are ready to run.
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./page.css";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import variables from "../../tests/contract/variables.json";

const texts = import.meta.glob("../../tests/contract/*.graphql", { query: "?raw", import: "default", eager: true });
// Reading ones, in the order in which an office meets them.
const names = ["profile", "gaps", "pairing", "plan", "matrix", "task", "paths", "search", "lists", "details", "info"];
const tabs = names.map((name) => ({
  query: texts[`../../tests/contract/${name}.graphql`],
  variables: JSON.stringify(variables[name] ?? {}, null, 2),
}));

async function fetcher({ query, variables: given, operationName }, { headers } = {}) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables: given, operationName }),
  });
  return response.json();
}

createRoot(document.getElementById("explorer")).render(<GraphiQL fetcher={fetcher} defaultTabs={tabs} />);
