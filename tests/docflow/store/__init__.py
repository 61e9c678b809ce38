"""The records: nothing is lost, nothing is half done."""
