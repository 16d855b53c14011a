"""What every room stands on: problems, the vocabulary, project folders, text, dates, quantities, files and YAML."""
