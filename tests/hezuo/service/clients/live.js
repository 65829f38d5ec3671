// Subscribes with the client library of each live protocol, then asks a query by it, and prints what came as JSON.
import { createClient as createSocketClient } from "graphql-ws";
import { createClient as createEventClient } from "graphql-sse";
import WebSocket from "ws";

const [transport, url] = process.argv.slice(2);
const client =
  transport === "websocket"
    ? createSocketClient({ url: url.replace("http:", "ws:"), webSocketImpl: WebSocket, keepAlive: 200, retryAttempts: 0 })
    : createEventClient({ url, retryAttempts: 0 });

const collect = async (query) => {
  const found = [];
  for await (const result of client.iterate({ query })) found.push(result);
  return found;
};

const failed = await collect("{ nothing }").then(
  (results) => results.map((one) => one.errors[0].message),
  (errors) => [errors[0].message],
);
console.log(JSON.stringify([await collect("subscription { ticks }"), await collect("{ hello }"), failed]));
client.dispose();
