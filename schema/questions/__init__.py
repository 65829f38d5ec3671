"""The questions of the API: types, arguments, resolvers."""
