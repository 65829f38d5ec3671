"""The service: HTTP, sockets and server-sent events, who is let in and for how much, and what is kept of it."""
