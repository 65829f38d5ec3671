"""The GraphQL schema: types and resolvers."""
