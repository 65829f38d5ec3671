"""Operations that write, and what tells of writes."""
