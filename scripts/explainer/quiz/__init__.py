"""What is asked and what is right: quiz items and flashcards, drawn from the evidence."""
