"""Papers, slips and reports as files: PDF, DOCX, XLSX."""
