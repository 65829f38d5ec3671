"""What the labels of a text make of it: clauses, their numbers and what stands around them."""
