"""How words and names are found, whoever wrote them and in whatever letters. Knows no other room."""
