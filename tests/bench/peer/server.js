// Serves the part of the graph that the shapes ask for by @neo4j/graphql on Apollo Server: server.js BOLT_URL PORT
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const typeDefs = `#graphql
  type Region @node {
    id: ID!
    name: String!
    nameEn: String
    level: String
    macroRegion: String
  }
  type Institution @node {
    id: ID!
    name: String!
    issued: [PolicyDocument!]! @relationship(type: "ISSUED", direction: OUT)
  }
  type PolicyDocument @node {
    id: ID!
    title: String!
    kind: String
    issuedFirst: String
    issuers: [Institution!]! @relationship(type: "ISSUED", direction: IN)
    appliesTo: [Region!]! @relationship(type: "APPLIES_TO", direction: OUT)
    clauses: [Clause!]! @relationship(type: "HAS_CLAUSE", direction: OUT)
  }
  type Clause @node {
    id: ID!
    path: String!
    ordinal: Int
    covers: [Task!]! @relationship(type: "COVERS", direction: OUT, properties: "Covers")
  }
  type Covers @relationshipProperties {
    score: Float
  }
  type Task @node {
    id: ID!
    number: Int!
    title: String!
  }
`;

const [, , url, port] = process.argv;
const driver = neo4j.driver(url);
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, introspection: true });
await startStandaloneServer(server, { listen: { host: "127.0.0.1", port: Number(port) } });
console.log("ready");
