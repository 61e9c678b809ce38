"""Acts and their judgement: the one door through which a document changes."""
