"""收文登记: the original, its form, the first check, and the book of what came."""
