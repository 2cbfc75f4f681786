"""One folder a chart form: rows in, marks and words out."""
