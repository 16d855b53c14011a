"""The ground: problems, the vocabulary, project folders, text, dates, quantities, files and YAML."""
