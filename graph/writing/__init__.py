"""Works out and applies what a batch changes."""
