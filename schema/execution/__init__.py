"""Operations parsed, planned and run; knows no type of ours."""
